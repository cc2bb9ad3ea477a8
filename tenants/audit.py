"""The pen that writes the trail: who did what, when. Ids, dates and numbers only; never texts or names.

Reading the trail as sentences is the web's business (`app/audit`).
"""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock
from tenants.database import Base, TenantRow


class Deed:
    """Columns every entry of a trail has."""

    at: Mapped[datetime] = mapped_column(default=clock.now)
    person_id: Mapped[uuid.UUID | None]
    deed: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)


class AuditEntry(Deed, TenantRow, Base):
    """One line of a municipality's trail. Append-only in the database itself."""

    __tablename__ = "audit_entry"


class StaffAuditEntry(Deed, Base):
    """One line of the association's own trail: acts that concern no single municipality."""

    __tablename__ = "staff_audit_entry"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)


def write(session: Session, person_id: uuid.UUID | None, deed: str, **details: Any) -> None:
    """Add a line to the trail of the session's municipality, in the same transaction as the deed."""
    session.add(AuditEntry(person_id=person_id, deed=deed, details=details))


def write_about(session: Session, person_id: uuid.UUID | None, deed: str, *, about: uuid.UUID, **details: Any) -> None:
    """The same by another plane, whose session is nobody's own."""
    session.add(AuditEntry(tenant_id=about, person_id=person_id, deed=deed, details=details))


def write_for_staff(session: Session, person_id: uuid.UUID | None, deed: str, **details: Any) -> None:
    """Add a line to the association's own trail."""
    session.add(StaffAuditEntry(person_id=person_id, deed=deed, details=details))
