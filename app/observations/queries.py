"""Questions about joys and worries: those of a report with what the figures say, the section they lead to, goals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import Session, aliased

from app.indicators.areas import register
from app.indicators.catalogue import every_basket, listed
from app.indicators.profile import ProfileRow, profile
from app.observations.models import GoalProposal, Observation
from app.observations.rules import Obstacle, Support, support
from app.plan.models import Goal, Plan
from app.reports.models import Report, Section
from tenants import people

TARGETS = "4"
"""The recommended section on strengths and development targets, where joys and worries lead."""


@dataclass(frozen=True)
class Weighed:
    """One joy or worry and what the figures say; `row` is its indicator beside the whole country."""

    observation: Observation
    row: ProfileRow | None
    support: Support
    obstacle: Obstacle | None


def observations_of(session: Session, report: Report) -> list[Observation]:
    """What was said for a report, in order, without what was taken back."""
    asked = select(Observation).where(Observation.report_id == report.id, Observation.withdrawn_at.is_(None))
    return list(session.scalars(asked.order_by(Observation.number)))


def observation(session: Session, report: Report, number: int) -> Observation | None:
    """One of them."""
    return next((each for each in observations_of(session, report) if each.number == number), None)


def weighed(session: Session, municipality_code: str, said: Iterable[Observation]) -> list[Weighed]:
    """Each with its indicator's tests, in as many questions as one takes."""
    said = list(said)
    own, country = register(session).areas_of(municipality_code, ["country"])
    ids = dict.fromkeys(each.indicator_id for each in said if each.indicator_id)
    rows = {row.indicator.id: row for row in profile(session, ids, own, country)}
    return [_weighed(each, rows.get(each.indicator_id)) for each in said]


def _weighed(said: Observation, row: ProfileRow | None) -> Weighed:
    if row is None:
        obstacle = Obstacle.NO_FIGURE if said.indicator_id else Obstacle.NO_INDICATOR
        return Weighed(said, None, Support.CANNOT_TELL, obstacle)
    return Weighed(said, row, *support(said.kind, row.comparison, row.trend))


def target_section(session: Session, report: Report) -> Section | None:
    """The section that proposals go to; None where the report has none."""
    wanted = (Section.report_id == report.id, Section.part == TARGETS, Section.deleted_at.is_(None))
    return session.scalar(select(Section).where(*wanted).order_by(Section.place).limit(1))


def goals_of(session: Session, report: Report) -> Sequence[Row]:
    """(id, language, text, proposed_at, number of the observation, proposer's name, number of the plan and of the goal
    that it became), the oldest first.
    """
    g, o, became = GoalProposal, Observation, aliased(Goal)
    proposer = people.name_of(g.proposed_by).label("proposer")
    goal, plan = became.number.label("goal_number"), Plan.number.label("plan_number")
    asked = (
        select(g.id, g.language, g.text, g.proposed_at, o.number, proposer, plan, goal)
        .join(o, o.id == g.observation_id)
        .outerjoin(became, and_(became.id == g.goal_id, became.removed_at.is_(None)))
        .outerjoin(Plan, Plan.id == became.plan_id)
        .where(g.report_id == report.id, o.withdrawn_at.is_(None))
    )
    return session.execute(asked.order_by(g.proposed_at)).all()


def proposal(session: Session, report: Report, typed: str) -> tuple[GoalProposal, Observation] | None:
    """One proposal with the joy or worry it is made of, by what a form says."""
    try:
        asked = select(GoalProposal, Observation).join(Observation, Observation.id == GoalProposal.observation_id)
        found = session.execute(asked.where(GoalProposal.id == UUID(typed), GoalProposal.report_id == report.id))
        return found.one_or_none()
    except ValueError:
        return None


def choices(session: Session, language: str) -> list[tuple[str, str, str]]:
    """(basket, number, title) of the indicators that may be put beside what was said."""
    baskets = every_basket()
    known = listed(session, [number for ids in baskets.values() for number in ids])
    return [
        (name, str(number), (known[number].title_sv if language == "sv" else "") or known[number].title_fi)
        for name, ids in baskets.items()
        for number in ids
        if number in known
    ]
