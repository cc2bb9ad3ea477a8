"""A municipality's people: invited by list, their roles, their leaving with what they own, the yearly look, bounces."""

import uuid
from datetime import timedelta

import pytest
from flask import url_for
from sqlalchemy import select, update

from app.accounts import handing_over, member_actions, member_queries
from app.accounts.handing_over import Kind
from app.accounts.invitation_list import fingerprint, read_list
from app.messages.models import Letter
from app.reports.models import Section
from tenants import audit, clock, membership
from tenants.errors import Refused
from tenants.invitations import Invitation
from tenants.membership import Membership, add_member
from tenants.permissions import Role
from tenants.sign_ins import SignIn
from tests.account_requests import a_refused_invitation
from tests.letters import outbox
from tests.makers import a_municipality, a_person, a_report
from tests.orders import token_in_letter
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.visitor import Visitor
from tests.rooms.test_invitations import accept


@pytest.fixture(scope="module")
def home(engines):
    """One municipality with two coordinators for the whole file."""
    made = a_municipality(engines)
    with made.session() as session, session.begin():
        add_member(session, a_person(engines, "Toinen Koordinaattori").id, Role.COORDINATOR)
    return made


@pytest.fixture
def coordinator(app, home):
    """Its coordinator."""
    return Visitor(app, home.people[Role.COORDINATOR])


def address(home, page=""):
    return f"/fi/{home.facts.slugs['fi']}/ihmiset{page}"


def a_member(home, role=Role.WRITER):
    person = a_person(home.engines, "Milla Muuttaja")
    with home.session() as session, session.begin():
        add_member(session, person.id, role)
    return person


def deeds(home):
    with home.session(read_only=True) as session:
        return list(session.scalars(select(audit.AuditEntry.deed)))


def invited(home):
    with home.session(read_only=True) as session:
        return {each.invitation.email: each for each in member_queries.invited(session)}


def test_one_is_invited_in_the_chosen_language_and_finds_the_name_filled_in(app, engines, home, coordinator):
    typed = {"email": "uusi@kunta.example", "name": "Ulla Uusi", "role": "reader", "language": "sv"}
    assert coordinator.post(address(home, "/kutsu"), typed).status_code == 302
    (letter,) = outbox(engines, Letter.to_email == "uusi@kunta.example")
    assert (letter.kind, letter.language) == ("invitation", "sv")
    page = ParsedPage(app.test_client().get(f"/sv/inbjudan/{letter.payload['token']}").text)
    assert page.value_of("name") == "Ulla Uusi"
    assert "invitation.sent" in deeds(home)


@pytest.mark.parametrize("who", ["a member", "somebody invited"])
def test_nobody_is_invited_twice(home, coordinator, who):
    email = home.people[Role.READER].email.upper()
    if who == "somebody invited":
        email = "kahdesti@kunta.example"
        coordinator.post(address(home, "/kutsu"), {"email": email, "role": "reader", "language": "fi"})
    before = len(invited(home))
    answer = coordinator.post(address(home, "/kutsu"), {"email": email, "role": "reader", "language": "fi"})
    assert (answer.status_code, "email-error" in ParsedPage(answer.text).ids) == (422, True)
    assert len(invited(home)) == before


LIST = "Aino;lista1@kunta.example;kirjoittaja\nlista2@kunta.example;lukija\nrikki;;\n"


def test_a_list_is_shown_before_anything_is_sent_and_the_good_rows_go_when_the_person_says_so(home, coordinator):
    typed = {"rows": LIST, "language": "fi", "decision": "check"}
    answer = coordinator.post(address(home, "/kutsu/lista"), typed)
    page = ParsedPage(answer.text)
    assert answer.status_code == 422
    assert any("Rivi 3:" in text_of(each) for each in page.with_class("govuk-error-summary"))
    assert page.value_of("rows").strip() == LIST.strip()
    assert not {"lista1@kunta.example", "lista2@kunta.example"} & set(invited(home))
    shown = page.value_of("shown")
    changed = coordinator.post(
        address(home, "/kutsu/lista"),
        typed | {"decision": "send", "shown": shown, "rows": LIST.replace("lukija", "koordinaattori")},
    )
    assert changed.status_code == 422, "what is sent is what was shown"
    assert "lista2@kunta.example" not in invited(home)
    sent = coordinator.post(address(home, "/kutsu/lista"), typed | {"decision": "send", "shown": shown})
    assert sent.status_code == 302
    assert {"lista1@kunta.example", "lista2@kunta.example"} <= set(invited(home))
    again = coordinator.post(address(home, "/kutsu/lista"), typed | {"decision": "send", "shown": shown})
    assert again.status_code == 422, "a second press invites nobody again"


def test_a_list_without_faults_is_shown_too(home, coordinator):
    typed = {"rows": "puhdas@kunta.example;lukija", "language": "fi", "decision": "check"}
    assert coordinator.post(address(home, "/kutsu/lista"), typed).status_code == 200
    assert "puhdas@kunta.example" not in invited(home)


@pytest.mark.parametrize("rows", ["", "\0\n \n", "x" * 50_001, "a@kunta.example;lukija\n" * 301])
def test_a_list_that_is_none_or_too_long_is_refused(home, coordinator, rows):
    answer = coordinator.post(address(home, "/kutsu/lista"), {"rows": rows, "language": "fi"})
    assert (answer.status_code, "rows-error" in ParsedPage(answer.text).ids) == (422, True)


def test_a_role_is_changed_and_holds_from_the_next_page(app, home, coordinator):
    person = a_member(home)
    visitor = Visitor(app, person)
    assert visitor.get(address(home, "/kutsu")).status_code == 403
    assert coordinator.post(address(home, f"/{person.id}"), {"role": "coordinator"}).status_code == 302
    assert visitor.get(address(home, "/kutsu")).status_code == 200
    assert coordinator.post(address(home, f"/{person.id}"), {"role": "owner"}).status_code == 422
    assert coordinator.post(address(home, f"/{person.id}"), {"role": "reader"}).status_code == 302
    assert visitor.get(address(home, "/kutsu")).status_code == 403
    assert "member.role_changed" in deeds(home)


def test_who_leaves_is_out_at_the_next_page_and_may_be_invited_again(app, engines, home, coordinator):
    person = a_member(home)
    visitor = Visitor(app, person)
    assert visitor.get(address(home)).status_code == 200
    assert coordinator.post(address(home, f"/{person.id}/poista")).status_code == 302
    assert visitor.get(address(home)).status_code == 404
    assert coordinator.get(address(home, f"/{person.id}")).status_code == 404
    typed = {"email": person.email, "role": "reader", "language": "fi"}
    assert coordinator.post(address(home, "/kutsu"), typed).status_code == 302
    returned, answer = accept(app, token_in_letter(engines, person.email), {"password": "a long enough password"})
    assert answer.status_code == 302
    assert returned.get(address(home)).status_code == 200


def test_the_last_coordinator_neither_leaves_nor_steps_down(app, engines):
    alone = a_municipality(engines)
    visitor = Visitor(app, alone.people[Role.COORDINATOR])
    for page, typed in (("", {"role": "reader"}), ("/poista", {})):
        answer = visitor.post(address(alone, f"/{alone.coordinator}{page}"), typed)
        assert answer.status_code == 422
        assert "Kunnalla on oltava koordinaattori." in answer.text
    assert "Koordinaattoreita on vain yksi" in visitor.get(address(alone)).text
    assert "Pyydä työkaveria toiseksi koordinaattoriksi" in visitor.get(f"/fi/{alone.facts.slugs['fi']}/").text


def test_with_two_coordinators_nobody_is_asked_for_a_second(home, coordinator):
    assert "Koordinaattoreita on vain yksi" not in coordinator.get(address(home)).text


@pytest.fixture
def sections_are_owned():
    """As a room registers it: the last editor of a section owns it."""

    def owned(session, person_id):
        return len(session.scalars(select(Section).filter_by(edited_by=person_id)).all())

    def hand_over(session, person_id, heir):
        session.execute(update(Section).where(Section.edited_by == person_id).values(edited_by=heir))

    handing_over.register(kind := Kind("Osat", owned, hand_over))
    yield
    handing_over.KINDS.remove(kind)


def test_what_a_leaving_member_owns_is_handed_to_another_member_before_they_go(home, coordinator, sections_are_owned):
    leaving, heir, stranger = a_member(home), a_member(home), a_person(home.engines)
    section = a_report(home).sections[0].id
    with home.session() as session, session.begin():
        session.execute(update(Section).where(Section.id == section).values(edited_by=leaving.id))
    page = address(home, f"/{leaving.id}/poista")
    assert "Osat: 1" in coordinator.get(page).text
    for wrong in ("", str(stranger.id), str(leaving.id), "x"):
        answer = coordinator.post(page, {"heir": wrong})
        assert (answer.status_code, "heir-error" in ParsedPage(answer.text).ids) == (422, True)
    for wrong in (stranger.id, leaving.id):
        with home.session() as session, pytest.raises(Refused, match="wrong_heir"):
            member_actions.end(session, home.coordinator, leaving.id, wrong)
    with home.session(read_only=True) as session:
        assert membership.is_member(session, leaving.id)
    assert coordinator.post(page, {"heir": str(heir.id)}).status_code == 302
    with home.session(read_only=True) as session:
        assert session.scalars(select(Section.edited_by).filter_by(id=section)).one() == heir.id
        assert not membership.is_member(session, leaving.id)


def test_nobody_leaves_by_themselves_with_something_that_has_no_heir(app, home, sections_are_owned):
    leaving = a_member(home)
    section = a_report(home).sections[0].id
    with home.session() as session, session.begin():
        session.execute(update(Section).where(Section.id == section).values(edited_by=leaving.id))
    with app.test_request_context():
        page = url_for("accounts.leave", language="fi", municipality=home.facts.slugs["fi"])
    answer = Visitor(app, leaving).post(page)
    assert (answer.status_code, "Pyydä koordinaattoria" in answer.text) == (409, True)
    with home.session(read_only=True) as session:
        assert membership.is_member(session, leaving.id)


def test_an_account_that_is_not_used_is_shown_to_coordinators_only(app, home, coordinator):
    person = a_member(home)
    with home.engines.owner.execution_options(tenant=home.facts.id).begin() as connection:
        old = clock.now() - timedelta(days=40)
        connection.execute(update(Membership).where(Membership.person_id == person.id).values(created_at=old))
    assert "Ei ole koskaan käyttänyt palvelua" in coordinator.get(address(home)).text
    visitor = Visitor(app, person)
    assert "Ei ole koskaan käyttänyt palvelua" not in coordinator.get(address(home)).text
    with home.engines.owner.begin() as connection:
        old = clock.now() - timedelta(days=366)
        connection.execute(update(SignIn).where(SignIn.person_id == person.id).values(seen_at=old))
    assert "Ei ole käyttänyt palvelua vuoteen" in coordinator.get(address(home)).text
    visitor = Visitor(app, home.people[Role.READER])
    assert "Ei ole käyttänyt palvelua vuoteen" not in visitor.get(address(home)).text


def test_a_refused_invitation_is_shown_as_not_delivered_and_goes_to_the_right_address(app, engines, home, coordinator):
    id = a_refused_invitation(home, "vaarin.kirjoitettu@kunta.example")
    neighbour = Visitor(app, a_municipality(engines).people[Role.COORDINATOR])
    page = coordinator.get(address(home)).text
    assert "Ei perillä: osoitetta ei hyväksytty." in page
    correcting = address(home, f"/kutsut/{id}/osoite")
    assert correcting in page
    assert coordinator.post(correcting, {"email": "ei osoite"}).status_code == 422
    assert neighbour.post(correcting, {"email": "oikein@kunta.example"}).status_code == 404
    assert coordinator.post(correcting, {"email": "oikein@kunta.example"}).status_code == 302
    now = invited(home)
    assert "vaarin.kirjoitettu@kunta.example" not in now
    assert not now["oikein@kunta.example"].is_undelivered
    assert now["oikein@kunta.example"].invitation.name == "Ville"


def test_every_invitation_of_a_list_is_its_own(home):
    with home.session(read_only=True) as session:
        digests = session.scalars(select(Invitation.token_digest)).all()
    assert len(set(digests)) == len(digests)


def test_lists_are_not_sent_without_end(app, home):
    visitor, page = Visitor(app, a_member(home, Role.COORDINATOR)), address(home, "/kutsu/lista")
    answers = []
    for _ in range(6):
        rows = f"{uuid.uuid4().hex[:8]}@kunta.example;lukija"
        shown = fingerprint(read_list(rows, set(), set()))
        typed = {"rows": rows, "language": "fi", "decision": "send", "shown": shown}
        answers.append(visitor.post(page, typed))
    assert [answer.status_code for answer in answers] == [302] * 5 + [422]
    assert ParsedPage(answers[-1].text).value_of("rows").strip() == rows
    assert rows.partition(";")[0] not in invited(home)
