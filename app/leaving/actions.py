"""Verbs of leaving. Each in its caller's transaction."""

import uuid
from contextlib import suppress

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.leaving.models import DeletionRecord, Export, ExportChunk
from app.leaving.rules import MOST_TRIES, check_delay
from app.messages.actions import post
from billing.licence_rules import LicenceState
from billing.licences import move_licence
from billing.models import Licence
from tenants import audit, clock, own_account
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.invitations import Invitation
from tenants.membership import Membership
from tenants.people import Person


def ask_for_export(session: TenantSession, by: uuid.UUID) -> bool:
    """Have everything put into a zip; False where one is being made already."""
    asked = insert(Export).values(
        tenant_id=session.tenant_id, id=uuid.uuid4(), asked_at=clock.now(), asked_by=by, state="waiting",
        step=0, steps=0, tries=0,
    )  # fmt: skip
    if session.scalar(asked.on_conflict_do_nothing().returning(Export.id)) is None:
        return False
    audit.write(session, by, "export.asked")
    return True


def begin_making(session: TenantSession, export_id: uuid.UUID) -> bool:
    """Begin an export anew, whatever a killed worker has left; False where it has been tried often enough."""
    export = session.scalars(select(Export).where(Export.id == export_id).with_for_update()).one()
    session.execute(delete(ExportChunk).where(ExportChunk.export_id == export_id))
    if export.tries < MOST_TRIES:
        export.tries, export.step, export.steps = export.tries + 1, 0, 0
        return True
    export.state, export.ended_at = "failed", clock.now()
    post(session, "export_failed", to_person=export.asked_by, key=f"export_failed:{export_id}")
    return False


def show_progress(session: TenantSession, export_id: uuid.UUID, step: int, steps: int) -> None:
    """How far the making has come."""
    session.execute(update(Export).where(Export.id == export_id).values(step=step, steps=steps))


def finish_making(session: TenantSession, export_id: uuid.UUID, size: int, checksum: str) -> None:
    """From now on it can be fetched; the one who asked hears it by letter."""
    export = session.scalars(select(Export).where(Export.id == export_id)).one()
    export.state, export.ended_at, export.size, export.checksum = "ready", clock.now(), size, checksum
    audit.write(session, None, "export.made")
    post(session, "export_ready", to_person=export.asked_by, key=f"export_ready:{export_id}")


def forget_export(session: TenantSession, export_id: uuid.UUID) -> None:
    """Its week is over."""
    session.execute(delete(ExportChunk).where(ExportChunk.export_id == export_id))
    session.execute(delete(Export).where(Export.id == export_id))


def begin_deletion(
    session: Session,
    by: uuid.UUID,
    about: uuid.UUID,
    delay_days: int,
    *,
    withdraws_editions: bool,
    proposal_id: uuid.UUID | None = None,
) -> DeletionRecord:
    """Ask for the deletion of a municipality; all its coordinators hear it, and each of them can stop it.

    By the municipality's own session, or by staff with the proposal on which two of them have agreed.
    Raises Refused with "wrong_delay" or "deletion_asked".
    """
    check_delay(delay_days)
    agreed = {"proposal_id": proposal_id} if proposal_id else {}  # a municipality's login cannot write the column
    told = {"about_tenant": about, "asked_by": by, "delay_days": delay_days, "withdraws_editions": withdraws_editions}
    asked = insert(DeletionRecord).values(id=uuid.uuid4(), **told, **agreed)
    record = session.scalars(asked.on_conflict_do_nothing().returning(DeletionRecord)).one_or_none()
    if record is None:
        raise Refused("deletion_asked")
    audit.write_about(session, by, "deletion.asked", about=about, ends_on=clock.day_of(record.due_at).isoformat())
    return record


def stop_deletion(session: Session, by: uuid.UUID, record: DeletionRecord | None) -> None:
    """Everything stays as it is. Raises Refused("deletion_over") when none waits for its day."""
    if record is None:
        raise Refused("deletion_over")
    waits = (DeletionRecord.stopped_at.is_(None), DeletionRecord.closed_at.is_(None))
    stopped = update(DeletionRecord).where(DeletionRecord.id == record.id, *waits)
    if not session.execute(stopped.values(stopped_at=clock.now(), stopped_by=by)).rowcount:
        raise Refused("deletion_over")
    audit.write_about(session, by, "deletion.stopped", about=record.about_tenant)


def close_municipality(session: TenantSession, record: DeletionRecord) -> None:
    """The day has come: nobody comes in any more. The database refuses it before the day."""
    now = clock.now()
    members = [str(each) for each in session.scalars(select(Membership.person_id))]
    closed = update(DeletionRecord).where(DeletionRecord.id == record.id, DeletionRecord.stopped_at.is_(None))
    if not session.execute(closed.values(closed_at=now, people=members)).rowcount:
        return
    session.execute(update(Membership).where(Membership.ended_at.is_(None)).values(ended_at=now))
    waiting = (Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
    session.execute(update(Invitation).where(*waiting).values(withdrawn_at=now))
    audit.write(session, None, "deletion.begun")


def delete_municipality(session: TenantSession, record: DeletionRecord) -> None:
    """All its rows but what stays, in one transaction, by the one function that may; on the worker's plane.

    The letter goes to an address, because the person may be forgotten before it is drawn.
    """
    for licence in session.scalars(select(Licence).where(Licence.state != LicenceState.ENDED)).all():
        move_licence(session, licence, "expire", "left")  # or it would be renewed, and invoiced, for ever
    session.flush()
    session.execute(select(func.delete_leaving_municipality(record.id)))
    session.refresh(record)
    asked_by = session.execute(select(Person.email, Person.language).where(Person.id == record.asked_by)).one_or_none()
    if asked_by and "@" in asked_by.email:
        deleted = sum(record.counts_before.values()) - sum(record.counts_after.values())
        to = {"to_email": asked_by.email, "language": asked_by.language, "key": f"deletion_done:{record.id}"}
        post(session, "deletion_done", **to, about=record.about_tenant, rows=deleted, done_on=clock.today())


def forget_person(door: Session, person_id: uuid.UUID) -> None:
    """Remove all that says who somebody is, unless they work for the association or belong somewhere else."""
    if door.scalar(select(Person.is_staff).where(Person.id == person_id, Person.erased_at.is_(None))) is False:
        with suppress(Refused):
            own_account.erase(door, person_id)


def write_down_deletion(session: TenantSession, record: DeletionRecord) -> None:
    """The trail stays, and its last line says that the rest is gone; nobody is left to be forgotten."""
    session.execute(update(DeletionRecord).where(DeletionRecord.id == record.id).values(people=None))
    audit.write(session, None, "deletion.done", count=sum(record.counts_before.values()))
