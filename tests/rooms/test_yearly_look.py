"""Once a year somebody looks who of a municipality's people is still there; which e-mails are its own is listed."""

import pytest

from app.accounts import duties, member_queries
from app.messages.models import Letter
from tenants import clock, membership
from tenants.membership import add_member
from tenants.permissions import Role
from tests.account_requests import make_members_of_last_year
from tests.letters import outbox
from tests.makers import a_municipality, a_person
from tests.pages.visitor import Visitor
from tests.rooms.test_members import address, deeds


@pytest.fixture(scope="module")
def home(engines):
    """A municipality whose members came this year."""
    return a_municipality(engines)


@pytest.fixture
def coordinator(app, home):
    """Its coordinator."""
    return Visitor(app, home.people[Role.COORDINATOR])


@pytest.fixture
def last_years(engines):
    """A municipality whose members were there before this year; a second coordinator among them."""
    made = a_municipality(engines)
    with made.session() as session, session.begin():
        add_member(session, a_person(engines).id, Role.COORDINATOR)
    make_members_of_last_year(made)
    return made


def test_once_a_year_the_coordinators_say_who_is_still_there(app, last_years):
    visitor, page = Visitor(app, last_years.people[Role.COORDINATOR]), address(last_years, "/tarkistus")
    front = f"/fi/{last_years.facts.slugs['fi']}/"
    assert "Vahvista, ketkä ovat yhä mukana: 4" in visitor.get(front).text
    writer, reader = (last_years.people[role] for role in (Role.WRITER, Role.READER))
    said = {f"member_{writer.id}": "there", f"member_{reader.id}": "left"}
    assert visitor.post(page, said).status_code == 302
    with last_years.session(read_only=True) as session:
        assert not membership.is_member(session, reader.id)
        assert membership.member(session, writer.id).confirmed_on == clock.today()
        assert len(member_queries.unconfirmed(session)) == 2
    shown = visitor.get(page).text
    assert (writer.email in shown, last_years.people[Role.COORDINATOR].email in shown) == (False, True)
    assert {"member.confirmed", "member.ended"} <= set(deeds(last_years))


def test_who_cannot_go_is_named_with_the_reason_and_the_others_are_seen_to(app, last_years):
    visitor, page = Visitor(app, last_years.people[Role.COORDINATOR]), address(last_years, "/tarkistus")
    with last_years.session(read_only=True) as session:
        everybody = member_queries.unconfirmed(session)
    said = {f"member_{each.person_id}": "left" for each in everybody if each.person_id != last_years.coordinator}
    visitor.post(page, said | {f"member_{last_years.coordinator}": "left"})
    with last_years.session(read_only=True) as session:
        (left,) = membership.members(session)
    assert left.role == Role.COORDINATOR


def test_in_january_each_coordinator_is_asked_once(app, engines, last_years, home):
    with app.app_context():
        for _ in range(2):
            duties.ask_who_is_still_there(engines, clock.now())
    asked = outbox(engines, Letter.kind == "members_check", Letter.about_tenant == last_years.facts.id)
    assert len(asked) == len({each.to_person for each in asked}) == 2
    assert outbox(engines, Letter.kind == "members_check", Letter.about_tenant == home.facts.id) == []


def test_domains_are_listed_and_removed(home, coordinator):
    page = address(home, "/sahkopostit")
    for bad in ("", "kunta", "@", "kunta .fi", "x" * 300 + ".fi", "kunta.fi\0/x", "🙂.fi", "' OR 1=1 --"):
        assert coordinator.post(page, {"domain": bad}).status_code == 422
    assert coordinator.post(page, {"domain": "@Koulut.Example"}).status_code == 302
    assert coordinator.post(page, {"domain": "koulut.example"}).status_code == 302
    assert coordinator.get(page).text.count("koulut.example</p>") == 1
    assert coordinator.post(page, {"remove": "koulut.example"}).status_code == 302
    assert "koulut.example" not in coordinator.get(page).text
    assert deeds(home).count("email_domain.confirmed") == deeds(home).count("email_domain.removed") == 1
