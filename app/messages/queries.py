"""What may be known about letters: that they go, and which ones did not. Never what stands in them."""

import uuid
from datetime import datetime

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from app.messages.models import Letter
from tenants.boundary import TenantSession
from tenants.people import Person

MOST_SHOWN = 100


def waiting(session: Session) -> tuple[int, datetime | None]:
    """How many letters have not gone yet though they should, and since when the oldest waits."""
    return session.execute(
        select(func.count(), func.min(Letter.created_at)).where(
            Letter.sent_at.is_(None), Letter.failed_at.is_(None), Letter.not_before <= func.now()
        )
    ).one()


def given_up(session: Session) -> list[Row[tuple]]:
    """Rows of (id, kind, created_at, failed_at, about_tenant, error, receiver, total) given up, the newest first."""
    receiver = func.coalesce(Letter.to_email, Person.email).label("receiver")
    return list(
        session.execute(
            select(
                Letter.id,
                Letter.kind,
                Letter.created_at,
                Letter.failed_at,
                Letter.about_tenant,
                Letter.error,
                receiver,
                func.count().over().label("total"),
            )
            .outerjoin(Person, Person.id == Letter.to_person)
            .where(Letter.failed_at.is_not(None))
            .order_by(Letter.failed_at.desc(), Letter.id)
            .limit(MOST_SHOWN)
        )
    )


def failed_keys(session: TenantSession, kind: str) -> set[str]:
    """The keys of the municipality's own letters of a kind that were given up; it may ask for invitations only."""
    failed = (Letter.about_tenant == session.tenant_id, Letter.kind == kind, Letter.failed_at.is_not(None))
    return set(session.scalars(select(Letter.key).where(*failed, Letter.key.is_not(None))))


def fate_of(session: Session, about: uuid.UUID, beginning: str) -> list[Row[tuple]]:
    """Rows of (sent_at, failed_at, error) of the letters whose keys begin so, in order; on the worker's plane."""
    of = (Letter.about_tenant == about, Letter.key.startswith(beginning, autoescape=True))
    return list(
        session.execute(select(Letter.sent_at, Letter.failed_at, Letter.error).where(*of).order_by(Letter.created_at))
    )
