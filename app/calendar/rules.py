"""What an entry of the annual clock is, and which of them comes next. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tenants.errors import Refused

FIRST_YEAR, LAST_YEAR = 2000, 2100
NOT_BEGUN, UNDER_WAY, DONE = "not_begun", "under_way", "done"
STATES = (NOT_BEGUN, UNDER_WAY, DONE)
SHOWN, SOON = 3, timedelta(days=31)
"""How many things of one's own the front page tells of, and how long before they are due."""


@dataclass(frozen=True)
class Told:
    """What people say of an entry."""

    step: int | None
    title_fi: str
    title_sv: str
    begins_on: date | None
    due_on: date
    owner_id: UUID | None = None
    deputy_id: UUID | None = None


@dataclass(frozen=True)
class Thing:
    """Something in the year as lists, pictures and calendars show it. `kind` is entry, communication (a row of a plan
    of it) or follow_up (a day of the welfare plan, which is everybody's who answers for a measure).
    """

    kind: str
    id: UUID
    changed_at: datetime
    title: Mapping[str, str]
    begins_on: date | None
    due_on: date
    step: int | None
    state: str
    owner_id: UUID | None
    deputy_id: UUID | None
    owner: str | None
    deputy: str | None
    endpoint: str
    address: Mapping[str, int]
    """The endpoint's words."""

    def is_late(self, today: date) -> bool:
        """Whether its day has gone and it is not done."""
        return self.state != DONE and self.due_on < today

    def belongs_to(self, person_id: UUID) -> bool:
        """Whether somebody answers for it or deputises."""
        return person_id in (self.owner_id, self.deputy_id)


def check_days(year: int, told: Told) -> None:
    """Raises Refused with "due_in_another_year", "ends_before_it_begins" or "begins_too_early": a time that goes over
    the turn of the year stands in the year in which it ends.
    """
    if told.due_on.year != year:
        raise Refused("due_in_another_year", year=year)
    if told.begins_on and told.begins_on > told.due_on:
        raise Refused("ends_before_it_begins")
    if told.begins_on and told.begins_on.year < year - 1:
        raise Refused("begins_too_early")


def in_year(year: int, day: date) -> date:
    """The same day of another year; the last of February where there is no 29th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def may_move(person_id: UUID, owner_id: UUID | None, deputy_id: UUID | None, *, may_change: bool) -> bool:
    """Whether somebody may tell how far a thing is: who answers for it, the deputy, and who keeps the clock."""
    return may_change or person_id in (owner_id, deputy_id)


def next_things(things: Iterable[Thing], person_id: UUID, today: date) -> list[Thing]:
    """What the front page tells of, in order of days: what comes next in the municipality, whosever it is, and of one's
    own what lies nearest of all that is late or due within a month. `things` are those that wait, in order.
    """
    things = list(things)
    coming = next((each for each in things if each.due_on >= today), None)
    own = [each for each in things if each.belongs_to(person_id) and each.due_on - today <= SOON]
    nearest = sorted(own, key=lambda each: abs(each.due_on - today))[:SHOWN]
    return [each for each in things if each is coming or each in nearest]


def by_month(things: Iterable[Thing]) -> dict[int, list[Thing]]:
    """By the month in which each is due, without the months that have none."""
    months: dict[int, list[Thing]] = {}
    for each in things:
        months.setdefault(each.due_on.month, []).append(each)
    return months
