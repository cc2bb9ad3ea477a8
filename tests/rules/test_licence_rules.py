"""How a licence moves, and what each state lets a municipality do."""

import itertools
from datetime import date

import pytest

from billing.licence_rules import (
    MOVES,
    PERMITS,
    Actor,
    LicenceState,
    Permission,
    check_grace_is_over,
    grace_last_day,
    has_watermark,
    licence_after,
    permits,
    trial_last_day,
)
from tenants.errors import Refused


def allowed_moves(actor):
    for move, state in itertools.product(MOVES, LicenceState):
        try:
            yield state.value, move, licence_after(move, state, actor).value
        except Refused:
            continue


BY_THE_SERVICE = {
    ("draft", "start_trial", "trial"),
    ("draft", "activate", "active"),
    ("draft", "expire", "ended"),
    ("trial", "activate", "active"),
    ("trial", "expire", "ended"),
    ("active", "lapse", "grace"),
    ("active", "expire", "ended"),
    ("grace", "expire", "ended"),
    ("read_only", "expire", "ended"),
    ("grace", "activate", "active"),
    ("read_only", "activate", "active"),
}
ONLY_BY_STAFF = {
    ("grace", "restrict", "read_only"),
    ("draft", "end", "ended"),
    ("trial", "end", "ended"),
    ("active", "end", "ended"),
    ("grace", "end", "ended"),
    ("read_only", "end", "ended"),
}


def test_these_and_no_other_moves_are_made():
    assert set(allowed_moves(Actor.SYSTEM)) == BY_THE_SERVICE
    assert set(allowed_moves(Actor.STAFF)) == BY_THE_SERVICE | ONLY_BY_STAFF


def test_an_unpaid_renewal_never_closes_writing_by_itself():
    with pytest.raises(Refused, match="staff_only"):
        licence_after("restrict", LicenceState.GRACE, Actor.SYSTEM)
    assert permits(licence_after("lapse", LicenceState.ACTIVE, Actor.SYSTEM), "section.write")


@pytest.mark.parametrize("state", [LicenceState.GRACE, LicenceState.READ_ONLY])
def test_a_payment_makes_the_licence_active_at_once(state):
    assert licence_after("activate", state, Actor.SYSTEM) == LicenceState.ACTIVE


@pytest.mark.parametrize(("move", "actor"), list(itertools.product(MOVES, Actor)))
def test_an_ended_licence_stays_ended(move, actor):
    with pytest.raises(Refused, match="wrong_licence_state"):
        licence_after(move, LicenceState.ENDED, actor)


@pytest.mark.parametrize("state", LicenceState)
def test_reading_export_and_sign_in_go_on_in_every_state(state):
    assert PERMITS[state] >= {Permission.SIGN_IN, Permission.READ, Permission.EXPORT}


def test_writing_and_publishing_are_open_where_they_should_be_and_nowhere_else():
    assert {state for state in LicenceState if permits(state, "section.write")} == {"trial", "active", "grace"}
    assert {state for state in LicenceState if permits(state, "report.publish")} == {"active", "grace"}
    assert {state for state in LicenceState if has_watermark(state)} == {"trial"}


def test_a_state_read_from_a_table_is_as_good_as_its_name_here():
    assert permits("active", "section.write") and not permits("read_only", "section.write") and has_watermark("trial")
    assert licence_after("lapse", "active", Actor.SYSTEM) == "grace"


def test_a_trial_has_sixty_days_with_the_first_one():
    assert trial_last_day(date(2027, 1, 1)) == date(2027, 3, 1)
    assert trial_last_day(date(2028, 1, 1)) == date(2028, 2, 29)


def test_writing_is_closed_only_after_sixty_whole_days_of_grace():
    due_on = date(2027, 1, 31)
    assert grace_last_day(due_on) == date(2027, 4, 1)
    with pytest.raises(Refused) as refused:
        check_grace_is_over(due_on, date(2027, 4, 1))
    assert (refused.value.reason, refused.value.details) == ("grace_not_over", {"last_day": date(2027, 4, 1)})
    assert check_grace_is_over(due_on, date(2027, 4, 2)) is None
