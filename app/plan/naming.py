"""Who answers for what in a plan; whoever is named hears of it by letter: one a day, however much was given to them.

The letter waits for the next morning and is drawn then, so it tells of everything that the receiver answers for by
that time, and of nothing that was given to somebody else meanwhile.
"""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import or_, select

from app.messages.actions import post
from app.messages.content import Content, NotNeeded, gathers
from app.plan import queries
from app.plan.actions import lock
from app.plan.models import Emphasis, Goal, Measure, Plan
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.membership import require_members

MORNING = timedelta(hours=6)
MOST_SHOWN = 10


def name_people(
    session: TenantSession,
    by: uuid.UUID,
    plan: Plan,
    row: Goal | Measure,
    owner: uuid.UUID | None,
    deputy: uuid.UUID | None,
) -> None:
    """Name others for a row, also after the decision: who answers for it is no part of that.

    Raises Refused("not_a_member").
    """
    lock(session, plan)
    session.refresh(row)
    new = {owner, deputy} - {row.owner_id, row.deputy_id, None}
    require_members(session, new)
    if owner != row.owner_id:
        row.owner_id, row.owned_since = owner, clock.now() if owner else None
    row.deputy_id = deputy
    if session.is_modified(row):
        audit.write(session, by, "plan.row_assigned", **queries.named(session, plan, row))
    tell(session, new - {by})


def tell(session: TenantSession, people: Iterable[uuid.UUID]) -> None:
    """These answer for more than before."""
    tomorrow = clock.today() + timedelta(days=1)
    for person_id in people:
        key = f"plan_assigned:{person_id}:{tomorrow}"
        morning = clock.beginning_of(tomorrow) + MORNING
        post(session, "plan_assigned", to_person=person_id, key=key, not_before=morning, person=person_id)


@gathers("plan_assigned")
def of_a_day(session: TenantSession, payload: dict[str, object]) -> Content:
    """What somebody answers for now, or deputises in: the latest given first."""
    own = _answered_for(session, uuid.UUID(payload["person"]))
    if not own:
        raise NotNeeded
    shown = [
        {
            "plan": plan,
            "number": row.number,
            "is_goal": isinstance(row, Goal),
            "title": {language: row.title(language) for language in ("fi", "sv")},
        }
        for row, plan in own[:MOST_SHOWN]
    ]
    return Content({"rows": shown, "more": len(own) - len(shown)})


def _answered_for(session: TenantSession, person_id: uuid.UUID) -> list[tuple[Goal | Measure, int]]:
    """(row, number of its plan)."""
    goals = select(Goal, Plan.number).join(Plan, Plan.id == Goal.plan_id)
    goals = goals.join(Emphasis, Emphasis.id == Goal.emphasis_id)
    measures = select(Measure, Plan.number).join(Plan, Plan.id == Measure.plan_id)
    measures = measures.join(Goal, Goal.id == Measure.goal_id).join(Emphasis, Emphasis.id == Goal.emphasis_id)
    found = []
    for asked, kind, above in ((goals, Goal, (Emphasis,)), (measures, Measure, (Goal, Emphasis))):
        own = or_(kind.owner_id == person_id, kind.deputy_id == person_id)
        there = [each.removed_at.is_(None) for each in (kind, *above)]
        found += [tuple(row) for row in session.execute(asked.where(own, *there))]
    return sorted(found, key=lambda each: (-each[1], -_since(each[0]), each[0].number))


def _since(row: Goal | Measure) -> float:
    return row.owned_since.timestamp() if row.owned_since else 0
