"""Questions about a report's files; the bytes are asked for one by one."""

import uuid
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.reports.models import Attachment, Report


def attachments(session: Session, report: Report) -> list[Attachment]:
    """Every file of a report, those that were removed too, in the order in which they came."""
    return list(session.scalars(select(Attachment).filter_by(report_id=report.id).order_by(Attachment.number)))


def attachment_at(session: Session, report_number: int, number: int) -> Attachment | None:
    """One file with its report; removed or not."""
    wanted = select(Attachment).join(Report, Report.id == Attachment.report_id)
    return session.scalar(wanted.where(Report.number == report_number, Attachment.number == number))


def body_of(session: Session, attachment_id: uuid.UUID) -> bytes:
    """A file's bytes."""
    return session.scalars(select(Attachment.body).filter_by(id=attachment_id)).one()


def bodies(session: Session, report: Report, numbers: Iterable[int]) -> dict[int, bytes]:
    """The bytes of some of a report's files, by number."""
    wanted = select(Attachment.number, Attachment.body).filter_by(report_id=report.id)
    return dict(session.execute(wanted.where(Attachment.number.in_(list(numbers)))).all())


def next_number(session: Session, report: Report) -> int:
    """The number that a new file of a report gets; hold the report first."""
    return (session.scalar(select(func.max(Attachment.number)).filter_by(report_id=report.id)) or 0) + 1
