"""The annual clock: begun from the template or an earlier year, kept by its people, read by their calendar programs."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.accounts import handing_over
from app.calendar import actions, communication_actions, feed_actions, queries
from app.calendar.rules import Told, in_year, next_things
from app.reports.queries import report_by_number
from tenants import clock
from tenants.errors import Refused
from tenants.membership import Membership
from tenants.tokens import digest_of
from tests.calendar_years import a_clock, a_feed, a_planned_row, an_entry
from tests.follow_up import a_round
from tests.makers import a_municipality, a_person, a_report, an_adopted_report
from tests.plans import a_plan


def in_clock(place, year):
    with place.session(read_only=True) as session:
        return queries.things_of(session, year)


def titles(things):
    return [each.title["fi"] for each in things]


def test_the_template_has_all_eight_steps_and_a_year_is_begun_once(municipality):
    a_clock(municipality, 2028)
    things = in_clock(municipality, 2028)
    assert {each.step for each in things if each.begins_on} == set(range(1, 9))
    assert [each.due_on for each in things] == sorted(each.due_on for each in things)
    assert {each.state for each in things} == {"not_begun"}
    with pytest.raises(Refused, match="begun_already"):
        a_clock(municipality, 2028)


def test_next_year_has_the_same_days_and_people_with_nothing_begun_and_nobody_who_has_left(municipality):
    leap, turn = date(2028, 2, 29), {"begins_on": date(2027, 12, 1)}
    an_entry(municipality, leap, "writer", **turn)
    an_entry(municipality, leap, "reader", title_fi="Kutsu")
    gone = an_entry(municipality, leap, title_fi="Poistettu")
    with municipality.session() as session, session.begin():
        by = municipality.coordinator
        actions.move_entry(session, by, queries.entry_at(session, 2028, 1), "done")
        actions.remove_entry(session, by, queries.entry_at(session, 2028, gone))
        reader = municipality.people["reader"].id
        session.query(Membership).filter_by(person_id=reader).one().ended_at = clock.now()
        assert actions.begin_year(session, by, 2029, like=2028) == 2
    first, second = sorted(in_clock(municipality, 2029), key=lambda each: each.begins_on is None)
    assert (first.begins_on, first.due_on) == (date(2028, 12, 1), date(2029, 2, 28))
    assert (first.owner_id, first.state) == (municipality.people["writer"].id, "not_begun")
    assert (second.title["fi"], second.owner_id) == ("Kutsu", None)
    with municipality.session() as session, pytest.raises(Refused, match="nothing_to_copy"):
        actions.begin_year(session, municipality.coordinator, 2031, like=2030)


def test_the_last_of_february_is_a_day_of_every_year():
    assert in_year(2027, date(2028, 2, 29)) == date(2027, 2, 28)
    assert in_year(2029, date(2028, 12, 31)) == date(2029, 12, 31)


@pytest.mark.parametrize(
    ("begins_on", "due_on", "reason"),
    [
        (None, date(2027, 1, 1), "due_in_another_year"),
        (date(2026, 5, 2), date(2026, 5, 1), "ends_before_it_begins"),
        (date(2024, 12, 31), date(2026, 5, 1), "begins_too_early"),
    ],
)
def test_days_that_are_not_of_the_year_are_refused(municipality, begins_on, due_on, reason):
    with municipality.session() as session, pytest.raises(Refused, match=reason):
        actions.add_entry(session, municipality.coordinator, 2026, Told(None, "Asia", "Sak", begins_on, due_on))


def test_nobody_from_elsewhere_answers_for_an_entry_and_nobody_deputises_for_themselves(municipality, engines):
    with pytest.raises(Refused, match="not_a_member"):
        an_entry(municipality, date(2026, 5, 1), deputy_id=a_person(engines).id)
    an_entry(municipality, date(2026, 5, 1), "writer")
    with municipality.session() as session, pytest.raises(DBAPIError, match="two_people"):
        session.execute(text("UPDATE calendar_entry SET deputy_id = owner_id"))


def test_two_who_change_an_entry_at_once_do_not_write_over_each_other(municipality):
    number = an_entry(municipality, date(2026, 5, 1))
    with municipality.session(read_only=True) as session:
        seen = queries.entry_at(session, 2026, number).mark
    for title, refused in (("Ensin", False), ("Sitten", True)):
        told = Told(1, title, title, None, date(2026, 5, 2))
        with municipality.session() as session, session.begin():
            entry = queries.entry_at(session, 2026, number)
            if not refused:
                actions.change_entry(session, municipality.coordinator, entry, told, seen)
                continue
            with pytest.raises(Refused, match="changed_meanwhile"):
                actions.change_entry(session, municipality.coordinator, entry, told, seen)
    assert titles(in_clock(municipality, 2026)) == ["Ensin"]


def test_what_is_taken_out_is_brought_back_as_it_was_and_cannot_be_changed_meanwhile(municipality):
    number = an_entry(municipality, date(2026, 5, 1), "writer")
    by = municipality.coordinator
    with municipality.session() as session, session.begin():
        entry = queries.entry_at(session, 2026, number)
        actions.remove_entry(session, by, entry)
        session.flush()
        with pytest.raises(Refused, match="removed_meanwhile"):
            actions.move_entry(session, by, entry, "done")
    assert in_clock(municipality, 2026) == []
    with municipality.session() as session, session.begin():
        actions.restore_entry(session, by, queries.entry_at(session, 2026, number))
    (back,) = in_clock(municipality, 2026)
    assert (back.state, back.owner_id) == ("not_begun", municipality.people["writer"].id)


def test_the_front_page_is_told_of_what_comes_next_and_of_one_s_own_that_is_late_or_near(municipality):
    today, writer = date(2026, 5, 10), municipality.people["writer"].id
    for days, owner in ((-40, "writer"), (-1, "reader"), (3, "reader"), (20, "writer"), (40, "writer")):
        an_entry(municipality, today + timedelta(days), owner, title_fi=str(days))
    with municipality.session(read_only=True) as session:
        things = queries.things_that_wait(session, today)
    assert titles(next_things(things, writer, today)) == ["-40", "3", "20"]
    assert titles(next_things(things, municipality.coordinator, today)) == ["3"]
    assert [each.title["fi"] for each in things if each.is_late(today)] == ["-40", "-1"]


def test_who_leaves_hands_over_what_waits_and_what_is_done_keeps_its_name(municipality):
    writer, heir = municipality.people["writer"].id, municipality.coordinator
    a_report(municipality)
    done, open_one = (an_entry(municipality, date(2026, 5, day), "writer") for day in (1, 2))
    an_entry(municipality, date(2026, 5, 3), "coordinator", deputy_id=writer)
    row = a_planned_row(municipality)
    with municipality.session() as session, session.begin():
        actions.move_entry(session, writer, queries.entry_at(session, 2026, done), "done")
        report = report_by_number(session, 1)
        queries.communication_at(session, report, row).owner_id = writer
        session.flush()
        assert sum(count for _, count in handing_over.owned_by(session, writer)) == 3
        handing_over.hand_over_all(session, writer, heir)
        assert handing_over.owned_by(session, writer) == []
        session.expire_all()
        entries = [queries.entry_at(session, 2026, number) for number in (done, open_one, 3)]
        assert [(each.owner_id, each.deputy_id) for each in entries] == [(writer, None), (heir, None), (heir, None)]


def test_a_feed_s_address_is_one_s_own_lives_until_it_is_replaced_and_ends_with_the_membership(municipality, engines):
    reader = municipality.people["reader"].id
    first = a_feed(municipality, reader, "own")
    second = a_feed(municipality, reader)

    def behind(token, place=municipality):
        with place.session(read_only=True) as session:
            return queries.feed_behind(session, token)

    assert behind(first) is None and behind(second).content == "all"
    assert behind(second, a_municipality(engines)) is None
    with municipality.session(read_only=True) as session:
        assert second not in str(session.execute(text("SELECT * FROM calendar_feed")).all())
    with municipality.session() as session, session.begin():
        session.query(Membership).filter_by(person_id=reader).one().ended_at = clock.now()
    assert behind(second) is None
    with municipality.session() as session, session.begin():
        feed_actions.end_feed(session, reader)
        stored = text("SELECT count(*) FROM calendar_feed WHERE token_digest = :digest")
        assert session.scalar(stored, {"digest": digest_of(second)}) == 0


def test_a_day_of_the_plan_s_follow_up_stands_in_the_clock_and_waits_for_nobody_once_it_has_gone(municipality):
    a_plan(municipality)
    day = a_round(municipality)
    with municipality.session(read_only=True) as session:
        (thing,) = queries.things_that_wait(session, clock.today())
        assert (thing.kind, thing.due_on, thing.state) == ("follow_up", day, "not_begun")
        assert thing.title["sv"].startswith("Uppföljning: ")
        assert queries.things_that_wait(session, day + timedelta(days=1)) == []


def test_an_adopted_report_is_still_told_of_and_its_days_stand_in_the_clock(municipality):
    report = an_adopted_report(municipality)
    row = a_planned_row(municipality, report.number)
    with municipality.session() as session, session.begin():
        planned = queries.communication_at(session, report, row)
        communication_actions.mark_done(session, municipality.people["writer"].id, report, planned)
    (thing,) = in_clock(municipality, 2026)
    assert (thing.title, thing.state) == ({"fi": "Nuoret: Sarjakuva", "sv": "De unga: Serie"}, "done")
