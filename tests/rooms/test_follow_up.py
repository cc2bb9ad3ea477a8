"""Follow-up: reported by whoever answers, its whole history kept, the measure's status with it; handed over whole."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.accounts import handing_over
from app.follow_up import actions, overview, queries
from app.follow_up.actions import Reported
from app.plan.models import Goal, Measure, Plan
from app.plan.queries import plan_by_number
from tenants import clock
from tenants.audit import AuditEntry
from tenants.errors import Refused
from tenants.permissions import Role
from tests.follow_up import SAID, a_followed_plan, a_round, own, report


@pytest.fixture
def writer(municipality):
    return municipality.people[Role.WRITER].id


@pytest.fixture
def reader(municipality):
    return municipality.people[Role.READER].id


def waiting(municipality, person_id=None, days=0):
    with municipality.session(read_only=True) as session:
        found = queries.waiting(session, clock.today() + timedelta(days), person_id)
        return [each.measure.number for each in found]


def overview_of(municipality, days=0):
    now = clock.now() + timedelta(days)
    with municipality.session(read_only=True) as session:
        plan = plan_by_number(session, 1)
        return overview.of_plan(plan, queries.followed(session, plan), queries.rounds(session, plan), now)


def test_what_is_reported_is_added_and_gives_the_measure_its_status(municipality, writer):
    a_followed_plan(municipality, writer)
    a_round(municipality)
    report(municipality, writer)
    report(municipality, writer, Reported("done", "green", "", "Allt är gjort."))
    with municipality.session(read_only=True) as session:
        at = queries.measure_at(session, 1, 1)
        said = queries.history(session, at.measure)
        assert at.measure.status == "done"
        assert [each.sentence_sv for each, *_ in said] == ["Allt är gjort.", "Fem sällskap finns."]
        assert {(reporter, due_on) for _, reporter, due_on in said} == {("Writer Testi", clock.today() + timedelta(10))}
        deeds = session.scalars(select(AuditEntry.deed).where(AuditEntry.deed.startswith("follow_up"))).all()
    assert sorted(deeds) == ["follow_up.day_set", "follow_up.reported", "follow_up.reported"]


@pytest.mark.parametrize("deed", ["UPDATE measure_follow_up SET light = 'red'", "DELETE FROM measure_follow_up"])
@pytest.mark.parametrize("plane", ["tenant", "owner"])
def test_nobody_changes_what_was_reported(engines, municipality, writer, plane, deed):
    a_followed_plan(municipality, writer)
    report(municipality, writer)
    with (
        pytest.raises(DBAPIError, match=r"stays|permission denied"),
        type(municipality.session())(engines, municipality.facts.id, plane=plane) as session,
    ):
        session.execute(text(deed))


def test_a_report_sent_twice_is_one_and_one_over_another_s_head_is_refused(municipality, writer, reader):
    a_followed_plan(municipality, writer, reader)
    with municipality.session() as session, session.begin():
        at = queries.measure_at(session, 1, 1)
        for _ in range(2):
            actions.report(session, writer, at.plan, at.measure, SAID, "none")
            session.flush()
        with pytest.raises(Refused, match="reported_meanwhile"):
            actions.report(session, reader, at.plan, at.measure, Reported("done", "red", "Muuta", ""), "none")
        assert len(queries.history(session, at.measure)) == 1


def test_a_measure_waits_from_a_month_before_its_day_until_it_is_reported(municipality, writer, reader):
    a_followed_plan(municipality, writer, reader, measures=2)
    a_round(municipality, clock.today() + timedelta(40))
    assert waiting(municipality, writer) == []
    assert waiting(municipality, writer, 10) == waiting(municipality, reader, 130) == [1, 2]
    assert waiting(municipality, writer, 131) == waiting(municipality, municipality.coordinator, 10) == []
    report(municipality, writer)
    assert waiting(municipality, None, 10) == [1, 2], "what is reported before anybody is asked answers no round"


def test_what_is_reported_over_or_done_or_removed_waits_no_more(municipality, writer):
    a_followed_plan(municipality, writer, measures=3)
    a_round(municipality)
    report(municipality, writer, measure=1)
    report(municipality, writer, Reported("done", "green", "Valmis"), measure=2)
    with municipality.session() as session, session.begin():
        session.execute(
            text("UPDATE measure SET removed_at = now(), removed_by = owner_id WHERE number = 3")
        )
    assert waiting(municipality) == []
    with pytest.raises(Refused, match="measure_removed"):
        report(municipality, writer, measure=3)


def test_the_leading_group_sees_what_is_late_unowned_and_unopened(municipality, writer):
    a_followed_plan(municipality, writer, measures=3)
    a_round(municipality)
    report(municipality, writer, Reported("under_way", "red", "Ei etene"), measure=1)
    seen = overview_of(municipality, 11)
    assert [each.number for each in seen.late] == [each.number for each in seen.unopened] == [2, 3]
    assert (seen.reported, seen.asked, seen.unowned) == (1, 3, [])
    ((emphasis, lights),) = seen.lights
    assert (emphasis.title_fi, lights["red"], lights[None]) == ("Osallisuus", 1, 2)
    with municipality.session() as session, session.begin():
        actions.notice_look(session, queries.measure_at(session, 1, 2).measure, writer)
    assert [each.number for each in overview_of(municipality, 11).unopened] == [3]
    own(municipality, None)
    assert len(overview_of(municipality).unowned) == 3


def test_a_look_of_somebody_else_opens_nothing(municipality, writer, reader):
    a_followed_plan(municipality, writer)
    with municipality.session() as session, session.begin():
        actions.notice_look(session, queries.measure_at(session, 1, 1).measure, reader)
    assert len(overview_of(municipality, 8).unopened) == 1


def test_days_are_chosen_moved_and_removed(municipality, writer):
    a_followed_plan(municipality, writer)
    today = clock.today()
    a_round(municipality, today)
    with municipality.session() as session, session.begin():
        plan = session.scalars(select(Plan)).one()
        with pytest.raises(Refused, match="days_too_close"):
            actions.set_rounds(session, writer, plan, [today + timedelta(5)])
        (round,) = queries.rounds(session, plan)
        actions.move_round(session, writer, plan, round, today + timedelta(5))
        actions.set_rounds(session, writer, plan, [today + timedelta(60), today + timedelta(120)])
        actions.remove_round(session, writer, plan, round)
        session.flush()
        left = [(each.number, (each.due_on - today).days) for each in queries.rounds(session, plan)]
        assert left == [(2, 60), (3, 120)]


def test_goals_and_measures_of_somebody_who_leaves_are_handed_over_in_one_step(municipality, writer, reader):
    a_followed_plan(municipality, writer, reader, measures=2)
    with municipality.session() as session, session.begin():
        session.execute(text("UPDATE goal SET deputy_id = :writer"), {"writer": writer})
    with municipality.session() as session, session.begin():
        owned = {str(label): count for label, count in handing_over.owned_by(session, writer)}
        assert owned == {"Goals of the welfare plan": 1, "Measures of the welfare plan": 2}
        handing_over.hand_over_all(session, writer, reader)
    with municipality.session() as session, session.begin():
        assert handing_over.owned_by(session, writer) == []
        assert set(session.execute(select(Measure.owner_id, Measure.deputy_id))) == {(reader, None)}
        assert session.scalars(select(Goal.deputy_id)).all() == [reader]
