"""What of a measure is late, unowned, unopened; which reminder is due to whom on which day."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from app.follow_up.reminding import Asked, Posted, Team, due_on, receivers, stage_on, waiting_by_person, week_of
from app.follow_up.rules import (
    Followed,
    check_days,
    current_round,
    days_from,
    is_late,
    is_unopened,
    is_unowned,
    lights_of,
    year_of,
)
from tenants.errors import Refused

OWNER, DEPUTY, BOSS, OTHER_BOSS, STRANGER = (UUID(int=number) for number in range(1, 6))
ROUND, MEASURE = UUID(int=10), UUID(int=11)
DUE = date(2026, 11, 30)
TEAM = Team(frozenset({OWNER, DEPUTY, BOSS, OTHER_BOSS}), (BOSS, OTHER_BOSS))
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


def asked(owner=OWNER, deputy=DEPUTY, round_id=ROUND, due=DUE):
    return Asked(MEASURE, round_id, due, owner, deputy)


def followed(**changes):
    told = {"status": "under_way", "begins_on": None, "ends_on": None, "owner_id": OWNER, "owned_since": None}
    told |= {"is_opened": False, "reported_rounds": frozenset(), "light": None}
    return Followed(MEASURE, **told | changes)


@pytest.mark.parametrize(
    ("owner", "deputy", "told"),
    [
        (OWNER, DEPUTY, (OWNER,)),
        (STRANGER, DEPUTY, (DEPUTY,)),
        (None, DEPUTY, (DEPUTY,)),
        (STRANGER, STRANGER, (BOSS, OTHER_BOSS)),
        (None, None, (BOSS, OTHER_BOSS)),
    ],
)
def test_the_owner_is_reminded_or_while_there_is_none_the_deputy_or_else_the_coordinators(owner, deputy, told):
    assert receivers(asked(owner, deputy), TEAM) == told


def test_whoever_has_stopped_hears_nothing_and_nobody_hears_it_instead():
    team = Team(TEAM.present, TEAM.coordinators, frozenset({OWNER}))
    assert waiting_by_person([asked()], team) == {}


@pytest.mark.parametrize(
    ("left", "stage"), [(15, None), (14, 14), (4, 14), (3, 3), (1, 3), (0, 0), (-1, None)]
)
def test_a_stage_lasts_until_the_next_so_that_a_worker_that_was_away_still_tells_of_it(left, stage):
    assert stage_on(DUE - timedelta(left), DUE) == stage


def letters_of_days(first, days, asked_on, team=TEAM, elsewhere=(), worker_is_away=()):
    """(days before the round is due, receiver, kind) of each letter that a worker posts who remembers."""
    posted, told = {}, []
    for today in (first + timedelta(each) for each in range(days)):
        if today in worker_is_away:
            continue
        for each in due_on(today, asked_on(today), team, Posted(posted), elsewhere):
            assert each.occasion not in posted.get(each.person_id, {})
            posted.setdefault(each.person_id, {})[each.occasion] = today
            told.append(((DUE - today).days, each.person_id, each.kind))
    return told


def test_a_measure_that_nobody_reports_is_told_of_at_14_3_and_0_days_and_once_a_week():
    told = letters_of_days(DUE - timedelta(28), 43, lambda today: [asked()])
    assert {receiver for _, receiver, _ in told} == {OWNER}
    # DUE is a Monday. A week with another letter has no digest.
    assert [(left, kind) for left, _, kind in told] == [
        (28, "weekly_digest"),
        (21, "weekly_digest"),
        (14, "follow_up_reminder"),
        (3, "follow_up_reminder"),
        (0, "follow_up_reminder"),
        (-7, "weekly_digest"),
        (-14, "weekly_digest"),
    ]


def test_what_was_due_while_the_worker_was_away_comes_when_it_is_back_and_only_once():
    away = [DUE - timedelta(days) for days in (14, 13, 12, 3, 2, 1)]
    told = letters_of_days(DUE - timedelta(15), 16, lambda today: [asked()], worker_is_away=away)
    assert [left for left, _, kind in told if kind == "follow_up_reminder"] == [11, 0]


def test_nothing_is_told_after_the_report_and_the_heir_alone_is_told_after_a_hand_over():
    def waits(today):
        left = (DUE - today).days
        return [asked(OWNER if left > 10 else DEPUTY, None)] if left > 1 else []

    told = letters_of_days(DUE - timedelta(16), 30, waits)
    assert {(left, receiver) for left, receiver, kind in told if kind == "follow_up_reminder"} == {
        (14, OWNER),
        (10, DEPUTY),
        (3, DEPUTY),
    }
    assert {receiver for left, receiver, _ in told if left <= 10} == {DEPUTY}
    assert min(left for left, _, _ in told) > 1


def test_many_measures_of_a_round_are_one_letter():
    told = letters_of_days(DUE - timedelta(14), 1, lambda today: [asked(), asked(), asked(None, OWNER)])
    assert told == [(14, OWNER, "follow_up_reminder")]


def test_what_waits_elsewhere_is_told_in_the_digest_of_those_who_are_there():
    monday = date(2026, 10, 5)
    told = letters_of_days(monday, 14, lambda today: [], elsewhere={OWNER, STRANGER})
    assert Counter(receiver for _, receiver, _ in told) == {OWNER: 2}


@pytest.mark.parametrize(("day", "occasion"), [(5, "week:2026-10-05"), (7, "week:2026-10-05"), (8, None), (11, None)])
def test_a_digest_goes_on_monday_or_two_days_later_at_most(day, occasion):
    assert week_of(date(2026, 10, day)) == occasion


def test_a_day_that_was_moved_is_another_occasion():
    moved = DUE + timedelta(60)
    first = due_on(DUE - timedelta(14), [asked()], TEAM, Posted())
    posted = Posted({OWNER: {first[0].occasion: DUE - timedelta(14)}})
    assert due_on(moved - timedelta(14), [asked(due=moved)], TEAM, posted)[0].kind == "follow_up_reminder"


def test_a_measure_is_late_when_its_round_or_its_own_last_day_is_over_without_a_word():
    today = DUE + timedelta(1)
    assert is_late(followed(), ROUND, DUE, today)
    assert not is_late(followed(), ROUND, DUE, DUE)
    assert not is_late(followed(reported_rounds=frozenset({ROUND})), ROUND, DUE, today)
    assert not is_late(followed(begins_on=today), ROUND, DUE, today)
    assert is_late(followed(ends_on=DUE, reported_rounds=frozenset({ROUND})), ROUND, DUE, today)
    assert not is_late(followed(ends_on=DUE, status="done"), ROUND, DUE, today)
    assert not is_late(followed(), None, None, today)


def test_what_nobody_owns_or_nobody_has_opened_in_a_week_is_told_while_it_goes_on():
    since = NOW - timedelta(8)
    assert is_unowned(followed(owner_id=None)) and not is_unowned(followed(owner_id=None, status="done"))
    assert is_unopened(followed(owned_since=since), NOW)
    assert not is_unopened(followed(owned_since=since, is_opened=True), NOW)
    assert not is_unopened(followed(owned_since=NOW - timedelta(6)), NOW)
    assert not is_unopened(followed(owned_since=since, status="not_done"), NOW)


def test_lights_are_counted_with_what_has_none():
    lights = lights_of([followed(light="red"), followed(light="red"), followed()])
    assert lights == {"green": 0, "yellow": 0, "red": 2, "grey": 0, None: 1}


def test_the_days_of_a_term_end_with_its_last_year():
    assert year_of(date(2027, 3, 31)) == 2026 and year_of(date(2027, 4, 1)) == 2027
    assert days_from(date(2026, 2, 28), "once", 2029) == [date(2026, 2, 28)]
    assert days_from(DUE, "yearly", 2028) == [DUE, date(2027, 11, 30), date(2028, 11, 30)]
    halves = days_from(date(2026, 8, 31), "half_yearly", 2027)
    assert halves == [date(2026, 8, 31), date(2027, 2, 28), date(2027, 8, 31), date(2028, 2, 29)]


@pytest.mark.parametrize(
    ("new", "others", "reason"),
    [
        ([DUE - timedelta(1)], [], "day_is_past"),
        ([DUE], [DUE + timedelta(30)], "days_too_close"),
        ([DUE, DUE], [], "days_too_close"),
        ([DUE], [DUE + timedelta(31)], None),
    ],
)
def test_days_of_follow_up_are_to_come_and_a_month_apart(new, others, reason):
    try:
        check_days(new, others, DUE)
    except Refused as refused:
        assert refused.reason == reason
    else:
        assert reason is None


def test_a_round_is_current_from_a_month_before_its_day():
    rounds = [asked(due=day) for day in (DUE, DUE + timedelta(180))]
    assert current_round(rounds, DUE - timedelta(100)).due_on == DUE
    assert current_round(rounds, DUE + timedelta(149)).due_on == DUE
    assert current_round(rounds, DUE + timedelta(150)).due_on == DUE + timedelta(180)
    assert current_round([], DUE) is None
