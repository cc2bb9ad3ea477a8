"""What people do to joys and worries: write them down, change, take back, and propose text and goals from them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from app.observations.models import GoalProposal, Observation
from app.observations.rules import JOY
from app.plan.models import Emphasis, Goal, Plan
from app.plan.row_actions import GoalTold, add_goal
from app.reports.actions import hold_in_work
from app.reports.models import Report, Section
from app.sections.actions import hold_open, save_text
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused

KINDS = {
    "fi": {True: "Ilonaihe", False: "Huolenaihe"},
    "sv": {True: "Glädjeämne", False: "Orosmoment"},
}
"""How a proposal begins, in the language it was said in, whatever the page's is."""


@dataclass(frozen=True)
class Told:
    """Who said it and what it is about."""

    kind: str
    language: str
    group_name: str
    age_group: str
    theme: str
    indicator_id: int | None = None


def add(session: TenantSession, by: uuid.UUID, report: Report, told: Told, texts: Iterable[str]) -> None:
    """As many as there are texts, all of one group. Raises Refused("wrong_report_state")."""
    hold_in_work(session, report)
    session.take_turn()
    last = session.scalar(select(func.max(Observation.number)).where(Observation.report_id == report.id)) or 0
    added = [
        Observation(report_id=report.id, number=number, text=text, written_by=by, **vars(told))
        for number, text in enumerate(texts, start=last + 1)
    ]
    session.add_all(added)
    audit.write(session, by, "observation.added", report=report.number, count=len(added))


def change(
    session: TenantSession,
    by: uuid.UUID,
    report: Report,
    observation: Observation,
    told: Told,
    text: str,
    seen: str | None = None,
) -> None:
    """What was misheard or put in the wrong place; `seen` is the text that its writer went on from.

    Raises Refused with "wrong_report_state", or "changed_meanwhile" where another text stands there by now.
    """
    hold_in_work(session, report)
    session.refresh(observation, with_for_update=True)
    if seen not in (None, observation.text) and text != observation.text:
        raise Refused("changed_meanwhile")
    for name, value in (vars(told) | {"text": text}).items():
        setattr(observation, name, value)
    if session.is_modified(observation):
        audit.write(session, by, "observation.changed", report=report.number, number=observation.number)


def withdraw(session: TenantSession, by: uuid.UUID, report: Report, observation: Observation) -> None:
    """It is shown no more; once is enough. Raises Refused("wrong_report_state")."""
    hold_in_work(session, report)
    if observation.withdrawn_at is None:
        observation.withdrawn_at, observation.withdrawn_by = clock.now(), by
        audit.write(session, by, "observation.withdrawn", report=report.number, number=observation.number)


def propose_text(session: TenantSession, by: uuid.UUID, observation: Observation, section: Section) -> None:
    """Put it at the end of a section's text in the language it was said in, once.

    Raises Refused like `save_text`, and with "proposed_already".
    """
    hold_open(session, section)
    session.refresh(observation, with_for_update=True)
    if observation.proposed_at is not None:
        raise Refused("proposed_already")
    language = observation.language
    said = f"{KINDS[language][observation.kind == JOY]} ({observation.group_name}): {observation.text}"
    text = "\n\n".join(filter(None, (section.text(language), said)))
    save_text(session, by, section, language, text, section.version(language))
    observation.proposed_at, observation.proposed_by = clock.now(), by
    told = {"report": section.report.number, "section": section.number, "number": observation.number}
    audit.write(session, by, "observation.proposed", **told)


def propose_goal(
    session: TenantSession, by: uuid.UUID, report: Report, observation: Observation, language: str, text: str
) -> None:
    """Keep a goal for the plan. Raises Refused("wrong_report_state")."""
    hold_in_work(session, report)
    told = {"report_id": report.id, "observation_id": observation.id, "language": language, "text": text}
    session.add(GoalProposal(**told, proposed_by=by))
    audit.write(session, by, "goal.proposed", report=report.number, number=observation.number)


def take_goal(
    session: TenantSession, by: uuid.UUID, plan: Plan, emphasis: Emphasis, proposal: GoalProposal, said: Observation
) -> Goal:
    """Make a proposal a goal under an emphasis; the proposal remembers it. Raises Refused with "wrong_plan_state", or
    "taken_already" where a plan has it.
    """
    session.refresh(proposal, with_for_update=True)
    before = session.get(Goal, (session.tenant_id, proposal.goal_id)) if proposal.goal_id else None
    if before is not None and before.removed_at is None:
        raise Refused("taken_already")
    told = {f"title_{proposal.language}": proposal.text, "age_group": said.age_group}
    goal = add_goal(session, by, plan, emphasis, GoalTold(**told))
    session.flush()
    proposal.goal_id = goal.id
    return goal
