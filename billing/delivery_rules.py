"""How far an issued document is on its way to its payer, and when an attempt is made again. Pure.

An attempt that failed, or of which nobody has heard, is made again after a day; after the last one people look at it.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from tenants.errors import Refused


class DeliveryState(StrEnum):
    """Where a document is between us and its payer."""

    PENDING = "pending"
    IN_FLIGHT = "in_flight"
    """Handed to the channel, which has not said yet that it arrived."""
    DONE = "done"
    FAILED = "failed"


ON_THE_WAY = {DeliveryState.IN_FLIGHT}
MOVES = {
    "begin": (frozenset(DeliveryState) - {DeliveryState.DONE}, DeliveryState.IN_FLIGHT),
    "arrive": (ON_THE_WAY, DeliveryState.DONE),
    "fail": (ON_THE_WAY, DeliveryState.FAILED),
    "start_over": ({DeliveryState.FAILED}, DeliveryState.PENDING),
    # Only a person knows that what was handed over was refused later.
    "change_channel": ({DeliveryState.FAILED, DeliveryState.DONE}, DeliveryState.PENDING),
}

PATIENCE = timedelta(days=1)
MOST_TRIES = 3
NO_WORD, NOT_MADE, NO_RECEIVER, CHANNEL_CLOSED = "no_word", "not_made", "no_receiver", "channel_closed"
"""Our own reasons why a delivery failed; all others are the words of the world outside."""


def delivery_after(move: str, state: str) -> DeliveryState:
    """The state after a move. Raises Refused("wrong_delivery_state")."""
    allowed, after = MOVES[move]
    if state not in allowed:
        raise Refused("wrong_delivery_state", state=state)
    return after


def is_due(state: str, tries: int, changed_at: datetime, now: datetime) -> bool:
    """Whether an attempt is to be made now."""
    if state == DeliveryState.PENDING:
        return True
    return state != DeliveryState.DONE and tries < MOST_TRIES and now - changed_at > PATIENCE


def is_given_up(tries: int, changed_at: datetime, now: datetime) -> bool:
    """Whether what is still in flight after its last attempt is waited for no longer."""
    return tries >= MOST_TRIES and now - changed_at > PATIENCE


def next_try_at(state: str, tries: int, changed_at: datetime) -> datetime | None:
    """When what failed is tried again by itself; None when a person must have it done."""
    return changed_at + PATIENCE if state == DeliveryState.FAILED and tries < MOST_TRIES else None
