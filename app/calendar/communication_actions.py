"""What people do to a report's plan of communication."""

import uuid
from dataclasses import dataclass
from datetime import date

from app.calendar import queries
from app.calendar.actions import bring_back, hold, take_out
from app.calendar.models import CommunicationEntry
from app.reports.models import Report
from app.sections.people_actions import require_members
from tenants import audit, clock
from tenants.boundary import TenantSession


@dataclass(frozen=True)
class Planned:
    """To whom, how, with which message, when and by whom a report is told of."""

    group_fi: str
    group_sv: str
    channel_fi: str
    channel_sv: str
    message_fi: str
    message_sv: str
    planned_on: date
    owner_id: uuid.UUID | None = None


def add_communication(
    session: TenantSession, by: uuid.UUID, report: Report, planned: Planned
) -> CommunicationEntry:
    """One more row, also of an adopted report: it is told of afterwards. Raises Refused("not_a_member")."""
    require_members(session, {planned.owner_id} - {None})
    session.take_turn()
    row = CommunicationEntry(
        report_id=report.id, number=queries.last_of_report(session, report) + 1, **vars(planned)
    )
    session.add(row)
    audit.write(session, by, "communication.added", report=report.number, number=row.number)
    return row


def change_communication(
    session: TenantSession, by: uuid.UUID, report: Report, row: CommunicationEntry, planned: Planned, seen: str
) -> None:
    """Say it otherwise. Raises Refused with "not_a_member", "changed_meanwhile" or "removed_meanwhile"."""
    require_members(session, {planned.owner_id} - {None})
    hold(session, row, seen)
    for name, value in vars(planned).items():
        setattr(row, name, value)
    if session.is_modified(row):
        audit.write(session, by, "communication.changed", report=report.number, number=row.number)


def mark_done(session: TenantSession, by: uuid.UUID, report: Report, row: CommunicationEntry) -> None:
    """It has been done; who says so stands beside it. Raises Refused("removed_meanwhile")."""
    hold(session, row)
    if row.done_at is None:
        row.done_at, row.done_by = clock.now(), by
        audit.write(session, by, "communication.done", report=report.number, number=row.number)


def mark_not_done(session: TenantSession, by: uuid.UUID, report: Report, row: CommunicationEntry) -> None:
    """It has not been done after all. Raises Refused("removed_meanwhile")."""
    hold(session, row)
    if row.done_at is not None:
        row.done_at = row.done_by = None
        audit.write(session, by, "communication.not_done", report=report.number, number=row.number)


def remove_communication(session: TenantSession, by: uuid.UUID, report: Report, row: CommunicationEntry) -> None:
    """Take it out of the plan; once is enough."""
    if take_out(session, by, row):
        audit.write(session, by, "communication.removed", report=report.number, number=row.number)


def restore_communication(session: TenantSession, by: uuid.UUID, report: Report, row: CommunicationEntry) -> None:
    """Bring it back as it was."""
    if bring_back(session, row):
        audit.write(session, by, "communication.brought_back", report=report.number, number=row.number)
