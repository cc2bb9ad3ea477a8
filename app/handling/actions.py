"""Verbs of the way through the bodies: plan it, record what a body decided, tell which changes are made."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.handling import queries, rules
from app.handling.models import HandlingChange, HandlingStep
from app.handling.rules import Body, Decision
from app.reports.actions import lock, return_report
from app.reports.models import Report
from app.reports.rules import ReportState
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused


@dataclass(frozen=True)
class Decided:
    """What a body decided, and when; `changes` are those that it asked for besides the ones that are known."""

    decision: str
    meeting_on: date
    meeting_section: str | None
    changes: tuple[str, ...] = ()


def plan_way(session: TenantSession, by: uuid.UUID, report: Report) -> None:
    """Take the usual bodies into use, where there are none yet. Raises Refused("wrong_report_state")."""
    _hold(session, report)
    if queries.steps(session, report):
        return
    for number, (body, fi, sv) in enumerate(rules.FIRST_LIST, start=1):
        told = {"number": number, "place": number, "body": body, "title_fi": fi, "title_sv": sv}
        session.add(HandlingStep(report_id=report.id, **told))
    audit.write(session, by, "handling.planned", report=report.number)


def add_body(
    session: TenantSession, by: uuid.UUID, report: Report, body: str, titles: dict[str, str], before: int | None
) -> HandlingStep:
    """One more body, its turn before the step with that number or, with None, last. Raises Refused like `plan_way`."""
    _hold(session, report)
    steps = queries.steps(session, report)
    at = next((place for place, each in enumerate(steps) if each.number == before), len(steps))
    added = _added(session, report, steps, at, body, titles)
    audit.write(session, by, "handling.body_added", report=report.number, body=body)
    return added


def remove_body(session: TenantSession, by: uuid.UUID, report: Report, step: HandlingStep) -> None:
    """The report does not go there. Raises Refused with "decided_already" or "wrong_report_state"."""
    _hold(session, report, step)
    if step.decision is not None:
        raise Refused("decided_already")
    session.delete(step)
    audit.write(session, by, "handling.body_removed", report=report.number, body=step.body)


def move_body(session: TenantSession, by: uuid.UUID, report: Report, step: HandlingStep, way: str) -> None:
    """Its turn comes one place earlier ("up") or later. Raises Refused with "nothing_to_pass", "wrong_report_state"."""
    _hold(session, report, step)
    _lay_out(rules.moved(queries.steps(session, report), step, way))
    audit.write(session, by, "handling.body_moved", report=report.number, body=step.body)


def record(
    session: TenantSession, by: uuid.UUID, report: Report, step: HandlingStep, decided: Decided, language: str
) -> None:
    """What a body decided, or a correction of it; the changes are written in `language`.

    What is returned goes back to work and comes to the same body again. Raises Refused with "wrong_report_state",
    "not_submitted" or "wrong_decision".
    """
    _hold(session, report, step)
    rules.check_recordable(step.body, report.state)
    if decided.decision not in rules.decisions_of(step.body):
        raise Refused("wrong_decision")
    comes_again = decided.decision == Decision.RETURNED != step.decision
    step.decision, step.meeting_on, step.meeting_section = decided.decision, decided.meeting_on, decided.meeting_section
    step.recorded_at, step.recorded_by = clock.now(), by
    _ask(session, by, step, decided.changes, language)
    told = {"body": step.body, "decision": decided.decision, "meeting_on": decided.meeting_on.isoformat()}
    audit.write(session, by, "handling.recorded", report=report.number, **told)
    if comes_again:
        _send_back(session, by, report, step)


def mark_change(
    session: TenantSession, by: uuid.UUID, report: Report, change: HandlingChange, *, is_done: bool
) -> None:
    """A change is made in the report, or is not after all. Raises Refused("wrong_report_state")."""
    _hold(session, report)
    session.refresh(change)
    if is_done == (change.done_at is not None):
        return
    change.done_at, change.done_by = (clock.now(), by) if is_done else (None, None)
    if is_done:
        audit.write(session, by, "handling.change_done", report=report.number)
    else:
        audit.write(session, by, "handling.change_reopened", report=report.number)


def _hold(session: TenantSession, report: Report, step: HandlingStep | None = None) -> None:
    lock(session, report)
    rules.check_open(report.state)
    if step is not None:
        session.refresh(step)


def _send_back(session: TenantSession, by: uuid.UUID, report: Report, step: HandlingStep) -> None:
    if report.state == ReportState.SUBMITTED:
        return_report(session, by, report)
    steps = queries.steps(session, report)
    later = steps[steps.index(step) + 1 :]
    if not later or later[0].body != step.body or later[0].decision is not None:
        titles = {"title_fi": step.title_fi, "title_sv": step.title_sv}
        _added(session, report, steps, steps.index(step) + 1, Body(step.body), titles)


def _added(
    session: TenantSession, report: Report, steps: list[HandlingStep], at: int, body: str, titles: dict[str, str]
) -> HandlingStep:
    number = max((each.number for each in steps), default=0) + 1
    added = HandlingStep(report_id=report.id, number=number, place=0, body=body, **titles)
    session.add(added)
    _lay_out([*steps[:at], added, *steps[at:]])
    return added


def _lay_out(steps: Iterable[HandlingStep]) -> None:
    for place, step in enumerate(steps, start=1):
        step.place = place


def _ask(
    session: TenantSession, by: uuid.UUID, step: HandlingStep, changes: Iterable[str], language: str
) -> None:
    asked = {"report_id": step.report_id, "step_id": step.id, "language": language, "asked_by": by}
    session.add_all(HandlingChange(**asked, text=text) for text in changes)
