"""Who belongs to which municipality, and as what. A membership is ended, never deleted: the trail needs its name."""

import uuid
from datetime import datetime

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock
from tenants.boundary import TenantSession
from tenants.database import Base, TenantRow, unique_in_tenant
from tenants.people import KNOWN, Person
from tenants.permissions import Role


class Membership(TenantRow, Base):
    """One person's role in one municipality."""

    __tablename__ = "membership"
    __table_args__ = (unique_in_tenant("person_id"),)

    person_id: Mapped[uuid.UUID]
    role: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]


def add_member(session: Session, person_id: uuid.UUID, role: Role) -> Membership:
    """Make somebody a member of the session's municipality."""
    membership = Membership(person_id=person_id, role=role)
    session.add(membership)
    return membership


MEMBERS = Membership.__table__.c
KNOWN_MEMBER = (
    KNOWN.add_columns(MEMBERS.role)
    .join(Membership.__table__, MEMBERS.person_id == Person.id)
    .where(MEMBERS.tenant_id == bindparam("tenant_id"), MEMBERS.ended_at.is_(None))
)


def known_member(session: TenantSession, person_id: uuid.UUID) -> Row | None:
    """A person as known_person tells of them, and their `role` in the session's municipality; None when not, or no
    longer, a member. Asked on every request, hence past the ORM, which would take as long as all the rest of it.
    """
    wanted = {"tenant_id": session.tenant_id, "person_id": person_id}
    return session.connection().execute(KNOWN_MEMBER, wanted).one_or_none()


def members(session: Session) -> list[Row[tuple[str, str, str]]]:
    """Rows of (name, email, role) of the session's municipality, by name."""
    return list(
        session.execute(
            select(Person.name, Person.email, Membership.role)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.ended_at.is_(None))
            .order_by(Person.name)
        )
    )


def coordinators(session: Session, tenant_id: uuid.UUID) -> list[uuid.UUID]:
    """Who coordinates a municipality; the worker may know of nobody else who belongs to it."""
    present = (Membership.role == Role.COORDINATOR, Membership.ended_at.is_(None))
    return list(session.scalars(select(Membership.person_id).where(Membership.tenant_id == tenant_id, *present)))


def tenants_of(session: Session, person_id: uuid.UUID) -> list[uuid.UUID]:
    """The municipalities a person belongs to; asked at the door, before any municipality is chosen."""
    return list(
        session.scalars(
            select(Membership.tenant_id).where(Membership.person_id == person_id, Membership.ended_at.is_(None))
        )
    )
