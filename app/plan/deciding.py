"""Decisions about a plan: each freezes what the plan says into a version; a change in mid-term begins anew."""

import uuid
from datetime import date

from sqlalchemy import func, select, update

from app.plan import queries, rules
from app.plan.actions import lock
from app.plan.content import content_of
from app.plan.following import followed
from app.plan.models import Plan, PlanVersion
from app.plan.rules import PlanState
from app.plan.tags import every_tag
from app.plan.writing import in_one_language
from app.writing.checksum import checksum_of
from tenants import audit, registry
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.registry import TenantFacts

COUNCIL = "council"
"""What a version has as its body when the council adopted the report that carries the plan."""


def submit_plan(session: TenantSession, plan: Plan) -> None:
    """It goes to the bodies with the report that carries it, and waits. A plan that is decided already stays so.

    Raises Refused with "nothing_in_plan", "goals_without_measuring" or "in_one_language".
    """
    whole = _held(session, plan)
    if whole.state != PlanState.ADOPTED:
        _check_ready(whole, _facts(session))
        whole.state = rules.plan_after("submit", whole.state)


def return_plan(session: TenantSession, plan: Plan) -> None:
    """It is back in work with its report; what was decided stays decided."""
    lock(session, plan)
    if plan.state == PlanState.SUBMITTED:
        plan.state = rules.plan_after("return", plan.state)


def adopt_with_report(
    session: TenantSession, by: uuid.UUID, plan: Plan, meeting_on: date, meeting_section: str
) -> None:
    """The council adopts the report that carries it. A plan that was decided before has its own decision already."""
    lock(session, plan)
    if plan.state != PlanState.ADOPTED:
        adopt_plan(session, by, plan, {"fi": COUNCIL, "sv": COUNCIL}, meeting_on, meeting_section)


def adopt_plan(
    session: TenantSession, by: uuid.UUID, plan: Plan, body: dict[str, str], meeting_on: date, meeting_section: str
) -> PlanVersion:
    """Record the decision of a body, named by language: from now on nobody changes what the plan says, and this version
    of it stays.

    Raises Refused with "wrong_plan_state", "nothing_in_plan", "goals_without_measuring" or "in_one_language".
    """
    whole, tenant = _held(session, plan), _facts(session)
    after = rules.plan_after("adopt", whole.state)
    _check_ready(whole, tenant)
    version = _frozen(session, whole, tenant)
    version.decided_by_body_fi, version.decided_by_body_sv, version.decided_by = body["fi"], body["sv"], by
    version.meeting_on, version.meeting_section = meeting_on, meeting_section
    session.add(version)
    whole.state = after
    told = {"meeting_on": meeting_on.isoformat(), "section": meeting_section, "version": version.number}
    audit.write(session, by, "plan.decided", number=plan.number, **told)
    return version


def reopen_plan(session: TenantSession, by: uuid.UUID, plan: Plan) -> None:
    """Begin a change of a plan that was decided; its versions stay. Raises Refused("wrong_plan_state")."""
    lock(session, plan)
    plan.state = rules.plan_after("reopen", plan.state)
    audit.write(session, by, "plan.reopened", number=plan.number)


def correct_meeting(
    session: TenantSession, plan_id: uuid.UUID, before: tuple[date, str], now: tuple[date, str]
) -> None:
    """A mistyped meeting of the report's adoption is mended in the version that it made, too."""
    made = update(PlanVersion).where(PlanVersion.plan_id == plan_id, PlanVersion.decided_by_body_fi == COUNCIL)
    meeting = (PlanVersion.meeting_on == before[0], PlanVersion.meeting_section == before[1])
    session.execute(made.where(*meeting).values(meeting_on=now[0], meeting_section=now[1]))


def _held(session: TenantSession, plan: Plan) -> Plan:
    """The plan with everything in it, which nobody else changes until this is done."""
    lock(session, plan)
    key = (session.tenant_id, plan.id)
    return session.get_one(Plan, key, options=[queries.WHOLE], populate_existing=True)


def _check_ready(plan: Plan, tenant: TenantFacts) -> None:
    if not plan.goals:
        raise Refused("nothing_in_plan")
    if rules.without_measuring(plan.goals):
        raise Refused("goals_without_measuring")
    if tenant.is_bilingual and in_one_language(plan):
        raise Refused("in_one_language")


def _facts(session: TenantSession) -> TenantFacts:
    (tenant,) = registry.facts_of(session, [session.tenant_id])
    return tenant


def _frozen(session: TenantSession, plan: Plan, tenant: TenantFacts) -> PlanVersion:
    indicators = [each for goal in plan.goals for each in goal.indicators]
    content = content_of(plan, followed(session, tenant.municipality_code, indicators), every_tag(session))
    number = (session.scalar(select(func.max(PlanVersion.number)).where(PlanVersion.plan_id == plan.id)) or 0) + 1
    return PlanVersion(plan_id=plan.id, number=number, content=content, checksum=checksum_of(content))
