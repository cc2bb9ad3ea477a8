"""The directory (Microsoft Entra ID) whose users a municipality knows as its own people.

It counts only once the coordinator who entered it has signed in through it: a number that was mistyped, or is
another organisation's, never becomes a way in.
"""

import re
import uuid
from datetime import datetime

from sqlalchemy import Row, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import audit, clock
from tenants.database import Base, TenantRow

NUMBER = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
NOBODYS = frozenset({"9188040d-6c67-4c5b-b112-36a304b66dad", "00000000-0000-0000-0000-000000000000"})
"""Microsoft's own number for personal accounts, which anybody can make, and the empty number."""


class Directory(TenantRow, Base):
    """A municipality's one directory; `entra_tenant` is the number by which Microsoft knows it."""

    __tablename__ = "directory"
    __table_args__ = (UniqueConstraint("tenant_id"),)

    entra_tenant: Mapped[uuid.UUID]
    entered_at: Mapped[datetime] = mapped_column(default=clock.now)
    entered_by: Mapped[uuid.UUID]
    activated_at: Mapped[datetime | None]
    activated_by: Mapped[uuid.UUID | None]


ACTIVE = Directory.activated_at.is_not(None)


def is_number(text: str) -> bool:
    """Whether a text can be the number of one organisation's directory (its tenant ID at Microsoft)."""
    return bool(NUMBER.fullmatch(text)) and text.lower() not in NOBODYS


def directory_of(session: Session) -> Directory | None:
    """The directory of the session's municipality, active or not yet."""
    return session.scalars(select(Directory)).one_or_none()


def enter(session: Session, by: uuid.UUID, entra_tenant: uuid.UUID) -> None:
    """Name the municipality's directory, instead of the one there may have been; it is not active yet."""
    session.execute(delete(Directory))
    session.add(Directory(entra_tenant=entra_tenant, entered_by=by))
    audit.write(session, by, "directory.entered")


def activate(session: Session, by: uuid.UUID, entra_tenant: uuid.UUID) -> None:
    """`by` has signed in through it; nothing happens when it is in use, or another one has been entered since."""
    waiting = select(Directory).where(Directory.entra_tenant == entra_tenant, Directory.activated_at.is_(None))
    if directory := session.scalars(waiting.with_for_update()).one_or_none():
        directory.activated_at, directory.activated_by = clock.now(), by
        audit.write(session, by, "directory.activated")


def remove(session: Session, by: uuid.UUID) -> None:
    """From now on nobody signs in through it; nothing happens when there is none."""
    if session.execute(delete(Directory)).rowcount:
        audit.write(session, by, "directory.removed")


def active_directories(door: Session) -> list[Row[tuple[uuid.UUID, uuid.UUID]]]:
    """Rows of (tenant_id, entra_tenant): the municipalities whose work accounts may sign in."""
    return list(door.execute(select(Directory.tenant_id, Directory.entra_tenant).where(ACTIVE)))


def active_directory(session: Session, tenant_id: uuid.UUID) -> uuid.UUID | None:
    """The number of a municipality's active directory; asked at the door or by the municipality itself."""
    return session.scalar(select(Directory.entra_tenant).where(Directory.tenant_id == tenant_id, ACTIVE))
