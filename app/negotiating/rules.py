"""What is promised, and what may become of it. Pure."""

from dataclasses import dataclass
from enum import StrEnum

MOST_PROMISES = 100
LONGEST_PART = 500
ROWS_MORE = 3


class Outcome(StrEnum):
    """What became of a promise until the next negotiation."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"


@dataclass(frozen=True)
class Promised:
    """Who does what by when, in the words of whoever wrote the minutes; by when may be left out."""

    who: str
    what: str
    by_when: str


def rows_to_show(stored: int, shown: int | None, *, more: bool) -> int:
    """How many promises a form has room for: some more than there are, or than it had."""
    room = shown or stored + ROWS_MORE
    return min(max(room + ROWS_MORE * more, 1), MOST_PROMISES)
