"""Questions about exports and deletions."""

import uuid
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.leaving.models import DeletionRecord, Export, ExportChunk
from app.leaving.rules import FAILED_AFTER, KEPT
from billing.models import Invoice
from tenants import clock

Key = tuple[uuid.UUID, uuid.UUID]


def exports(session: Session) -> list[Export]:
    """The municipality's exports that are being made or can be fetched, newest first."""
    since = clock.now() - KEPT
    asked = select(Export).where(or_(Export.ended_at.is_(None), Export.ended_at > since))
    return list(session.scalars(asked.order_by(Export.asked_at.desc())))


def ready_export(session: Session, export_id: uuid.UUID) -> Export | None:
    """One that can be fetched."""
    return next((each for each in exports(session) if each.id == export_id and each.state == "ready"), None)


def chunk(session: Session, export_id: uuid.UUID, position: int) -> bytes | None:
    """A piece of an export; None after the last."""
    return session.scalar(
        select(ExportChunk.body).where(ExportChunk.export_id == export_id, ExportChunk.position == position)
    )


def exports_to_make(session: Session) -> list[Key]:
    """Keys (municipality, export) of what waits, oldest first; on the worker's plane."""
    waiting = select(Export.tenant_id, Export.id).where(Export.state == "waiting").order_by(Export.asked_at)
    return [tuple(row) for row in session.execute(waiting)]


def exports_to_forget(session: Session) -> list[Key]:
    """Keys of what nobody can fetch any more; on the worker's plane."""
    over = select(Export.tenant_id, Export.id).where(Export.ended_at < clock.now() - KEPT)
    return [tuple(row) for row in session.execute(over)]


def open_deletion(session: Session, about: uuid.UUID) -> DeletionRecord | None:
    """The deletion of a municipality that has been asked for, and neither stopped nor done."""
    d = DeletionRecord
    return session.scalar(select(d).where(d.about_tenant == about, d.stopped_at.is_(None), d.done_at.is_(None)))


def open_deletions(session: Session) -> list[DeletionRecord]:
    """Every such, the first to come first; for staff and the worker."""
    waiting = select(DeletionRecord).where(DeletionRecord.stopped_at.is_(None), DeletionRecord.done_at.is_(None))
    return list(session.scalars(waiting.order_by(DeletionRecord.due_at)))


def failed_deletions(session: Session) -> list[DeletionRecord]:
    """Those of `open_deletions` whose hour is long over, so that a person has to find out why."""
    return [each for each in open_deletions(session) if each.due_at + FAILED_AFTER < clock.now()]


def deletions_since(session: Session, moment: datetime) -> list[DeletionRecord]:
    """Those that are open, and those stopped after a moment."""
    d = DeletionRecord
    recent = or_(d.stopped_at.is_(None), d.stopped_at > moment)
    return list(session.scalars(select(d).where(d.done_at.is_(None), recent)))


def unfinished_deletions(session: Session) -> list[DeletionRecord]:
    """What the worker has still to do something about: the day has come, or people are to be forgotten."""
    d = DeletionRecord
    is_due = d.stopped_at.is_(None) & d.done_at.is_(None) & (d.due_at <= clock.now())
    return list(session.scalars(select(d).where(or_(is_due, d.done_at.is_not(None) & d.people.is_not(None)))))


def last_invoice_on(session: Session) -> date | None:
    """When the municipality's newest invoice was issued."""
    return session.scalar(select(func.max(Invoice.issued_on)))
