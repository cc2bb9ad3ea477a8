"""Promises as they are typed, and what may become of them. Pure."""

from dataclasses import dataclass
from enum import StrEnum

MOST_PROMISES = 100
LONGEST_PART = 500


class Outcome(StrEnum):
    """What became of a promise until the next negotiation."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"


@dataclass(frozen=True)
class Promised:
    """Who does what by when, in the words of whoever wrote the minutes."""

    who: str
    what: str
    by_when: str


def promises_in(typed: str) -> tuple[list[Promised], list[int]]:
    """The promises, one on each line as "who; what; by when", and the numbers of the lines that are not in order."""
    promises, faulty = [], []
    for number, line in enumerate(typed.splitlines(), start=1):
        if not line.strip():
            continue
        parts = [" ".join(part.split()) for part in line.split(";")]
        if len(parts) not in (2, 3) or not all(parts[:2]) or any(len(part) > LONGEST_PART for part in parts):
            faulty.append(number)
            continue
        promises.append(Promised(*parts, *([""] * (3 - len(parts)))))
    return promises, faulty


def as_typed(promises) -> str:
    """The same, to be typed over."""
    return "\n".join("; ".join(filter(None, (each.who, each.what, each.by_when))) for each in promises)
