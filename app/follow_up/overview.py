"""How a plan goes, as its leading group sees it: by measures, never by people. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from app.follow_up import rules
from app.follow_up.rules import Followed
from tenants import clock

if TYPE_CHECKING:
    from app.follow_up.models import FollowUpRound
    from app.plan.models import Emphasis, Measure, Plan


@dataclass(frozen=True)
class Overview:
    """`lights` are counts by emphasis; the lists are measures in the plan's order."""

    followed: Mapping[UUID, Followed]
    round: "FollowUpRound | None"
    asked: int
    reported: int
    lights: Sequence[tuple["Emphasis", Mapping[str | None, int]]]
    late: Sequence["Measure"]
    unowned: Sequence["Measure"]
    unopened: Sequence["Measure"]


def of_plan(
    plan: "Plan", followed: Mapping[UUID, Followed], rounds: Sequence["FollowUpRound"], now: datetime
) -> Overview:
    """All that the page shows."""
    today, round = clock.day_of(now), rules.current_round(rounds, clock.day_of(now))
    round_id, due_on = (round.id, round.due_on) if round else (None, None)
    asked = [each for each in followed.values() if _is_asked(each, round_id, due_on)]
    return Overview(
        followed=followed,
        round=round,
        asked=len(asked),
        reported=sum(round_id in each.reported_rounds for each in asked),
        lights=[(emphasis, _lights(emphasis, followed)) for emphasis in plan.emphases],
        late=[each for each in plan.measures if rules.is_late(followed[each.id], round_id, due_on, today)],
        unowned=[each for each in plan.measures if rules.is_unowned(followed[each.id])],
        unopened=[each for each in plan.measures if rules.is_unopened(followed[each.id], now)],
    )


def _is_asked(measure: Followed, round_id: UUID | None, due_on: date | None) -> bool:
    """Whether the round asks about it, or has been answered with what ended it."""
    if due_on is None:
        return False
    return round_id in measure.reported_rounds or rules.is_asked(measure.status, measure.begins_on, due_on)


def _lights(emphasis: "Emphasis", followed: Mapping[UUID, Followed]) -> dict[str | None, int]:
    return rules.lights_of(followed[each.id] for goal in emphasis.goals for each in goal.measures)
