"""The final editing of a report: one person has its texts alone for two hours at most."""

import uuid
from datetime import timedelta

from app.messages.actions import post
from app.reports.actions import lock
from app.reports.models import Report
from app.reports.rules import ReportState, check_final_editing
from tenants import audit, clock, membership
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.permissions import may

LASTS = timedelta(hours=2)
"""Whoever forgets to end it keeps nobody out for longer."""


def take(session: TenantSession, by: uuid.UUID, report: Report) -> None:
    """Hold the final editing from now on, or for longer. Raises Refused with "final_editing", "wrong_report_state"."""
    _hold_in_work(session, report)
    check_final_editing(report, by, clock.now())
    _give(report, by)
    audit.write(session, by, "final_editing.taken", report=report.number)


def hand_over(
    session: TenantSession, by: uuid.UUID, report: Report, to: uuid.UUID, *, may_release: bool = False
) -> None:
    """Somebody else who writes holds it, for two hours from now; by whoever holds it or `may_release` it.

    Raises Refused like `release`, and with "not_a_writer" or "wrong_report_state".
    """
    _hold_in_work(session, report)
    holder = _require_held(report, by, may_release)
    member = membership.member(session, to)
    if member is None or not may(member.role, "section.write"):
        raise Refused("not_a_writer")
    _give(report, to)
    audit.write(session, by, "final_editing.handed_over", report=report.number, people=[str(to)])
    _tell(session, "final_editing_given", {to} - {by, holder}, report)
    _tell(session, "final_editing_ended", {holder} - {by, to}, report)


def release(session: TenantSession, by: uuid.UUID, report: Report, *, may_release: bool = False) -> None:
    """Everybody writes again. Raises Refused with "not_held", or "final_editing" where it is another's."""
    lock(session, report)
    holder = _require_held(report, by, may_release)
    report.locked_by = report.locked_until = None
    audit.write(session, by, "final_editing.released", report=report.number, people=[str(holder)])
    _tell(session, "final_editing_ended", {holder} - {by}, report)


def _hold_in_work(session: TenantSession, report: Report) -> None:
    lock(session, report)
    if report.state != ReportState.IN_WORK:
        raise Refused("wrong_report_state")


def _require_held(report: Report, by: uuid.UUID, may_release: bool) -> uuid.UUID:
    """Who holds it."""
    now = clock.now()
    holder = report.final_editor(now)
    if holder is None:
        raise Refused("not_held")
    if not may_release:
        check_final_editing(report, by, now)
    return holder


def _tell(session: TenantSession, kind: str, people: set[uuid.UUID], report: Report) -> None:
    for person_id in people:
        post(session, kind, to_person=person_id, report=report.number)


def _give(report: Report, to: uuid.UUID) -> None:
    report.locked_by, report.locked_until = to, clock.now() + LASTS
