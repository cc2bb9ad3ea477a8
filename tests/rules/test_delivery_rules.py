"""A document's way to its payer: which steps there are, and when an attempt is made again."""

from datetime import UTC, datetime, timedelta

import pytest

from billing.delivery_rules import (
    MOST_TRIES,
    MOVES,
    PATIENCE,
    DeliveryState,
    delivery_after,
    is_due,
    is_given_up,
    next_try_at,
)
from tenants.errors import Refused

THEN = datetime(2027, 1, 4, 12, tzinfo=UTC)
JUST_BEFORE, JUST_AFTER = (THEN + PATIENCE, THEN + PATIENCE + timedelta(seconds=1))


def test_what_has_arrived_never_sets_out_again_unless_a_person_sends_it_another_way():
    assert [move for move, (allowed, _) in MOVES.items() if DeliveryState.DONE in allowed] == ["change_channel"]
    assert not is_due(DeliveryState.DONE, 0, THEN, JUST_AFTER)


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("state", DeliveryState)
def test_a_step_is_made_only_from_where_it_begins(move, state):
    allowed, after = MOVES[move]
    if state in allowed:
        assert delivery_after(move, state) == after
    else:
        with pytest.raises(Refused, match="wrong_delivery_state"):
            delivery_after(move, state)


def test_every_state_but_the_last_leads_to_arrival():
    for state in set(DeliveryState) - {DeliveryState.DONE}:
        assert delivery_after("arrive", delivery_after("begin", state)) == DeliveryState.DONE


def test_what_waits_is_due_at_once():
    assert is_due(DeliveryState.PENDING, 0, THEN, THEN)


@pytest.mark.parametrize("state", [DeliveryState.IN_FLIGHT, DeliveryState.FAILED])
def test_what_failed_or_is_silent_is_due_after_a_day_until_its_tries_are_used_up(state):
    for tries in range(1, MOST_TRIES):
        assert not is_due(state, tries, THEN, JUST_BEFORE)
        assert is_due(state, tries, THEN, JUST_AFTER)
    assert not is_due(state, MOST_TRIES, THEN, THEN + 100 * PATIENCE)


def test_what_is_in_flight_after_its_last_attempt_is_given_up_after_a_day():
    assert not is_given_up(MOST_TRIES, THEN, JUST_BEFORE)
    assert is_given_up(MOST_TRIES, THEN, JUST_AFTER)
    assert not is_given_up(MOST_TRIES - 1, THEN, JUST_AFTER)


def test_staff_see_when_it_is_tried_again_by_itself():
    assert next_try_at(DeliveryState.FAILED, 1, THEN) == JUST_BEFORE
    assert next_try_at(DeliveryState.FAILED, MOST_TRIES, THEN) is None
    assert next_try_at(DeliveryState.IN_FLIGHT, 1, THEN) is None
