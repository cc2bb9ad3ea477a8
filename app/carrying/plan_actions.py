"""The next term's plan, begun from the one before: nothing of it is typed anew."""

import uuid
from collections.abc import Mapping

from app.carrying.rules import still_here
from app.follow_up.rules import GOES_ON
from app.plan import actions, row_actions
from app.plan.following import Followed
from app.plan.models import Emphasis, Goal, GoalIndicator, Measure, Plan, PlanRow
from app.plan.row_actions import IndicatorTold, told_of
from tenants.boundary import TenantSession


def begin_next_plan(
    session: TenantSession,
    by: uuid.UUID,
    last: Plan,
    years: tuple[int, int],
    now: Mapping[uuid.UUID, Followed],
    members: frozenset[uuid.UUID],
) -> Plan:
    """Emphases and goals with what they are measured by, from where the figures are `now`, and the measures that go
    on: what is done, or will not be done, stays in the plan that had it, with its outcome. Who is no member any more
    answers for nothing in it.
    """
    plan = actions.begin_plan(session, by, *years, predecessor=last)
    for emphasis in last.emphases:
        added = _continued(emphasis, row_actions.add_emphasis(session, by, plan, told_of(emphasis)))
        session.flush()
        for goal in emphasis.goals:
            _carry_goal(session, by, plan, added, goal, now, members)
    session.flush()
    return plan


def _carry_goal(
    session: TenantSession,
    by: uuid.UUID,
    plan: Plan,
    emphasis: Emphasis,
    goal: Goal,
    now: Mapping[uuid.UUID, Followed],
    members: frozenset[uuid.UUID],
) -> None:
    added = _continued(goal, row_actions.add_goal(session, by, plan, emphasis, _told(goal, members)))
    session.flush()
    for indicator in goal.indicators:
        row_actions.add_indicator(session, by, plan, added, _followed_on(indicator, now[indicator.id]))
    for measure in goal.measures:
        if measure.status in GOES_ON:
            carried = _continued(measure, row_actions.add_measure(session, by, plan, added, _told(measure, members)))
            carried.status = measure.status
    session.flush()


def _continued(before: PlanRow, now: PlanRow) -> PlanRow:
    now.carried_from = before.id
    return now


def _told(row: Goal | Measure, members: frozenset[uuid.UUID]):
    """What the row says, without people who have left."""
    told = told_of(row)
    owner, deputy = still_here(told.owner_id, told.deputy_id, members)
    return type(told)(**vars(told) | {"owner_id": owner, "deputy_id": deputy})


def _followed_on(before: GoalIndicator, now: Followed) -> IndicatorTold:
    """The baseline is where the figure has come to; the target stays until somebody sets another."""
    names = ("indicator_id", "own_indicator_id", "population_group", "target_value", "target_year")
    told = {name: getattr(before, name) for name in (*names, "baseline_period", "baseline_value")}
    if now.latest:
        told |= {"baseline_period": now.latest.period["fi"], "baseline_value": now.latest.value}
    return IndicatorTold(**told)
