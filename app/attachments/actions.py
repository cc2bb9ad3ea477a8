"""What people do to the files of a report: bring one in, name it, take it away, put it back."""

import uuid
from hashlib import sha256

from app.attachments import queries
from app.attachments.kinds import Kind
from app.reports.actions import hold_open
from app.reports.models import Attachment, Report
from tenants import audit, clock
from tenants.boundary import TenantSession


def attach(
    session: TenantSession, by: uuid.UUID, report: Report, body: bytes, kind: Kind, names: dict[str, str]
) -> Attachment:
    """One more file; `names` are its names and alternative texts by field. Raises Refused("wrong_report_state")."""
    hold_open(session, by, report)
    attachment = Attachment(
        report_id=report.id, number=queries.next_number(session, report), added_by=by,
        format=kind.format, width=kind.width, height=kind.height,
        size=len(body), checksum=sha256(body).hexdigest(), body=body, **names,
    )  # fmt: skip
    session.add(attachment)
    session.flush()
    audit.write(session, by, "attachment.added", report=report.number, number=attachment.number)
    return attachment


def rename(
    session: TenantSession, by: uuid.UUID, report: Report, attachment: Attachment, names: dict[str, str]
) -> None:
    """Other names or alternative texts. Raises Refused("wrong_report_state")."""
    hold_open(session, by, report)
    for name, value in names.items():
        setattr(attachment, name, value)
    audit.write(session, by, "attachment.renamed", report=report.number, number=attachment.number)


def remove(session: TenantSession, by: uuid.UUID, report: Report, attachment: Attachment) -> None:
    """No longer shown or handed out; the file stays and can be put back. Raises Refused("wrong_report_state")."""
    hold_open(session, by, report)
    attachment.removed_at, attachment.removed_by = clock.now(), by
    audit.write(session, by, "attachment.removed", report=report.number, number=attachment.number)


def put_back(session: TenantSession, by: uuid.UUID, report: Report, attachment: Attachment) -> None:
    """Shown and handed out again. Raises Refused("wrong_report_state")."""
    hold_open(session, by, report)
    attachment.removed_at = attachment.removed_by = None
    audit.write(session, by, "attachment.put_back", report=report.number, number=attachment.number)
