"""Verbs of feedback: give it at the door, tell the coordinators, answer, forget."""

import uuid
from datetime import date, datetime

from sqlalchemy import delete, insert, or_
from sqlalchemy.orm import Session

from app.feedback import queries, rules
from app.feedback.models import Feedback
from app.feedback.rules import Said
from app.messages.actions import post, write_to_coordinators
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused

F = Feedback


def give(session: Session, tenant_id: uuid.UUID, edition_id: uuid.UUID, said: Said) -> None:
    """Somebody writes about an edition. The door adds it and cannot read it back; the database takes none about what
    is withdrawn, or whose municipality has left.
    """
    row = {"id": uuid.uuid4(), "tenant_id": tenant_id, "edition_id": edition_id, "received_at": clock.now()}
    session.execute(insert(F.__table__).values(**row, **vars(said)))


def tell_coordinators(session: TenantSession, feedback_id: uuid.UUID, now: datetime) -> None:
    """The coordinators hear of new feedback, once."""
    feedback = queries.feedback_with_id(session, feedback_id, hold=True)
    if feedback is None or feedback.told_at:
        return
    _write(session, "feedback_arrived", feedback)
    feedback.told_at = now
    audit.write(session, None, "feedback.arrived")


def remind_coordinators(session: TenantSession, today: date) -> None:
    """Of what is to be answered in three days; the letters' keys keep each to one."""
    for feedback in queries.unanswered(session):
        if feedback.due_on == today + rules.REMINDED_BEFORE:
            _write(session, "feedback_due", feedback)


def _write(session: TenantSession, kind: str, feedback: Feedback) -> None:
    write_to_coordinators(session, kind, session.tenant_id, f"{kind}:{feedback.id}", feedback_id=feedback.id)


def answer(session: TenantSession, by: uuid.UUID, feedback: Feedback, text: str) -> None:
    """Answer it, by a letter to whoever wanted one. Raises Refused("answered_already")."""
    session.refresh(feedback, with_for_update=True)
    if feedback.answered_at:
        raise Refused("answered_already")
    feedback.answer, feedback.answered_at, feedback.answered_by = text, clock.now(), by
    if feedback.email:
        key = f"feedback_answered:{feedback.id}"
        to = {"to_email": feedback.email, "language": feedback.language, "key": key}
        post(session, "feedback_answered", **to, feedback_id=feedback.id)
    audit.write(session, by, "feedback.answered")


def forget_old(session: TenantSession, now: datetime) -> None:
    """A year after the answer, and after two years in any case: what was written goes with the name and the address."""
    old = or_(F.answered_at < now - rules.KEPT_ANSWERED, F.received_at < now - rules.KEPT_AT_MOST)
    session.execute(delete(F).where(old))
