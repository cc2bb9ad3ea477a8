"""The shape of a report: sections added, moved, left out and brought back, and nothing that anybody wrote lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from app.publishing.content import content_of
from app.reports import actions as reports
from app.reports import shape_actions
from app.reports.queries import deleted_sections, section_at, whole_report
from app.reports.shape import CHAPTER, PART
from app.reports.shape_actions import Heading
from app.sections import actions, people_actions, queries
from app.sections.section_page import section_page
from tenants.errors import Refused
from tests.makers import a_report, an_adopted_report, name_people, write

OWN = Heading("Kaksikielisyys", "Tvåspråkighet", may_be_empty=False)
YOUTH, OLDER, PLAN = 6, 8, 10
"""Positions of 3.3, 3.5 and chapter 5."""


@pytest.fixture
def place(municipality):
    """A municipality with a report just begun."""
    a_report(municipality)
    return municipality


def do(municipality, deed, position, *told, number=1):
    """A coordinator's deed, committed."""
    with municipality.session() as session, session.begin():
        section = section_at(session, number, position)
        deed(session, municipality.coordinator, section, *told)


def add(municipality, after, level):
    """A section of the municipality's own, committed; its position."""
    with municipality.session() as session, session.begin():
        report, section = whole_report(session, 1), section_at(session, 1, after)
        return shape_actions.add_section(session, municipality.coordinator, report, OWN, level, section).position


def order(municipality):
    """(number, position) in reading order."""
    with municipality.session(read_only=True) as session:
        return [(each.number, each.position) for each in whole_report(session, 1).sections]


def test_what_moves_keeps_its_address_its_text_and_its_advice_while_the_numbers_are_counted_anew(place):
    write(place, whole(place), OLDER, "Ikäihmisistä", "Om äldre")
    do(place, shape_actions.move_in_order, OLDER, "up")
    do(place, shape_actions.move_in_order, PLAN, "up")
    assert order(place)[6:10] == [("3.4", OLDER), ("3.5", 7), ("4", PLAN), ("5", 9)]
    with place.session(read_only=True) as session:
        section = section_at(session, 1, OLDER)
        assert (section.number, section.part, section.text_fi) == ("3.4", "3.5", "Ikäihmisistä")
        page = section_page(session, 1, PLAN, place.coordinator)
        assert (page.neighbours["-1"]["position"], page.neighbours["1"]["position"]) == (7, 9)


def test_an_open_editor_saves_into_its_own_section_after_a_move(place):
    write(place, whole(place), YOUTH, "Nuorista", "")
    do(place, shape_actions.move_in_order, YOUTH, "down")
    with place.session() as session, session.begin():
        saved = actions.save_text(session, place.coordinator, section_at(session, 1, YOUTH), "fi", "Nuorista!", 1)
    assert saved.text == "Nuorista!"
    with place.session(read_only=True) as session:
        assert [each.text_fi for each in whole_report(session, 1).sections if each.part == "3.3"] == ["Nuorista!"]


def test_a_save_that_waits_for_a_change_of_shape_holds_nothing_that_it_needs(place):
    """Each waiting for the other, the database would end one of them, and its words with it."""
    with ThreadPoolExecutor(1) as beside, place.session() as session, session.begin():
        report = whole_report(session, 1)
        reports.lock(session, report)
        saving = beside.submit(write, place, report, YOUTH, "Nuorista", "")
        while not session.scalar(text("SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                                      " AND pg_backend_pid() = ANY (pg_blocking_pids(pid))")):
            session.execute(text("SELECT pg_sleep(0.05), pg_stat_clear_snapshot()"))
        session.execute(text("SET LOCAL lock_timeout = '900ms'"))
        shape_actions.move_in_order(session, place.coordinator, section_at(session, 1, YOUTH), "down")
    saving.result()
    with place.session(read_only=True) as session:
        section = section_at(session, 1, YOUTH)
        assert (section.number, section.text_fi) == ("3.4", "Nuorista")


def test_own_sections_stand_where_they_were_added_and_are_waited_for(place):
    chapter, part = add(place, YOUTH, CHAPTER), add(place, 2, PART)
    assert {(number, position) for number, position in order(place) if position > 11} == {("4", chapter), ("2.1", part)}
    with place.session(read_only=True) as session:
        report = whole_report(session, 1)
        assert "4" in {each.number for each in reports.rules.may_be_submitted(report.sections)}
        assert section_page(session, 1, part, place.coordinator).advice is None


def test_a_section_changes_its_chapter_and_its_title(place):
    with place.session() as session, session.begin():
        section, chapter = section_at(session, 1, YOUTH), section_at(session, 1, 2)
        shape_actions.change_heading(session, place.coordinator, section, OWN, chapter)
    assert ("2.1", YOUTH) in order(place)
    with place.session(read_only=True) as session:
        assert section_at(session, 1, YOUTH).title_sv == "Tvåspråkighet"


def test_a_section_that_was_left_out_is_nowhere_and_comes_back_with_every_word(place):
    report = whole(place)
    write(place, report, YOUTH, "Nuorista", "Om unga")
    with place.session() as session, session.begin():
        people_actions.assign(session, place.coordinator, section_at(session, 1, YOUTH), place.coordinator, None)
    do(place, shape_actions.delete_section, YOUTH)
    with place.session() as session, session.begin():
        report = whole_report(session, 1)
        content = content_of(place.facts, report, {})
        assert "Nuorista" not in str(content)
        assert [each["number"] for each in content["sections"]][-3:] == ["3.4", "4", "5"]
        assert [each.position for each in deleted_sections(session, report)] == [YOUTH]
        assert people_actions.count_owned(session, place.coordinator) == 0
        with pytest.raises(Refused, match="section_deleted"):
            actions.save_text(session, place.coordinator, section_at(session, 1, YOUTH), "fi", "Myöhässä", 1)
    do(place, shape_actions.bring_back, YOUTH)
    assert order(place)[5] == ("3.3", YOUTH)
    with place.session(read_only=True) as session:
        assert section_at(session, 1, YOUTH).text_sv == "Om unga"
        assert len(queries.versions(session, section_at(session, 1, YOUTH), "fi")) == 1


def test_a_report_goes_to_the_council_without_what_was_left_out(place):
    report = whole(place)
    for section in report.sections:
        if section.position != YOUTH:
            write(place, report, section.position, "Teksti", "Text", "approve")
    with place.session() as session, session.begin(), pytest.raises(Refused, match="sections_unfinished"):
        reports.submit_report(session, place.coordinator, whole_report(session, 1))
    do(place, shape_actions.delete_section, YOUTH)
    name_people(place)
    with place.session() as session, session.begin():
        reports.submit_report(session, place.coordinator, whole_report(session, 1))
    with pytest.raises(Refused, match="wrong_report_state"):
        do(place, shape_actions.bring_back, YOUTH)


@pytest.mark.parametrize(
    "deed", ["SET place = 99", "SET number = '9'", "SET deleted_at = now(), deleted_by = edited_by", "SET part = NULL"]
)
def test_the_shape_of_an_adopted_report_is_frozen_by_the_database_too(municipality, deed):
    an_adopted_report(municipality)
    with pytest.raises(Refused, match="wrong_report_state"):
        do(municipality, shape_actions.move_in_order, PLAN, "up")
    with municipality.session() as session, pytest.raises(Exception, match="an adopted report does not change"):
        session.execute(text(f"UPDATE report_section {deed} WHERE position = 2"))


def whole(municipality):
    """The report as it is."""
    with municipality.session(read_only=True) as session:
        return whole_report(session, 1)
