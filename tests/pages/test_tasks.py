"""The front page tells each person what waits for them, the report page who answers for what and how it came about."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.front.queries import PATIENCE
from app.messages.models import Letter
from app.reports.models import Section
from app.reports.queries import section_at
from app.sections import presence
from app.sections.people_actions import assign, grant
from tenants import clock
from tenants.boundary import WorkerSession
from tests.makers import a_report, name_people, write
from tests.pages.parsed import ParsedPage, text_of


@pytest.fixture
def place(municipality):
    """A municipality with a report; the writer answers for section 3.2 with the coordinator as deputy."""
    a_report(municipality)
    give(municipality, 5, "writer", "coordinator")
    return municipality


def give(place, position, owner, deputy):
    """Name the people of a section."""
    with place.session() as session, session.begin():
        people = [place.people[role].id for role in (owner, deputy)]
        assign(session, place.coordinator, section_at(session, 1, position), *people)


def front(place, visitor, role):
    """The lists of a person's front page: (own, others), as the addresses that their rows lead to."""
    page = ParsedPage(visitor(place.people[role]).get(f"/fi/{place.facts.slugs['fi']}/").text)
    home = f"/fi/{place.facts.slugs['fi']}/"
    lists = [
        [each.get("href").removeprefix(home) for each in part.iter("a")] for part in page.with_class("govuk-task-list")
    ]
    has_others = "Voit kirjoittaa myös" in text_of(page.all("main")[0])
    return lists if len(lists) == 2 else [[], *lists] if has_others else [*lists, [], []][:2]


def test_a_person_s_own_sections_come_before_those_that_their_role_lets_them_write(place, visitor):
    own, others = front(place, visitor, "writer")
    assert own == ["kertomukset/1/osat/5"]
    assert "kertomukset/1/osat/4" in others and "kertomukset/1/osat/5" not in others


def test_a_reader_who_answers_for_a_section_is_told_to_write_it_and_of_no_other(place, visitor):
    give(place, 6, "reader", "writer")
    assert front(place, visitor, "reader") == [["kertomukset/1/osat/6"], []]
    assert "kertomukset/1/osat/6" in front(place, visitor, "writer")[0]


def test_a_ready_section_waits_for_whoever_may_approve_it(place, visitor):
    write(place, a_report_of(place), 5, "Valmis", "Klar", "ready")
    assert "kertomukset/1/osat/5" in front(place, visitor, "coordinator")[0]
    assert front(place, visitor, "reader") == [[], []]
    with place.session() as session, session.begin():
        grant(session, place.coordinator, section_at(session, 1, 5), place.people["reader"].id, "approve")
    assert front(place, visitor, "reader")[0] == ["kertomukset/1/osat/5"]


def a_report_of(place):
    """The only report."""
    with place.session(read_only=True) as session:
        return section_at(session, 1, 1).report


def test_the_coordinator_names_everybody_on_one_page_and_each_hears_of_it_by_one_letter(place, visitor, engines):
    naming = "kertomukset/1/vastuuhenkilot"
    assert naming in front(place, visitor, "coordinator")[0]
    assert naming not in front(place, visitor, "writer")[0]
    writer, me = (str(place.people[role].id) for role in ("writer", "coordinator"))
    address = f"/fi/{place.facts.slugs['fi']}/{naming}"
    chosen = {f"{part}_{n}": who for n in range(1, 12) for part, who in (("owner", writer), ("deputy", me))}
    coordinator = visitor(place.people["coordinator"])
    refused = coordinator.post(address, chosen | {"deputy_4": writer})
    assert refused.status_code == 422
    kept = [each for each in ParsedPage(refused.text).all("option") if each.get("selected") is not None]
    assert [each.get("value") for each in kept].count(writer) == 12
    assert coordinator.post(address, chosen).status_code == 302
    assert naming not in front(place, visitor, "coordinator")[0]
    with WorkerSession(engines) as session:
        about = (Letter.about_tenant == place.facts.id, Letter.to_person == place.people["writer"].id)
        kinds = session.scalars(select(Letter.kind).where(*about).order_by(Letter.created_at)).all()
        assert kinds == ["section_assigned", "sections_assigned"]


def test_whoever_has_not_been_in_their_section_for_two_weeks_is_told_of_to_the_coordinator_alone(place, visitor):
    reassign = "kertomukset/1/osat/5/ihmiset"
    assert reassign not in front(place, visitor, "coordinator")[0]
    with place.session() as session, session.begin():
        since = clock.now() - PATIENCE - timedelta(hours=1)
        session.execute(update(Section).where(Section.position == 5).values(owned_since=since))
    assert reassign in front(place, visitor, "coordinator")[0]
    assert reassign not in front(place, visitor, "writer")[0]
    with place.session() as session, session.begin():
        presence.notice(session, section_at(session, 1, 5), place.people["writer"].id)
    assert reassign not in front(place, visitor, "coordinator")[0]


def test_a_report_goes_to_the_council_once_each_section_has_its_two_people(place, visitor):
    report, coordinator = a_report(place), visitor(place.people["coordinator"])
    for each in report.sections:
        write(place, report, each.position, "Teksti", "Text", "approve")
    address = f"/fi/{place.facts.slugs['fi']}/kertomukset/2"
    answer = coordinator.post(f"{address}/valtuustolle")
    assert answer.status_code == 409
    assert f"{address}/osat/4/ihmiset" in answer.text
    name_people(place)
    assert coordinator.post(f"{address}/valtuustolle").status_code == 302


def test_the_report_page_tells_how_far_each_section_is_who_answers_and_who_moved_it_last(place, visitor):
    write(place, a_report_of(place), 5, "Valmis", "Klar", "ready")
    page = ParsedPage(visitor(place.people["reader"]).get(f"/fi/{place.facts.slugs['fi']}/kertomukset/1").text)
    said = text_of(page.all("main")[0])
    names = [place.people[role].name for role in ("writer", "coordinator")]
    assert f"Vastuuhenkilö: {names[0]}, varahenkilö: {names[1]}. Valmis" in said
    bars = [(each.get("value"), each.get("max")) for each in page.all("progress")]
    assert bars == [("1", "9"), ("1", "9"), ("0", "9")]
    history = visitor(place.people["reader"]).get(f"/fi/{place.facts.slugs['fi']}/kertomukset/1/osat/5/historia/fi")
    assert "Miten osa on edennyt" in history.text
