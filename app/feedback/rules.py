"""What feedback is about, when its answer is due and how long it is kept. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

KINDS = ("content", "accessibility", "other")
ANSWERED_WITHIN = timedelta(days=14)
"""About accessibility the Act says so (306/2019); a municipality answers everything else as soon."""

REMINDED_BEFORE = timedelta(days=3)
KEPT_ANSWERED = timedelta(days=365)
KEPT_AT_MOST = timedelta(days=731)
"""Also what nobody has answered is forgotten: names and addresses do not stay for ever."""


@dataclass(frozen=True)
class Said:
    """What somebody writes. The e-mail is kept of those alone who want an answer."""

    kind: str
    text: str
    language: str
    name: str = ""
    email: str | None = None


def due_on(received_on: date) -> date:
    """The last day for the answer; both are days in Helsinki."""
    return received_on + ANSWERED_WITHIN


def is_late(received_on: date, today: date) -> bool:
    """Whether the answer should have been there yesterday."""
    return today > due_on(received_on)


def received_on_of(due: date) -> date:
    """When that was received whose answer is due on a day."""
    return due - ANSWERED_WITHIN
