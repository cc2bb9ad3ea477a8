"""When a measure's follow-up is asked for, and what the leading group is shown. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from app.plan.rules import MeasureStatus
from tenants.errors import Refused

LIGHTS = ("green", "yellow", "red", "grey")
ASKED_BEFORE = timedelta(days=30)
"""So long before its day a round is asked about; the rounds of a plan are further from each other than that."""
ASKED_AFTER = timedelta(days=90)
"""So long after its day what is missing is still asked for; later only the leading group sees it."""
PATIENCE = timedelta(days=7)
"""Who has not opened a measure so long after it was given to them may not know of it."""
GOES_ON = frozenset({MeasureStatus.NOT_BEGUN, MeasureStatus.UNDER_WAY})
"""What is done, or left undone for good, is reported of no more."""
REPEATS = {"once": None, "yearly": 12, "half_yearly": 6}
"""How many months lie between a day and the next one."""
MOST_ROUNDS = 24


def year_of(due_on: date) -> int:
    """Which year a round tells of: one in the first months of a year looks back at the year before."""
    return due_on.year - 1 if due_on.month <= 3 else due_on.year


def days_from(first: date, repeats: str, last_year: int) -> list[date]:
    """The days of follow-up until the plan's last year has been told of."""
    months, days = REPEATS[repeats], [first]
    while months and year_of(following := _later(first, months * len(days))) <= last_year:
        days.append(following)
    return days[:MOST_ROUNDS]


def _later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def check_days(new: Iterable[date], others: Iterable[date], today: date) -> None:
    """Raises Refused with "day_is_past", or "days_too_close" for two within a month: letters of both would mix."""
    new = sorted(new)
    if new[0] < today:
        raise Refused("day_is_past")
    if any(after - before <= ASKED_BEFORE for before, after in pairwise(sorted([*new, *others]))):
        raise Refused("days_too_close")


@dataclass(frozen=True)
class Followed:
    """A measure as its follow-up knows it."""

    id: UUID
    status: str
    begins_on: date | None
    ends_on: date | None
    owner_id: UUID | None
    owned_since: datetime | None
    is_opened: bool
    reported_rounds: frozenset[UUID]
    light: str | None


def is_asked(status: str, begins_on: date | None, due_on: date) -> bool:
    """Whether a round asks about a measure at all."""
    return status in GOES_ON and (begins_on is None or begins_on <= due_on)


def is_late(measure: Followed, round_id: UUID | None, due_on: date | None, today: date) -> bool:
    """Whether its round's day, or its own last day, has gone by without a word that it is over."""
    if measure.status not in GOES_ON:
        return False
    if measure.ends_on and measure.ends_on < today:
        return True
    asked = due_on and due_on < today and is_asked(measure.status, measure.begins_on, due_on)
    return bool(asked) and round_id not in measure.reported_rounds


def is_unowned(measure: Followed) -> bool:
    """Whether nobody answers for what still goes on."""
    return measure.status in GOES_ON and measure.owner_id is None


def is_unopened(measure: Followed, now: datetime) -> bool:
    """Whether it was given to somebody a while ago and none of those who answer for it has looked."""
    if measure.status not in GOES_ON or measure.owned_since is None or measure.is_opened:
        return False
    return measure.owned_since < now - PATIENCE


def lights_of(measures: Iterable[Followed]) -> dict[str | None, int]:
    """How many measures have each light; under None those of which nothing has been reported."""
    counted = Counter(each.light for each in measures)
    return {light: counted[light] for light in (*LIGHTS, None)}


def current_round(rounds: Sequence, today: date):
    """The latest round that has begun to be asked about, and the first one while none has; None without rounds."""
    begun = [each for each in rounds if each.due_on - ASKED_BEFORE <= today]
    in_order = sorted(begun or rounds, key=lambda each: each.due_on)
    return in_order[-1 if begun else 0] if in_order else None
