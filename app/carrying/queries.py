"""Questions about what a report is begun from: how the plan's measures went, what its goals came to, last year's."""

import uuid
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.carrying.tables import Reached, Taken
from app.follow_up.models import FollowUpRound, MeasureFollowUp
from app.own_figures.periods import period_of, said
from app.plan.following import Followed, followed
from app.plan.models import Goal, GoalIndicator, Measure, Plan
from app.plan.queries import plan_by_id
from app.plan.rules import MeasureStatus
from app.reports.models import Report
from app.reports.rules import Kind
from tenants.clock import HELSINKI

BOTH = ("fi", "sv")
IN_NEW_YEAR = 4
"""The month until which what is reported looks back at the year before."""


def last_annual(session: Session, plan: Plan, year: int) -> Report | None:
    """The annual report of the plan before that of this year."""
    earlier = select(Report).where(*_annual(plan), Report.last_year < year)
    return session.scalar(earlier.order_by(Report.last_year.desc(), Report.number.desc()).limit(1))


def last_year_told_of(session: Session, plan: Plan) -> int | None:
    """The latest year of the plan that an annual report tells of."""
    return session.scalar(select(func.max(Report.last_year)).where(*_annual(plan)))


def annual_of(session: Session, plan: Plan, year: int) -> Report | None:
    """The annual report of a year, where it is begun already."""
    asked = select(Report).where(*_annual(plan), Report.first_year == year)
    return session.scalar(asked.order_by(Report.number.desc()).limit(1))


def _annual(plan: Plan) -> tuple[ColumnElement[bool], ...]:
    return Report.kind == Kind.ANNUAL, Report.plan_id == plan.id


def plan_of(session: Session, report: Report) -> Plan | None:
    """The plan that a report carries, whole."""
    return plan_by_id(session, report.plan_id) if report.plan_id else None


def earlier_reports(session: Session, report: Report) -> list[Report]:
    """What a report can be read beside: its predecessor first, then the others that were begun before it."""
    others = select(Report).where(Report.number < report.number).order_by(Report.number.desc())
    return sorted(session.scalars(others), key=lambda each: each.id != report.predecessor_id)


def taken(session: Session, plan: Plan, year: int | None = None) -> list[Taken]:
    """The plan's measures with what was told of them last, by the end of a year if one is given."""
    told = _told(session, plan, year)
    told_since = _told(session, plan).keys() - told.keys() if year is not None else frozenset()
    return [
        _taken(goal, measure, told.get(measure.id), is_told_since=measure.id in told_since)
        for goal in plan.goals
        for measure in goal.measures
    ]


def _taken(goal: Goal, measure: Measure, last: MeasureFollowUp | None, *, is_told_since: bool) -> Taken:
    """The state that a measure has now is none of a year of which nothing was told but later."""
    before = MeasureStatus.NOT_BEGUN if is_told_since else measure.status
    return Taken(
        goal={code: goal.title(code) for code in BOTH},
        measure={code: measure.title(code) for code in BOTH},
        body={code: measure.said("body", code) for code in BOTH},
        status=last.status if last else before,
        told={code: _joined(last, code) if last else "" for code in BOTH},
    )


def _joined(told: MeasureFollowUp, language: str) -> str:
    texts = (told.said("outcome", language), told.said("sentence", language))
    return " – ".join(filter(None, texts))


def _told(session: Session, plan: Plan, year: int | None = None) -> dict[uuid.UUID, MeasureFollowUp]:
    f, r = MeasureFollowUp, FollowUpRound
    newest = select(f).where(f.plan_id == plan.id).ext(distinct_on(f.measure_id))
    if year is not None:
        after = datetime(year + 1, IN_NEW_YEAR, 1, tzinfo=HELSINKI)
        of_round = (r.tenant_id == f.tenant_id) & (r.id == f.round_id)
        by_then = or_(r.year <= year, f.round_id.is_(None) & (f.reported_at < after))
        newest = newest.join(r, of_round, isouter=True).where(by_then)
    rows = session.scalars(newest.order_by(f.measure_id, f.reported_at.desc(), f.id))
    return {each.measure_id: each for each in rows}


def actuals(session: Session, municipality_code: str, plan: Plan) -> dict[uuid.UUID, Followed]:
    """How the figures that the plan's goals are followed by are now, by the id of what the goal has."""
    return followed(session, municipality_code, [each for goal in plan.goals for each in goal.indicators])


def reached(session: Session, municipality_code: str, plan: Plan) -> list[Reached]:
    """What every goal of the plan has come to."""
    now = actuals(session, municipality_code, plan)
    return [row for goal in plan.goals for row in _reached(goal, now)]


def _reached(goal: Goal, now: dict[uuid.UUID, Followed]) -> list[Reached]:
    title = {code: goal.title(code) for code in BOTH}
    if not goal.indicators:
        return [Reached(title, {code: goal.said("measured", code) for code in BOTH})]
    return [_figures(title, each, now[each.id]) for each in goal.indicators]


def _figures(goal: dict[str, str], indicator: GoalIndicator, now: Followed) -> Reached:
    return Reached(
        goal=goal,
        title={code: now.title[code] or now.title["fi" if code == "sv" else "sv"] for code in BOTH},
        decimals=now.decimals,
        baseline=_at(indicator.baseline_period, indicator.baseline_value),
        target=_at(str(indicator.target_year or ""), indicator.target_value),
        actual=(now.latest.period, now.latest.value) if now.latest else None,
    )


def _at(when: str, value):
    """A figure with its time; a period that is known by its days is said in each language."""
    days = period_of(when)
    times = {code: said(when, *days, code) if days else when for code in BOTH}
    return None if value is None else (times, value)
