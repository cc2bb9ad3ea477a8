"""What people decide about what a goal is measured by. Every deed raises Refused("wrong_plan_state") where the plan is
not in work.
"""

import uuid
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select

from app.own_figures.models import OwnFigure
from app.plan import following, row_actions
from app.plan.models import Goal, GoalIndicator, Plan
from app.plan.row_actions import IndicatorTold
from tenants.boundary import TenantSession
from tenants.errors import Refused


@dataclass(frozen=True)
class Aim:
    """From where to where."""

    baseline_period: str
    baseline_value: Decimal | None
    target_value: Decimal | None
    target_year: int | None


def choose(
    session: TenantSession, by: uuid.UUID, plan: Plan, goal: Goal, code: str, chosen: dict[str, object]
) -> GoalIndicator:
    """Follow a goal by one more figure; its starting point is the municipality's latest. Raises
    Refused("indicator_taken") where the goal has it.
    """
    if any(_is_same(each, chosen) for each in goal.indicators):
        raise Refused("indicator_taken")
    told = IndicatorTold(**chosen, target_year=plan.last_year)
    if told.own_indicator_id:
        told = replace(told, population_group=_first_group(session, told.own_indicator_id))
    added = row_actions.add_indicator(session, by, plan, goal, told)
    session.flush()
    if latest := following.followed(session, code, [added])[added.id].latest:
        added.baseline_period, added.baseline_value = latest.period["fi"], latest.value
    return added


def aim(
    session: TenantSession, by: uuid.UUID, plan: Plan, goal: Goal, indicator: GoalIndicator, told: Aim
) -> None:
    """Another beginning or target."""
    chosen = {name: getattr(indicator, name) for name in ("indicator_id", "own_indicator_id", "population_group")}
    row_actions.change_indicator(session, by, plan, goal, indicator, IndicatorTold(**chosen, **vars(told)))


def leave_out(
    session: TenantSession, by: uuid.UUID, plan: Plan, goal: Goal, indicator: GoalIndicator
) -> None:
    """The goal is followed by it no more."""
    row_actions.remove_indicator(session, by, plan, goal, indicator)


def describe(session: TenantSession, by: uuid.UUID, plan: Plan, goal: Goal, texts: dict[str, str]) -> None:
    """What the goal is followed by where no figure exists."""
    told = replace(row_actions.told_of(goal), measured_fi=texts["fi"], measured_sv=texts["sv"])
    row_actions.change_row(session, by, plan, goal, told)


def _is_same(indicator: GoalIndicator, chosen: dict[str, object]) -> bool:
    return all(getattr(indicator, name) == value for name, value in chosen.items())


def _first_group(session: TenantSession, own_indicator_id: uuid.UUID) -> str:
    """Everybody, or the first group that the indicator has figures of."""
    figure = OwnFigure
    groups = select(figure.population_group).where(figure.indicator_id == own_indicator_id, figure.ended_at.is_(None))
    return session.scalar(groups.order_by(figure.population_group).limit(1)) or ""
