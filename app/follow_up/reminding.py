"""Which reminder is due to whom on a day. Pure.

A letter is about an occasion: so many days before a round is due, or a week. To each person there is one letter about
each occasion; what made a letter late (a worker that was away) makes it come later, never twice.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

STAGES = (14, 3, 0)
"""So many days before a round is due whoever has not reported hears of it."""
LAST_DIGEST_DAY = 2
"""The digest of a week goes on its Monday; of a worker that was away, on Wednesday at the latest."""


@dataclass(frozen=True)
class Asked:
    """A measure whose follow-up waits."""

    measure_id: UUID
    round_id: UUID
    due_on: date
    owner_id: UUID | None
    deputy_id: UUID | None


@dataclass(frozen=True)
class Team:
    """Who is there: `present` are members, some of whom coordinate; `stopped` want no reminders."""

    present: frozenset[UUID]
    coordinators: tuple[UUID, ...]
    stopped: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Due:
    """A letter to post."""

    person_id: UUID
    kind: str
    occasion: str
    round_id: UUID | None = None


@dataclass(frozen=True)
class Posted:
    """What has been posted, by person: the occasions and their days."""

    days: Mapping[UUID, Mapping[str, date]] = field(default_factory=dict)

    def has(self, person_id: UUID, occasion: str) -> bool:
        """Whether there was a letter about it."""
        return occasion in self.days.get(person_id, {})

    def since(self, person_id: UUID, day: date) -> bool:
        """Whether there was any letter on a day or later."""
        return any(posted >= day for posted in self.days.get(person_id, {}).values())


def receivers(asked: Asked, team: Team) -> tuple[UUID, ...]:
    """Who answers for it; the deputy where that is nobody who is there; else the coordinators."""
    for person_id in (asked.owner_id, asked.deputy_id):
        if person_id in team.present:
            return (person_id,)
    return team.coordinators


def waiting_by_person(asked: Iterable[Asked], team: Team) -> dict[UUID, list[Asked]]:
    """What waits for whom, of those who want to hear of it."""
    waiting = defaultdict(list)
    for each in asked:
        for person_id in receivers(each, team):
            if person_id not in team.stopped:
                waiting[person_id].append(each)
    return dict(waiting)


def stage_on(today: date, due_on: date) -> int | None:
    """Which of the stages a day is in: the last one that has been reached; None too early and too late."""
    left = (due_on - today).days
    return min((stage for stage in STAGES if 0 <= left <= stage), default=None)


def week_of(today: date) -> str | None:
    """The occasion of the week's digest; None when it is too late in the week for one."""
    if today.weekday() > LAST_DIGEST_DAY:
        return None
    return f"week:{monday_of(today)}"


def monday_of(today: date) -> date:
    """The first day of the week."""
    return today - timedelta(days=today.weekday())


def due_on(
    today: date, asked: Iterable[Asked], team: Team, posted: Posted, elsewhere: Collection[UUID] = ()
) -> list[Due]:
    """The letters of a day. `elsewhere` are people for whom something else waits, which the digest tells of."""
    waiting = waiting_by_person(asked, team)
    for person_id in set(elsewhere) & team.present - team.stopped:
        waiting.setdefault(person_id, [])
    letters = []
    for person_id, own in sorted(waiting.items()):
        before = list(_stages(today, person_id, own, posted))
        letters += before or _digest(today, person_id, own, posted, has_more=person_id in elsewhere)
    return letters


def _stages(today: date, person_id: UUID, own: list[Asked], posted: Posted) -> Iterator[Due]:
    for round_id, day in sorted({(each.round_id, each.due_on) for each in own}):
        stage = stage_on(today, day)
        occasion = f"{stage}:{round_id}:{day}"
        if stage is not None and not posted.has(person_id, occasion):
            yield Due(person_id, "follow_up_reminder", occasion, round_id)


def _digest(today: date, person_id: UUID, own: list[Asked], posted: Posted, *, has_more: bool) -> list[Due]:
    """Not where another letter of this week has said it all, or will."""
    occasion = week_of(today)
    if occasion is None or posted.has(person_id, occasion):
        return []
    has_another = posted.since(person_id, monday_of(today)) or any(_comes_this_week(today, each) for each in own)
    return [Due(person_id, "weekly_digest", occasion)] if has_more or not has_another else []


def _comes_this_week(today: date, asked: Asked) -> bool:
    next_monday = monday_of(today) + timedelta(7)
    return any(today < asked.due_on - timedelta(stage) < next_monday for stage in STAGES)
