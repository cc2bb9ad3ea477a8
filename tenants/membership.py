"""Who belongs to which municipality, and as what. A membership is ended, never deleted: the trail needs its name."""

import uuid
from datetime import datetime

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock, sign_ins
from tenants.boundary import TenantSession
from tenants.database import Base, TenantRow, unique_in_tenant
from tenants.house_rules import HouseRules
from tenants.people import Person
from tenants.permissions import Role
from tenants.sign_ins import SignIn


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


def is_member(session: Session, person_id: uuid.UUID) -> bool:
    """Whether somebody belongs to the session's municipality now."""
    present = (Membership.person_id == person_id, Membership.ended_at.is_(None))
    return session.scalar(select(Membership.id).where(*present)) is not None


MEMBERS, RULES = Membership.__table__.c, HouseRules.__table__.c
KNOWN_MEMBER = (
    sign_ins.KNOWN.add_columns(
        MEMBERS.role,
        (func.coalesce(RULES.requires_second_factor, False) & ~SignIn.is_strong).label("must_strengthen"),
    )
    .join(Membership.__table__, MEMBERS.person_id == Person.id)
    .outerjoin(HouseRules.__table__, RULES.tenant_id == MEMBERS.tenant_id)
    .where(MEMBERS.tenant_id == bindparam("tenant_id"), MEMBERS.ended_at.is_(None))
)


def known_member(session: TenantSession, secret: str) -> Row | None:
    """A signed-in person as sign_ins.known_person tells of them, their `role` in the session's municipality, and
    whether it `must_strengthen` a sign-in by password alone; None when not, or no longer, a member.

    Asked on every request, hence past the ORM, which would take as long as all the rest of it.
    """
    wanted = {"tenant_id": session.tenant_id} | sign_ins.wanted(secret)
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
