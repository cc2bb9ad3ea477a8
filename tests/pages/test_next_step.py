"""Each page tells its own reader what comes next, and offers nothing that would then be refused."""

import re

import pytest

from app.reports.queries import section_at
from tests.makers import a_report, write
from tests.pages.looks import Shape, look
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.reports_to_look_at import APPROVED, BEGUN, PUBLISHED, READY, SUBMITTED
from tests.pages.test_nothing_is_lost import Writer


def seen(world, kind, endpoint, **words):
    return look(world, Shape(kind, endpoint, words), "fi").page


def buttons(page):
    """The section's moves; a comment's own are there as well."""
    return {each.get("value") for each in page.all("button") if each.get("name") == "move"} - {"resolve"}


def test_each_role_is_offered_the_moves_it_may_make(world):
    assert buttons(seen(world, "coordinator", "sections.show")) == {"save", "ready", "approve"}
    assert buttons(seen(world, "writer", "sections.show")) == {"save", "ready"}
    assert buttons(seen(world, "reader", "sections.show")) == set()
    assert buttons(seen(world, "coordinator", "sections.show", position=READY)) == {"save", "approve", "return"}


@pytest.mark.parametrize("words", [{"position": APPROVED}, {"number": SUBMITTED}, {"number": PUBLISHED}])
def test_a_section_that_is_not_open_shows_its_text_and_no_form(world, words):
    page = seen(world, "coordinator", "sections.show", **words)
    assert {each.get("name") for each in page.all("textarea")} <= {"note"}  # the word to the writers
    assert re.search(r"Suomeksi \w+", text_of(page.all("main")[0]))


def test_a_reader_is_not_told_to_write(world):
    main = [text_of(seen(world, kind, "reports.show", number=BEGUN).all("main")[0]) for kind in ("writer", "reader")]
    assert main[0] != main[1]


def test_everybody_finds_the_published_report_from_its_own_page(world):
    published = world.address("publishing.of_municipality", "fi")
    links = {each.get("href") for each in seen(world, "reader", "reports.show", number=PUBLISHED).all("a")}
    assert published in links


@pytest.mark.parametrize(("number", "fields"), [(BEGUN, 0), (SUBMITTED, 2), (PUBLISHED, 2)])
def test_a_decision_is_asked_for_only_when_the_council_has_the_report(world, number, fields):
    assert len(seen(world, "coordinator", "reports.adoption", number=number).fields()) == fields


def test_tasks_are_only_those_of_ones_own_role(world):
    tasks = {
        kind: {each.get("href") for each in seen(world, kind, "front.tasks").with_class("govuk-task-list__link")}
        for kind in ("coordinator", "writer", "reader")
    }
    ready = world.address("sections.show", "fi", position=READY)
    assert ready in tasks["coordinator"]
    assert ready not in tasks["writer"]
    assert tasks["writer"]
    assert tasks["reader"] == set()


def test_a_coordinator_who_returns_a_section_keeps_what_they_typed(app, municipality):
    write(municipality, a_report(municipality), READY, "Valmis", "Färdig", "ready")
    coordinator = Writer(app, municipality, "coordinator", READY)
    assert coordinator.save(text_fi="Valmis, mutta lisää luvut", move="return").status_code == 302
    with municipality.session(read_only=True) as session:
        section = section_at(session, 1, READY)
        assert (section.text_fi, section.text_sv, section.state) == ("Valmis, mutta lisää luvut", "Färdig", "returned")


def test_the_trail_names_a_report_by_its_years(municipality, visitor):
    a_report(municipality, 2013, 2017)
    a_report(municipality, 2017, 2021)
    a_report(municipality, 2017, 2021)
    address = f"/fi/{municipality.facts.slugs['fi']}/tapahtumat"
    lines = ParsedPage(visitor(municipality.people["coordinator"]).get(address).text).with_class("app-trail")[0]
    told = [text_of(line) for line in lines if "2013" in text_of(line) or "2017" in text_of(line)]
    assert [line.partition("kertomuksen ")[2] for line in told] == ["2017–2021 (3)", "2017–2021 (2)", "2013–2017"]


def test_somebody_without_a_right_is_still_in_their_municipality(world):
    page = look(world, Shape("reader", "audit.trail", status=403), "fi").page
    assert world.address("front.tasks", "fi") in {each.get("href") for each in page.all("a")}
