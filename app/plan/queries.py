"""Questions about welfare plans; each gives everything its page needs."""

import uuid
from collections import Counter, defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload, undefer

from app.indicators.models import ListedIndicator
from app.plan.models import Emphasis, Goal, Measure, Plan, PlanRow, PlanVersion
from app.plan.rules import PlanState

PARENT = {Emphasis: "plan_id", Goal: "emphasis_id", Measure: "goal_id"}
"""Under what a row stands, by the kind of row."""

ROWS = {kind.__tablename__: kind for kind in PARENT}
WHOLE = (
    selectinload(Plan.emphases)
    .selectinload(Emphasis.goals)
    .options(selectinload(Goal.measures), selectinload(Goal.indicators))
)


def plans(session: Session) -> list[Plan]:
    """Every plan, newest first."""
    return list(session.scalars(select(Plan).order_by(Plan.number.desc())))


def counts(session: Session) -> dict[uuid.UUID, Counter[str]]:
    """How many measures each plan has, by plan and status."""
    m = Measure
    counted = select(m.plan_id, m.status, func.count()).where(m.removed_at.is_(None)).group_by(m.plan_id, m.status)
    found: dict[uuid.UUID, Counter[str]] = defaultdict(Counter)
    for plan_id, status, count in session.execute(counted):
        found[plan_id][status] = count
    return found


def plan_by_number(session: Session, number: int) -> Plan | None:
    """One plan with everything that stands in it, in five questions however long it is."""
    return session.scalar(select(Plan).where(Plan.number == number).options(WHOLE))


def plan_by_id(session: Session, plan_id: uuid.UUID) -> Plan | None:
    """The same by its id, which a report has."""
    return session.scalar(select(Plan).where(Plan.id == plan_id).options(WHOLE))


def emphases_in_work(session: Session) -> list[tuple[Plan, Emphasis]]:
    """Every emphasis that a goal can be written under now, the newest plan's first."""
    both = select(Plan, Emphasis).join(Emphasis, Emphasis.plan_id == Plan.id)
    wanted = both.where(Plan.state == PlanState.IN_WORK, Emphasis.removed_at.is_(None))
    return [tuple(row) for row in session.execute(wanted.order_by(Plan.number.desc(), Emphasis.place))]


def versions(session: Session, plan: Plan) -> list[PlanVersion]:
    """Those that were decided, the newest first, without their content."""
    found = select(PlanVersion).where(PlanVersion.plan_id == plan.id)
    return list(session.scalars(found.order_by(PlanVersion.number.desc())))


def version(session: Session, plan: Plan, number: int) -> PlanVersion | None:
    """One of them, with its content."""
    found = select(PlanVersion).where(PlanVersion.plan_id == plan.id, PlanVersion.number == number)
    return session.scalar(found.options(undefer(PlanVersion.content)))


def row_by_number(session: Session, plan: Plan, kind: str, number: int) -> PlanRow | None:
    """One row of the kind (emphasis, goal or measure); also one that was removed."""
    row = ROWS[kind]
    return session.scalar(select(row).where(row.plan_id == plan.id, row.number == number))


def numbers(plan: Plan) -> dict[uuid.UUID, str]:
    """What readers see before the titles, by row: 1, 1.2, 1.2.3."""
    counted = {}
    for first, emphasis in enumerate(plan.emphases, start=1):
        counted[emphasis.id] = f"{first}"
        for second, goal in enumerate(emphasis.goals, start=1):
            counted[goal.id] = f"{first}.{second}"
            counted |= {each.id: f"{first}.{second}.{third}" for third, each in enumerate(goal.measures, start=1)}
    return counted


def named(session: Session, plan: Plan, row: PlanRow) -> dict[str, object]:
    """The plan, the kind of row and the number that readers see before its title now, for the trail."""
    return {"plan": plan.number, "row": row.__tablename__, "number": ".".join(reversed(_counted(session, row)))}


def _counted(session: Session, row: PlanRow) -> list[str]:
    """The row's place among its siblings, then that of the row it stands under, and so on."""
    kind = type(row)
    before = siblings(row).with_only_columns(func.count()).order_by(None).where(kind.place <= row.place)
    session.flush()
    place = str(session.scalar(before))
    if kind is Emphasis:
        return [place]
    above = session.get_one(Goal if kind is Measure else Emphasis, (row.tenant_id, getattr(row, PARENT[kind])))
    return [place, *_counted(session, above)]


def siblings(row: PlanRow):
    """A question for the rows that stand under the same one and have not been removed, in order."""
    kind, parent = type(row), PARENT[type(row)]
    same = getattr(kind, parent) == getattr(row, parent)
    return select(kind).where(same, kind.removed_at.is_(None)).order_by(kind.place)


def removed_rows(session: Session, plan: Plan) -> list[PlanRow]:
    """What was left out of a plan, the latest first; what went with the row that it stands under comes back with it."""
    found = []
    for kind, column in PARENT.items():
        gone = select(kind).where(kind.plan_id == plan.id, kind.removed_at.is_not(None))
        above = {Goal: Emphasis, Measure: Goal}.get(kind)
        if above:
            gone = gone.join(above, above.id == getattr(kind, column)).where(above.removed_at.is_(None))
        found += session.scalars(gone)
    return sorted(found, key=lambda row: row.removed_at, reverse=True)


def listed_numbers(session: Session) -> set[int]:
    """The numbers of every indicator that Sotkanet has."""
    return set(session.scalars(select(ListedIndicator.id)))


def next_number(session: Session) -> int:
    """The number a new plan gets; take a turn first."""
    return (session.scalar(select(func.max(Plan.number))) or 0) + 1
