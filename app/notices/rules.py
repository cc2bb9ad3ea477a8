"""When an announcement is shown, and to whom. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What is announced."""

    NOTICE = "notice"
    PLANNED_BREAK = "planned_break"
    INCIDENT = "incident"


class Audience(StrEnum):
    """Who is told: the later ones are fewer."""

    EVERYBODY = "everybody"
    SIGNED_IN = "signed_in"
    MUNICIPALITIES = "municipalities"


TOLD_BEFORE = {Kind.PLANNED_BREAK: timedelta(days=7)}
"""A break is told of before it begins, so that work can be planned around it."""


@dataclass(frozen=True)
class Told:
    """An announcement, in so far as pages tell of it."""

    id: object
    kind: str
    audience: str
    titles: dict[str, str]
    texts: dict[str, str]
    begins_at: datetime
    ends_at: datetime | None

    def is_shown(self, now: datetime) -> bool:
        """Whether it is topical."""
        told_from = self.begins_at - TOLD_BEFORE.get(self.kind, timedelta())
        return told_from <= now and not self.is_over(now)

    def is_over(self, now: datetime) -> bool:
        """Whether it belongs to the past."""
        return self.ends_at is not None and self.ends_at <= now

    def has_been(self, now: datetime) -> bool:
        """Over, after it had begun: what was withdrawn before was never true."""
        return self.is_over(now) and self.begins_at < self.ends_at


def may_read(audience: str, *, is_signed_in: bool, is_inside: bool) -> bool:
    """Whether a visitor is one of those who are told; `is_inside` a municipality's pages."""
    return {
        Audience.EVERYBODY: True,
        Audience.SIGNED_IN: is_signed_in,
        Audience.MUNICIPALITIES: is_inside,
    }[Audience(audience)]
