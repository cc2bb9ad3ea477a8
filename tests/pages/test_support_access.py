"""A municipality lets a person of the association look: for an hour, changing nothing, each page in its trail."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, event, select, update
from sqlalchemy.exc import DBAPIError

from tenants import clock
from tenants.audit import AuditEntry
from tenants.boundary import StaffSession
from tenants.house_rules import house_rules, keep_rules
from tenants.membership import add_member
from tenants.permissions import Role
from tenants.support import SupportSession
from tests.makers import a_municipality, a_person, a_report, write
from tests.pages.visitor import Visitor
from tests.support import a_support_session

OPENED = {"reason": "Taulukko näyttää väärältä"}


@pytest.fixture(scope="module")
def home(engines):
    """A municipality with a text that nobody outside it has read."""
    made = a_municipality(engines)
    write(made, a_report(made), 1, "Salainen luonnos", "Hemligt utkast")
    return made


@pytest.fixture(scope="module")
def coordinator(app, home):
    return Visitor(app, home.people[Role.COORDINATOR])


@pytest.fixture
def officer(engines):
    """Somebody of the association's staff."""
    return a_person(engines, "Tiina Tuki", is_staff=True)


@pytest.fixture
def look(app, home, officer):
    """A function: open a page of the municipality as the officer."""
    visitor = Visitor(app, officer)
    return lambda page="kertomukset/1/osat/1", place=home: visitor.get(f"/fi/{place.facts.slugs['fi']}/{page}")


def looks_in_trail(home, officer):
    """The paths that stand in the trail, oldest first."""
    with home.session(read_only=True) as session:
        of = (AuditEntry.deed == "support.looked", AuditEntry.person_id == officer.id)
        return [line.details["path"] for line in session.scalars(select(AuditEntry).where(*of).order_by(AuditEntry.at))]


def test_nobody_looks_before_the_municipality_lets_them(home, officer, look):
    assert look().status_code == 404
    assert looks_in_trail(home, officer) == []


def test_a_coordinator_opens_the_access_and_reads_every_look_in_diary_and_trail(home, coordinator, officer, look):
    slug = home.facts.slugs["fi"]
    assert coordinator.post(f"/fi/{slug}/tuki", OPENED | {"staff": str(officer.id)}).status_code == 302
    assert "Salainen luonnos" in look().text
    assert look("ihmiset").status_code == 200
    seen = [f"/fi/{slug}/kertomukset/1/osat/1", f"/fi/{slug}/ihmiset"]
    assert looks_in_trail(home, officer) == seen
    for page in ("tuki", "tapahtumat"):
        told = coordinator.get(f"/fi/{slug}/{page}").text
        assert all(each in told for each in [*seen, "Tiina Tuki", OPENED["reason"]])


def test_the_banner_tells_on_each_page_why_and_for_how_long(home, officer, look):
    a_support_session(home, officer, opened_ago=timedelta(minutes=19, seconds=30), reason="Kuvaaja <puuttuu>")
    for page in ("", "ihmiset", "lisenssi"):
        told = look(page).text
        assert "Minuutteja jäljellä: 41" in told
        assert "Kuvaaja &lt;puuttuu&gt;" in told
        assert "Lopeta katselu" in told


def test_the_next_page_after_the_hour_says_that_it_is_over_and_is_no_look(home, officer, look, monkeypatch):
    a_support_session(home, officer)
    assert look().status_code == 200
    later = clock.now() + timedelta(minutes=60)
    monkeypatch.setattr(clock, "now", lambda: later)
    answer = look("ihmiset")
    assert (answer.status_code, "Tuen katselu on päättynyt" in answer.text) == (403, True)
    assert len(looks_in_trail(home, officer)) == 1


def test_a_coordinator_ends_the_access_at_once(home, coordinator, officer, look):
    opened = a_support_session(home, officer)
    assert look().status_code == 200
    address = f"/fi/{home.facts.slugs['fi']}/tuki/{opened.id}/lopeta"
    assert coordinator.post(address).status_code == 302
    assert look().status_code == 403
    assert coordinator.post(address).status_code == 404


def test_the_officer_ends_the_own_access_and_nobody_else_s(app, engines, home, officer, look):
    opened = a_support_session(home, officer)
    address = f"/fi/liitto/tuki/katselut/{opened.id}/lopeta"
    assert Visitor(app, a_person(engines, is_staff=True)).post(address).status_code == 404
    assert look().status_code == 200
    assert Visitor(app, officer).post(address).status_code == 302
    assert look().status_code == 403


def test_a_new_access_counts_though_an_older_one_was_ended(home, officer, look):
    with home.session() as session, session.begin():
        now = clock.now()
        row = {"staff_id": officer.id, "reason": "x", "opened_by": home.coordinator, "opened_at": now}
        session.add(SupportSession(**row, ends_at=now + timedelta(minutes=60), closed_at=now))
    assert look().status_code == 403
    a_support_session(home, officer, opened_ago=timedelta(minutes=5))
    assert look().status_code == 200


def test_the_access_is_for_one_person_and_one_municipality(app, engines, home, officer, look):
    a_support_session(home, officer)
    assert look(place=a_municipality(engines)).status_code == 404
    colleague = Visitor(app, a_person(engines, is_staff=True))
    assert colleague.get(f"/fi/{home.facts.slugs['fi']}/").status_code == 404


def test_a_session_for_somebody_who_is_not_of_the_staff_opens_nothing(app, engines, home, coordinator):
    stranger = a_person(engines)
    typed = OPENED | {"staff": str(stranger.id)}
    assert coordinator.post(f"/fi/{home.facts.slugs['fi']}/tuki", typed).status_code == 422
    a_support_session(home, stranger)
    assert Visitor(app, stranger).get(f"/fi/{home.facts.slugs['fi']}/").status_code == 404


@pytest.mark.parametrize("page", ["kertomukset/1/osat/1", "kertomukset/1/valtuustolle", "kertomukset/uusi", "ihmiset"])
def test_nothing_is_changed_by_somebody_who_looks(app, home, officer, page):
    a_support_session(home, officer)
    visitor = Visitor(app, officer)
    answer = visitor.post(f"/fi/{home.facts.slugs['fi']}/{page}", {"text_fi": "Tuki kirjoitti"})
    assert answer.status_code in (403, 405)
    assert "Tuki kirjoitti" not in visitor.get(f"/fi/{home.facts.slugs['fi']}/kertomukset/1/osat/1").text


@pytest.mark.parametrize("page", ["kertomukset/1/esikatselu.pdf", "tapahtumat", "kertomukset/1/julkaisu", "tuki"])
def test_files_and_the_coordinators_pages_stay_closed(home, officer, look, page):
    a_support_session(home, officer)
    answer = look(page)
    assert answer.status_code == 403
    assert answer.mimetype == "text/html"


def test_without_a_line_in_the_trail_there_is_no_page(engines, home, officer, look):
    a_support_session(home, officer)
    with engines.owner.begin() as server:
        refusing = "ALTER TABLE audit_entry ADD CONSTRAINT no_looks CHECK (deed <> 'support.looked') NOT VALID"
        server.exec_driver_sql(refusing)
    try:
        answer = look()
        assert answer.status_code == 500
        assert "Salainen luonnos" not in answer.text
    finally:
        with engines.owner.begin() as server:
            server.exec_driver_sql("ALTER TABLE audit_entry DROP CONSTRAINT no_looks")


def test_a_member_of_the_staff_who_belongs_to_the_municipality_is_a_member_there(app, engines, home):
    both = a_person(engines, "Molemmissa Toimiva", is_staff=True)
    with home.session() as session, session.begin():
        add_member(session, both.id, Role.READER)
    assert Visitor(app, both).get(f"/fi/{home.facts.slugs['fi']}/").status_code == 200
    assert looks_in_trail(home, both) == []


def set_rule(home, *, support_may_read):
    with home.session() as session, session.begin():
        rules = house_rules(session)
        rules.support_may_read = support_may_read
        keep_rules(session, rules)


def test_where_the_rules_allow_it_staff_open_the_access_themselves_with_a_reason(app, engines, officer, look):
    willing, address = a_municipality(engines), "/fi/liitto/tuki/katselut"
    visitor, wish = Visitor(app, officer), {"municipality": str(willing.facts.id)}
    assert visitor.post(address, wish | {"reason": "Kysymys 12"}).status_code == 422
    set_rule(willing, support_may_read=True)
    assert visitor.post(address, wish | {"reason": " "}).status_code == 422
    assert look("", willing).status_code == 404
    assert visitor.post(address, wish | {"reason": "Kysymys 12"}).status_code == 302
    assert look("", willing).status_code == 200
    coordinator = Visitor(app, willing.people[Role.COORDINATOR])
    assert "Kysymys 12" in coordinator.get(f"/fi/{willing.facts.slugs['fi']}/tapahtumat").text
    support, rules = (f"/fi/{willing.facts.slugs['fi']}/{page}" for page in ("tuki", "saannot"))
    assert f'href="{rules}">Muuta kunnan sääntöjä' in coordinator.get(support).text
    set_rule(willing, support_may_read=False)
    assert "Muuta kunnan sääntöjä" not in coordinator.get(support).text
    assert look("", willing).status_code == 403


def test_a_leave_that_is_taken_back_while_the_form_is_sent_is_told_at_its_field(app, engines, officer):
    unwilling = a_municipality(engines)
    set_rule(unwilling, support_may_read=True)

    def take_back(_connection, _cursor, statement, *_rest):
        if "WHERE house_rules.support_may_read" in statement and not taken_back:
            taken_back.append(statement)
            set_rule(unwilling, support_may_read=False)

    taken_back, typed = [], {"municipality": str(unwilling.facts.id), "reason": "Kysymys 12"}
    event.listen(Engine, "after_cursor_execute", take_back)
    try:
        refused = Visitor(app, officer).post("/fi/liitto/tuki/katselut", typed)
    finally:
        event.remove(Engine, "after_cursor_execute", take_back)
    assert refused.status_code == 422
    assert "Kunta ei enää anna liiton katsella" in refused.text
    assert "Kysymys 12" in refused.text


def test_the_database_lets_staff_open_nothing_that_the_municipality_has_not_allowed(engines, home, officer):
    row = {"tenant_id": home.facts.id, "staff_id": officer.id, "reason": "x", "opened_at": clock.now()}
    until = clock.now() + timedelta(minutes=50)
    for by in (officer.id, home.coordinator):
        with StaffSession(engines) as session, pytest.raises(DBAPIError, match="row-level security"):
            session.add(SupportSession(**row, opened_by=by, ends_at=until))
            session.flush()


def test_the_database_lets_no_access_last_longer_than_an_hour_nor_be_rewritten(home, officer):
    opened = a_support_session(home, officer)
    with home.session() as session, pytest.raises(DBAPIError, match="hour"):
        at = clock.now()
        row = {"staff_id": officer.id, "reason": "x", "opened_by": home.coordinator, "opened_at": at}
        session.add(SupportSession(**row, ends_at=at + timedelta(minutes=61)))
        session.flush()
    for change in ({"ends_at": clock.now() + timedelta(hours=1)}, {"reason": "y"}, {"staff_id": home.coordinator}):
        with home.session() as session, pytest.raises(DBAPIError, match="permission denied"):
            session.execute(update(SupportSession).where(SupportSession.id == opened.id).values(**change))
