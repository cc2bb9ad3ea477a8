"""What people do to the rows of a plan in work: write emphases, goals and measures and what goals are measured by.

Every one raises Refused("wrong_plan_state") where the plan is not in work, and who changes a row that somebody else has
changed since it was `seen` (`fingerprint`) is told so with "changed_meanwhile".
"""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from app.plan import naming, queries
from app.plan.actions import hold_in_work
from app.plan.models import Emphasis, Goal, GoalIndicator, Measure, Plan, PlanRow
from app.web.fingerprints import fingerprint
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.membership import require_members


@dataclass(frozen=True)
class EmphasisTold:
    """What an emphasis says; at least one title is written, as in all that is told here."""

    title_fi: str = ""
    title_sv: str = ""


@dataclass(frozen=True)
class GoalTold:
    """What a goal says. `measured` is what it is followed by where no figure exists."""

    title_fi: str = ""
    title_sv: str = ""
    age_group: str = "all"
    strategy_fi: str = ""
    strategy_sv: str = ""
    measured_fi: str = ""
    measured_sv: str = ""
    owner_id: uuid.UUID | None = None
    deputy_id: uuid.UUID | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class MeasureTold:
    """What a measure says."""

    title_fi: str = ""
    title_sv: str = ""
    body_fi: str = ""
    body_sv: str = ""
    owner_id: uuid.UUID | None = None
    deputy_id: uuid.UUID | None = None
    partners_fi: str = ""
    partners_sv: str = ""
    resource_fi: str = ""
    resource_sv: str = ""
    cost_cents: int | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndicatorTold:
    """A figure that a goal is followed by: Sotkanet's or the municipality's own, from where to where."""

    indicator_id: int | None = None
    own_indicator_id: uuid.UUID | None = None
    population_group: str = ""
    baseline_period: str = ""
    baseline_value: Decimal | None = None
    target_value: Decimal | None = None
    target_year: int | None = None


TOLD = {Emphasis: EmphasisTold, Goal: GoalTold, Measure: MeasureTold}
Told = EmphasisTold | GoalTold | MeasureTold


def told_of(row: PlanRow) -> Told:
    """What a row says."""
    kind = TOLD[type(row)]
    told = {name: getattr(row, name) for name in kind.__dataclass_fields__}
    return kind(**told | ({"tags": tuple(told["tags"])} if "tags" in told else {}))


def add_emphasis(session: TenantSession, by: uuid.UUID, plan: Plan, told: EmphasisTold) -> Emphasis:
    """A new one after the others."""
    return _add(session, by, plan, Emphasis(), told)


def add_goal(session: TenantSession, by: uuid.UUID, plan: Plan, emphasis: Emphasis, told: GoalTold) -> Goal:
    """A new one, the last of its emphasis."""
    return _add(session, by, plan, Goal(emphasis_id=emphasis.id), told)


def add_measure(session: TenantSession, by: uuid.UUID, plan: Plan, goal: Goal, told: MeasureTold) -> Measure:
    """A new one, the last of its goal."""
    return _add(session, by, plan, Measure(goal_id=goal.id), told)


def change_row(
    session: TenantSession, by: uuid.UUID, plan: Plan, row: PlanRow, told: Told, seen: str | None = None
) -> None:
    """What a row says; saying the same again changes nothing."""
    hold_in_work(session, plan)
    session.refresh(row)
    if told == told_of(row):
        return
    if seen not in (None, fingerprint(told_of(row))):
        raise Refused("changed_meanwhile")
    new = _people(told) - _people(told_of(row))
    require_members(session, new)
    _write(row, told)
    audit.write(session, by, "plan.row_changed", **queries.named(session, plan, row))
    naming.tell(session, new - {by})


def set_status(session: TenantSession, by: uuid.UUID, plan: Plan, measure: Measure, status: str) -> None:
    """How far a measure is, where a plan in work is brought in; later its follow-up tells."""
    hold_in_work(session, plan)
    if measure.status != status:
        measure.status = status
        audit.write(session, by, "plan.row_changed", **queries.named(session, plan, measure))


def add_indicator(
    session: TenantSession, by: uuid.UUID, plan: Plan, goal: Goal, told: IndicatorTold
) -> GoalIndicator:
    """One more figure that the goal is followed by."""
    hold_in_work(session, plan)
    last = session.scalar(select(func.max(GoalIndicator.place)).where(GoalIndicator.goal_id == goal.id)) or 0
    added = GoalIndicator(plan_id=plan.id, goal_id=goal.id, place=last + 1, **vars(told))
    session.add(added)
    audit.write(session, by, "plan.indicator_added", **queries.named(session, plan, goal))
    return added


def change_indicator(
    session: TenantSession, by: uuid.UUID, plan: Plan, goal: Goal, indicator: GoalIndicator, told: IndicatorTold
) -> None:
    """Another beginning or target."""
    hold_in_work(session, plan)
    for name, value in vars(told).items():
        setattr(indicator, name, value)
    if session.is_modified(indicator):
        audit.write(session, by, "plan.indicator_changed", **queries.named(session, plan, goal))


def remove_indicator(
    session: TenantSession, by: uuid.UUID, plan: Plan, goal: Goal, indicator: GoalIndicator
) -> None:
    """The goal is followed by it no more."""
    hold_in_work(session, plan)
    session.delete(indicator)
    audit.write(session, by, "plan.indicator_removed", **queries.named(session, plan, goal))


def _add(session: TenantSession, by: uuid.UUID, plan: Plan, row: PlanRow, told: Told) -> PlanRow:
    hold_in_work(session, plan)
    require_members(session, _people(told))
    place_last(session, plan, row)
    _write(row, told)
    session.add(row)
    audit.write(session, by, "plan.row_added", **queries.named(session, plan, row))
    naming.tell(session, _people(told) - {by})
    return row


def place_last(session: TenantSession, plan: Plan, row: PlanRow) -> None:
    """A row that is not stored yet gets the next number, and the last place: places of siblings only grow."""
    kind = type(row)
    highest = select(func.max(kind.number), func.max(kind.place)).where(kind.plan_id == plan.id)
    number, place = session.execute(highest).one()
    row.plan_id, row.number, row.place = plan.id, (number or 0) + 1, (place or 0) + 1


def _write(row: PlanRow, told: Told) -> None:
    if getattr(told, "owner_id", None) != getattr(row, "owner_id", None):
        row.owned_since = clock.now() if told.owner_id else None
    for name, value in vars(told).items():
        setattr(row, name, list(value) if name == "tags" else value)


def _people(told: Told) -> set[uuid.UUID]:
    return {getattr(told, "owner_id", None), getattr(told, "deputy_id", None)} - {None}
