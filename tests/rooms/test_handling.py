"""The way of a report through the bodies, and the final editing before it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from app.handling import actions, final_actions, queries
from app.handling.models import HandlingChange, HandlingStep
from app.messages.models import Letter
from app.messages.writing import write as write_letter
from app.reports import shape_actions
from app.reports.actions import adopt_report, submit_report
from app.reports.queries import section_at, whole_report
from app.sections import carried
from app.sections.actions import save_text
from tenants import clock
from tenants.audit import AuditEntry
from tenants.errors import Refused
from tenants.permissions import Role
from tests.handling import CHANGES, plan_way, record, way_of
from tests.letters import outbox
from tests.makers import a_person, a_report, an_adopted_report, name_people, write


@pytest.fixture
def place(municipality):
    """A municipality whose report's way is planned."""
    a_report(municipality)
    plan_way(municipality)
    return municipality


def submit(municipality):
    """Every section approved, and the report handed to the council."""
    with municipality.session(read_only=True) as session:
        report = whole_report(session, 1)
    for section in report.sections:
        write(municipality, report, section.position, "Teksti", "Text", "approve")
    name_people(municipality)
    with municipality.session() as session, session.begin():
        submit_report(session, municipality.coordinator, whole_report(session, 1))


def state_of(municipality):
    with municipality.session(read_only=True) as session:
        return queries.report_at(session, 1).state


def trail(municipality, kind):
    with municipality.session(read_only=True) as session:
        return [each.deed for each in session.scalars(select(AuditEntry).order_by(AuditEntry.at)) if kind in each.deed]


def final(municipality, deed, person, *words, **named):
    with municipality.session() as session, session.begin():
        deed(session, person, queries.report_at(session, 1), *words, **named)


def save(municipality, person, text="Uusi teksti"):
    with municipality.session() as session, session.begin():
        section = section_at(session, 1, 1)
        save_text(session, person, section, "fi", text, section.version_fi)


def test_a_way_begins_with_the_usual_bodies_once_and_takes_others(place):
    plan_way(place)
    with place.session() as session, session.begin():
        report, by = queries.report_at(session, 1), place.coordinator
        actions.add_body(session, by, report, "committee", {"title_fi": "Sivistys", "title_sv": "Bildning"}, 4)
        actions.remove_body(session, by, report, queries.step_at(session, report, 2))
        actions.move_body(session, by, report, queries.step_at(session, report, 6), "up")
    assert [each.title_sv for each in way_of(place).steps] == [
        "HYTE-arbetsgruppen", "Bildning", "Välfärdsnämnden", "Kommunstyrelsen", "Fullmäktige"
    ]  # fmt: skip


def test_what_a_body_returns_goes_back_to_work_and_comes_to_it_again(place):
    submit(place)
    record(place, 4, "returned", *CHANGES)
    way = way_of(place)
    assert state_of(place) == "in_work"
    assert [(each.number, each.body, each.decision) for each in way.steps[3:]] == [
        (4, "board", "returned"), (6, "board", None), (5, "council", None)
    ]  # fmt: skip
    assert [each.text for each in way.changes[way.steps[3].id]] == list(CHANGES)
    record(place, 4, "returned")  # a correction asks nobody to come once more
    assert len(way_of(place).steps) == 6


def test_the_council_returns_on_its_way_and_adopts_in_the_one_place_for_it(place):
    with pytest.raises(Refused, match="not_submitted"):
        record(place, 5, "returned")
    submit(place)
    with pytest.raises(Refused, match="wrong_decision"):
        record(place, 5, "supported")
    record(place, 5, "returned")
    assert state_of(place) == "in_work"


def test_a_change_is_marked_done_by_whom_it_was_done_and_opened_again(place):
    writer = place.people[Role.WRITER]
    record(place, 1, "supported_with_changes", *CHANGES)
    for is_done in (True, True, False, True):
        with place.session() as session, session.begin():
            report = queries.report_at(session, 1)
            step = queries.step_at(session, report, 1)
            asked = session.scalars(select(HandlingChange).filter_by(text=CHANGES[0])).one()
            change = queries.change_with_id(session, step, asked.id)
            actions.mark_change(session, writer.id, report, change, is_done=is_done)
    way = way_of(place)
    done, waiting = way.changes[way.steps[0].id]
    assert (way.names[done.done_by], waiting.done_at, way.open_changes) == (writer.name, None, 1)
    assert trail(place, "change") == ["handling.change_done", "handling.change_reopened", "handling.change_done"]


def test_the_way_of_an_adopted_report_stays_as_it_was(municipality):
    a_report(municipality)
    plan_way(municipality)
    record(municipality, 1, "supported_with_changes", *CHANGES)
    submit(municipality)
    with municipality.session() as session, session.begin():
        adopt_report(session, municipality.coordinator, whole_report(session, 1), date(2026, 1, 12), "4")
    with pytest.raises(Refused, match="wrong_report_state"):
        record(municipality, 2, "noted")
    for statement in (update(HandlingStep).values(title_fi="x"), delete(HandlingStep),
                      update(HandlingChange).values(done_at=None, done_by=None)):  # fmt: skip
        with municipality.session() as session, pytest.raises(DBAPIError, match="does not change"):
            session.execute(statement)


def test_while_one_has_the_final_editing_nobody_else_changes_the_texts_for_two_hours(place, monkeypatch):
    writer, other = place.people[Role.WRITER].id, place.coordinator
    final(place, final_actions.take, writer)
    save(place, writer)
    with pytest.raises(Refused, match="final_editing"):
        save(place, other, "Toinen teksti")
    with place.session() as session, pytest.raises(Refused, match="final_editing"):
        shape_actions.delete_section(session, other, section_at(session, 1, 2))
    with place.session() as session, pytest.raises(Refused, match="final_editing"):
        carried.confirm(session, other, section_at(session, 1, 1))
    with pytest.raises(Refused, match="final_editing"):
        submit(place)
    later = clock.now() + timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    save(place, other, "Toinen teksti")
    with pytest.raises(Refused, match="not_held"):
        final(place, final_actions.release, writer)


def test_the_final_editing_is_handed_over_to_who_writes_and_ended_by_any_coordinator(app, place):
    writer, coordinator, reader = (place.people[role].id for role in (Role.WRITER, Role.COORDINATOR, Role.READER))
    final(place, final_actions.take, writer)
    with pytest.raises(Refused, match="final_editing"):
        final(place, final_actions.hand_over, coordinator, coordinator)
    for nobody in (reader, a_person(place.engines).id):
        with pytest.raises(Refused, match="not_a_writer"):
            final(place, final_actions.hand_over, writer, nobody)
    final(place, final_actions.hand_over, writer, coordinator)
    with pytest.raises(Refused, match="final_editing"):
        final(place, final_actions.take, writer)
    final(place, final_actions.hand_over, coordinator, writer)
    final(place, final_actions.release, coordinator, may_release=True)
    save(place, coordinator)
    # The coordinator released what the writer had; nobody hears of what they did themselves.
    heard = outbox(place.engines, Letter.kind.startswith("final_editing"), Letter.about_tenant == place.facts.id)
    assert [(each.kind, each.to_person) for each in heard] == [
        ("final_editing_given", coordinator), ("final_editing_given", writer), ("final_editing_ended", writer),
    ]  # fmt: skip
    assert all("/viimeistely" in str(write_letter(app, each)[1]) for each in heard)
    handed = "final_editing.handed_over"
    assert trail(place, "final") == ["final_editing.taken", handed, handed, "final_editing.released"]


def test_what_goes_to_the_council_is_held_by_nobody_and_cannot_be_taken(place):
    final(place, final_actions.take, place.coordinator)
    submit(place)
    with place.session(read_only=True) as session:
        assert queries.report_at(session, 1).locked_by is None
    with pytest.raises(Refused, match="wrong_report_state"):
        final(place, final_actions.take, place.coordinator)


def test_an_adopted_report_s_way_was_never_needed(municipality):
    an_adopted_report(municipality)
    assert way_of(municipality).steps == []
