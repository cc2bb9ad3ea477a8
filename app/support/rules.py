"""How a case moves, and how long a letter's link leads to it. Pure."""

from datetime import timedelta
from enum import StrEnum


class CaseState(StrEnum):
    """Whose turn it is."""

    NEW = "new"
    ANSWERING = "answering"
    WAITING = "waiting"
    CLOSED = "closed"


KINDS = ("question", "fault", "wish", "invoice", "consulting")
URGENCIES = ("urgent", "normal", "can_wait")
OURS = (CaseState.NEW, CaseState.ANSWERING)
"""The association's turn."""

CONFIRMED_WITHIN = timedelta(days=7)
CLOSED_KEPT = timedelta(days=731)
"""Two years: how long a closed question stays. The database lets none be forgotten earlier (migration 0012)."""

LINK_LASTS = timedelta(days=60)
"""How long the newest letter's link leads to the case of somebody who has no account."""


def after_reply(state: str) -> CaseState:
    """The customer has written: a case that waited or was closed is taken up again."""
    return CaseState.NEW if state == CaseState.NEW else CaseState.ANSWERING
