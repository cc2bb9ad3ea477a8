"""The welfare plan as it stands in a report that carries it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from app.plan.content import content_of, without_people
from app.plan.following import followed
from app.plan.models import PlanVersion
from app.plan.queries import plan_by_id
from app.plan.tags import every_tag
from app.reports.models import Report


def plan_in(session: Session, report: Report, municipality_code: str) -> dict[str, Any] | None:
    """Its content without people's ids, for it may be published; None where the report carries none.

    In an adopted report it is as it was decided by the day of the meeting, whatever was changed later.
    """
    if report.plan_id is None:
        return None
    decided = _decided_by_then(session, report) if report.is_frozen else None
    return without_people(decided.content if decided else _now(session, report, municipality_code))


def _decided_by_then(session: Session, report: Report) -> PlanVersion | None:
    version = PlanVersion
    found = select(version).where(version.plan_id == report.plan_id, version.meeting_on <= report.meeting_on)
    return session.scalar(found.order_by(version.number.desc()).limit(1).options(undefer(version.content)))


def _now(session: Session, report: Report, municipality_code: str) -> dict[str, Any]:
    plan = plan_by_id(session, report.plan_id)
    indicators = [each for goal in plan.goals for each in goal.indicators]
    return content_of(plan, followed(session, municipality_code, indicators), every_tag(session))
