"""What a round asks for: kinds of bodies, a statement, the days. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from tenants.errors import Refused

KINDS = ("elderly", "disability", "youth", "county", "association", "other")
REMINDED_BEFORE = timedelta(days=3)
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Told:
    """What a round says to those it asks, in both languages, and its last day."""

    title_fi: str
    title_sv: str
    message_fi: str
    message_sv: str
    ends_on: date


@dataclass(frozen=True)
class Statement:
    """What a body states: who it is, who signs, on the whole and by the numbers of sections."""

    body: str = ""
    signer: str = ""
    text: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)

    def as_kept(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)


def check_last_day(ends_on: date, today: date) -> None:
    """Raises Refused with "day_is_past" or "day_is_far"."""
    if ends_on < today:
        raise Refused("day_is_past")
    if ends_on > today + LONGEST:
        raise Refused("day_is_far")
