"""What people do to a whole plan: begin it, name it, take it to a decision and back to work."""

import uuid

from app.plan import queries, rules
from app.plan.models import Plan
from tenants import audit
from tenants.boundary import TenantSession
from tenants.errors import Refused

TITLE = {"fi": "Hyvinvointisuunnitelma", "sv": "Välfärdsplan"}


def begin_plan(
    session: TenantSession,
    by: uuid.UUID,
    first_year: int,
    last_year: int,
    titles: dict[str, str] | None = None,
    predecessor: Plan | None = None,
) -> Plan:
    """An empty plan; `titles` by language in place of the usual ones."""
    session.take_turn()
    titles = titles or {language: f"{title} {first_year}–{last_year}" for language, title in TITLE.items()}
    plan = Plan(
        number=queries.next_number(session),
        title_fi=titles["fi"],
        title_sv=titles["sv"],
        first_year=first_year,
        last_year=last_year,
        begun_by=by,
        predecessor_id=predecessor.id if predecessor else None,
    )
    session.add(plan)
    session.flush()
    audit.write(session, by, "plan.begun", number=plan.number)
    return plan


def rename_plan(
    session: TenantSession, by: uuid.UUID, plan: Plan, first_year: int, last_year: int, titles: dict[str, str]
) -> None:
    """Other titles or years. Raises Refused("wrong_plan_state")."""
    hold_in_work(session, plan)
    plan.first_year, plan.last_year = first_year, last_year
    plan.title_fi, plan.title_sv = titles["fi"], titles["sv"]
    if session.is_modified(plan):
        audit.write(session, by, "plan.renamed", number=plan.number)


def hold_in_work(session: TenantSession, plan: Plan) -> None:
    """Hold the plan to ourselves while something of it is changed. Raises Refused("wrong_plan_state") unless it is in
    work.
    """
    lock(session, plan)
    if plan.state != rules.PlanState.IN_WORK:
        raise Refused("wrong_plan_state")


def lock(session: TenantSession, plan: Plan) -> None:
    """Take the plan for this transaction: nothing in it changes under a decision, and no two rows get one number."""
    session.flush()
    session.refresh(plan, ["state"], with_for_update=True)
