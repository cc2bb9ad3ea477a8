"""What people do to the order of a plan in work: move rows, put them under others, split, merge, remove, bring back.

Every one raises Refused("wrong_plan_state") where the plan is not in work. Nothing is ever deleted: what is merged into
another row or removed stays, and can be brought back.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select

from app.plan import queries, rules
from app.plan.actions import hold_in_work
from app.plan.models import Emphasis, Goal, GoalIndicator, Measure, Plan, PlanRow
from app.plan.row_actions import place_last, told_of
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused

COPIED_INDICATOR = (
    "indicator_id", "own_indicator_id", "population_group", "baseline_period", "baseline_value", "target_value",
    "target_year",
)  # fmt: skip
CHILD = {Emphasis: Goal, Goal: Measure}


def move_row(session: TenantSession, by: uuid.UUID, plan: Plan, row: PlanRow, way: str) -> None:
    """One step "up" or "down" among its siblings. Raises Refused("nothing_to_pass")."""
    hold_in_work(session, plan)
    before = queries.named(session, plan, row)["number"]
    order = list(session.scalars(queries.siblings(row)))
    at = order.index(row)
    other = at - 1 if way == "up" else at + 1
    if not 0 <= other < len(order):
        raise Refused("nothing_to_pass")
    row.place, order[other].place = order[other].place, row.place
    audit.write(session, by, "plan.row_moved", **queries.named(session, plan, row), before=before)


def order_rows(session: TenantSession, by: uuid.UUID, plan: Plan, places: Mapping[PlanRow, int]) -> None:
    """Rows go to places among their siblings, counted from 1; the others keep their order around them."""
    hold_in_work(session, plan)
    before = {row: queries.named(session, plan, row)["number"] for row in places}
    done: set[PlanRow] = set()
    for row in places:
        if row not in done:
            family = list(session.scalars(queries.siblings(row)))
            _lay_out(rules.in_order(family, places))
            done.update(family)
    for row, number in before.items():
        audit.write(session, by, "plan.row_moved", **queries.named(session, plan, row), before=number)


def _lay_out(family: list[PlanRow]) -> None:
    for row, place in zip(family, sorted(each.place for each in family), strict=True):
        row.place = place


def put_under(session: TenantSession, by: uuid.UUID, plan: Plan, row: Goal | Measure, parent: PlanRow) -> None:
    """A goal becomes the last one of another emphasis, a measure of another goal. Raises Refused("same_plan") where it
    is there already.
    """
    hold_in_work(session, plan)
    column = queries.PARENT[type(row)]
    if getattr(row, column) == parent.id:
        raise Refused("same_plan")
    before = queries.named(session, plan, row)["number"]
    _last(session, plan, row, parent)
    audit.write(session, by, "plan.row_moved", **queries.named(session, plan, row), before=before)


def remove_row(session: TenantSession, by: uuid.UUID, plan: Plan, row: PlanRow) -> None:
    """Leave a row out of the plan with all that stands under it; once is enough."""
    hold_in_work(session, plan)
    if row.removed_at is None:
        told = queries.named(session, plan, row)
        _mark(session, row, clock.now(), by)
        audit.write(session, by, "plan.row_removed", **told)


def restore_row(session: TenantSession, by: uuid.UUID, plan: Plan, row: PlanRow) -> None:
    """Bring a row back to its place, with what was removed together with it."""
    hold_in_work(session, plan)
    if row.removed_at is not None:
        when = row.removed_at
        for each in [row, *_under(session, row)]:
            if each.removed_at == when:
                each.removed_at = each.removed_by = None
        audit.write(session, by, "plan.row_restored", **queries.named(session, plan, row))


def split_goal(
    session: TenantSession, by: uuid.UUID, plan: Plan, goal: Goal, titles: dict[str, str], moved: Iterable[Measure]
) -> Goal:
    """A new goal with other titles and what else this one says, its figures too; some measures move to it."""
    hold_in_work(session, plan)
    new = _copy(session, plan, goal, Goal(emphasis_id=goal.emphasis_id), titles)
    for each in session.scalars(select(GoalIndicator).where(GoalIndicator.goal_id == goal.id)):
        copied = {name: getattr(each, name) for name in COPIED_INDICATOR}
        session.add(GoalIndicator(plan_id=plan.id, goal_id=new.id, place=each.place, **copied))
    for each in moved:
        _last(session, plan, each, new)
    audit.write(session, by, "plan.row_split", **queries.named(session, plan, goal))
    return new


def split_measure(
    session: TenantSession, by: uuid.UUID, plan: Plan, measure: Measure, titles: dict[str, str]
) -> Measure:
    """A new measure with other titles and what else this one says, but for its cost, which stays where it was."""
    hold_in_work(session, plan)
    new = _copy(session, plan, measure, Measure(goal_id=measure.goal_id), titles)
    new.cost_cents = None
    audit.write(session, by, "plan.row_split", **queries.named(session, plan, measure))
    return new


def merge_goals(session: TenantSession, by: uuid.UUID, plan: Plan, goal: Goal, into: Goal) -> None:
    """A goal's measures, figures and statutory plans come to another one; what it said itself is among the removed."""
    hold_in_work(session, plan)
    told = queries.named(session, plan, goal)
    for each in list(goal.measures):
        _last(session, plan, each, into)
    known = {(each.indicator_id, each.own_indicator_id, each.population_group) for each in into.indicators}
    for each in goal.indicators:
        if (each.indicator_id, each.own_indicator_id, each.population_group) not in known:
            copied = {name: getattr(each, name) for name in COPIED_INDICATOR}
            place = max((other.place for other in into.indicators), default=0) + each.place
            session.add(GoalIndicator(plan_id=plan.id, goal_id=into.id, place=place, **copied))
    into.tags = sorted({*into.tags, *goal.tags})
    goal.removed_at, goal.removed_by = clock.now(), by
    audit.write(session, by, "plan.row_merged", **told, into=queries.named(session, plan, into)["number"])


def merge_measures(session: TenantSession, by: uuid.UUID, plan: Plan, measure: Measure, into: Measure) -> None:
    """What a measure says besides its title is added to another one's; itself it is among the removed."""
    hold_in_work(session, plan)
    told = queries.named(session, plan, measure)
    for name in ("partners_fi", "partners_sv", "resource_fi", "resource_sv"):
        parts = dict.fromkeys(filter(None, (getattr(into, name), getattr(measure, name))))
        setattr(into, name, "; ".join(parts))
    costs = [each.cost_cents for each in (into, measure) if each.cost_cents is not None]
    into.cost_cents = sum(costs) if costs else None
    into.begins_on = _outer(min, into.begins_on, measure.begins_on)
    into.ends_on = _outer(max, into.ends_on, measure.ends_on)
    if into.owner_id is None and measure.owner_id != into.deputy_id:
        into.owner_id, into.owned_since = measure.owner_id, measure.owned_since
    into.tags = sorted({*into.tags, *measure.tags})
    measure.removed_at, measure.removed_by = clock.now(), by
    audit.write(session, by, "plan.row_merged", **told, into=queries.named(session, plan, into)["number"])


def _outer(choose, *days: date | None) -> date | None:
    known = [each for each in days if each]
    return choose(known) if known else None


def _copy(session: TenantSession, plan: Plan, row: PlanRow, new: PlanRow, titles: dict[str, str]) -> PlanRow:
    """A new row right after another one that says the same under other titles."""
    for name, value in vars(told_of(row)).items():
        setattr(new, name, list(value) if name == "tags" else value)
    new.title_fi, new.title_sv = titles["fi"], titles["sv"]
    new.owned_since = row.owned_since
    place_last(session, plan, new)
    later = [each for each in session.scalars(queries.siblings(row)) if each.place > row.place]
    places = sorted([new.place, *(each.place for each in later)])
    for each, place in zip([new, *later], places, strict=True):
        each.place = place
    session.add(new)
    session.flush()
    return new


def _last(session: TenantSession, plan: Plan, row: PlanRow, parent: PlanRow) -> None:
    number = row.number
    setattr(row, queries.PARENT[type(row)], parent.id)
    place_last(session, plan, row)
    row.number = number
    session.flush()


def _mark(session: TenantSession, row: PlanRow, when, by: uuid.UUID) -> None:
    for each in [row, *_under(session, row)]:
        if each.removed_at is None:
            each.removed_at, each.removed_by = when, by
    session.flush()


def _under(session: TenantSession, row: PlanRow) -> list[PlanRow]:
    """What stands under a row, and under that."""
    kind = CHILD.get(type(row))
    if kind is None:
        return []
    children = list(session.scalars(select(kind).where(getattr(kind, queries.PARENT[kind]) == row.id)))
    return [*children, *(each for child in children for each in _under(session, child))]
