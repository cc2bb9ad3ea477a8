"""Questions about accessibility statements."""

import uuid
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accessibility.models import AccessibilityStatement
from app.publishing.models import Edition, EditionWithdrawal
from tenants import clock

CONFORMANCE, METHOD = "partial", "own"
"""What holds where nobody has said otherwise: the service has been assessed by those who make it."""


def statement_of(session: Session, tenant_id: uuid.UUID) -> AccessibilityStatement:
    """A municipality's own words; not yet stored where it has said nothing. Then the statement dates from the day of
    its first edition.
    """
    own = select(AccessibilityStatement).where(AccessibilityStatement.tenant_id == tenant_id)
    return session.scalar(own) or _unsaid(_first_published_on(session, tenant_id))


def is_public(session: Session) -> bool:
    """Whether the session's municipality has published anything that is still to be read."""
    withdrawn = select(EditionWithdrawal.edition_id)
    return bool(session.scalar(select(select(Edition.id).where(Edition.id.not_in(withdrawn)).exists())))


def _first_published_on(session: Session, tenant_id: uuid.UUID) -> date:
    first = session.scalar(select(func.min(Edition.published_at)).where(Edition.tenant_id == tenant_id))
    return clock.day_of(first or clock.now())


def _unsaid(day: date) -> AccessibilityStatement:
    words = dict.fromkeys(("notes_fi", "notes_sv", "contact_fi", "contact_sv", "email", "phone"), "")
    days = {"drawn_up_on": day, "reviewed_on": day}
    return AccessibilityStatement(conformance=CONFORMANCE, method=METHOD, **words, **days)
