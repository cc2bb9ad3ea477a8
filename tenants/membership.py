"""Who belongs to which municipality, and as what. A membership is ended, never deleted: the trail needs its name."""

import uuid
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, and_, bindparam, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock, sign_ins
from tenants.boundary import TenantSession
from tenants.database import Base, TenantRow, unique_in_tenant
from tenants.errors import Refused
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
    confirmed_on: Mapped[date | None]
    """When a coordinator last confirmed that the member is still there."""


def add_member(session: Session, person_id: uuid.UUID, role: Role) -> Membership:
    """Make somebody a member of the session's municipality, or again one whose membership had ended."""
    membership = session.scalar(select(Membership).where(Membership.person_id == person_id).with_for_update())
    if membership is None:
        membership = Membership(person_id=person_id)
        session.add(membership)
    membership.role, membership.ended_at, membership.created_at = role, None, clock.now()
    return membership


def end(session: TenantSession, person_id: uuid.UUID) -> None:
    """Somebody is a member no longer, from their next page on.

    Raises Refused with "no_member" or "last_coordinator"; the database lets the last coordinator go neither.
    """
    _held(session, person_id, still_coordinates=False).ended_at = clock.now()


def change_role(session: TenantSession, person_id: uuid.UUID, role: Role) -> None:
    """Raises Refused as `end`."""
    _held(session, person_id, still_coordinates=role == Role.COORDINATOR).role = role


def confirm_there(session: TenantSession, person_id: uuid.UUID, day: date) -> None:
    """A coordinator says that the member is still there."""
    session.execute(update(Membership).where(Membership.person_id == person_id, IS_MEMBER).values(confirmed_on=day))


def to_confirm_since(session: Session, day: date) -> list[uuid.UUID]:
    """The municipalities some of whose coordinators nobody has confirmed since a day, of those who were there before
    it; for the worker, who knows of no other members."""
    unconfirmed = (Membership.role == Role.COORDINATOR, IS_MEMBER, is_unconfirmed_since(day))
    return list(session.scalars(select(Membership.tenant_id).where(*unconfirmed).distinct()))


def is_unconfirmed_since(day: date) -> ColumnElement[bool]:
    """Whether a member was there before a day and has not been confirmed from it on."""
    since = or_(Membership.confirmed_on.is_(None), Membership.confirmed_on < day)
    return and_(since, Membership.created_at < clock.beginning_of(day))


def _held(session: TenantSession, person_id: uuid.UUID, *, still_coordinates: bool) -> Membership:
    """A membership that nobody else changes meanwhile: two coordinators who end each other take turns."""
    session.take_turn()
    held = session.scalar(select(Membership).where(Membership.person_id == person_id, IS_MEMBER).with_for_update())
    if held is None:
        raise Refused("no_member")
    if held.role == Role.COORDINATOR and not still_coordinates and coordinator_count(session) < 2:
        raise Refused("last_coordinator")
    return held


IS_MEMBER = Membership.ended_at.is_(None)


def coordinator_count(session: TenantSession) -> int:
    """How many coordinate the session's municipality."""
    return session.scalar(select(func.count()).where(Membership.role == Role.COORDINATOR, IS_MEMBER))


def is_member(session: Session, person_id: uuid.UUID) -> bool:
    """Whether somebody belongs to the session's municipality now."""
    return session.scalar(select(Membership.id).where(Membership.person_id == person_id, IS_MEMBER)) is not None


MEMBERS, RULES = Membership.__table__.c, HouseRules.__table__.c
KNOWN_MEMBER = (
    sign_ins.KNOWN.add_columns(
        MEMBERS.role,
        (func.coalesce(RULES.requires_second_factor, False) & ~SignIn.is_strong).label("must_strengthen"),
        func.coalesce(RULES.writes_in_one_language, False).label("writes_in_one_language"),
    )
    .join(Membership.__table__, MEMBERS.person_id == Person.id)
    .outerjoin(HouseRules.__table__, RULES.tenant_id == MEMBERS.tenant_id)
    .where(MEMBERS.tenant_id == bindparam("tenant_id"), MEMBERS.ended_at.is_(None))
)


def known_member(session: TenantSession, secret: str) -> Row | None:
    """A signed-in person as sign_ins.known_person tells of them, their `role` in the session's municipality, whether
    it `must_strengthen` a sign-in by password alone, and what its house says of languages; None when not, or no
    longer, a member.

    Asked on every request, hence past the ORM, which would take as long as all the rest of it.
    """
    wanted = {"tenant_id": session.tenant_id} | sign_ins.wanted(secret)
    return session.connection().execute(KNOWN_MEMBER, wanted).one_or_none()


M = Membership
SEEN_AT = select(func.max(SignIn.seen_at)).where(SignIn.person_id == M.person_id).correlate(M).scalar_subquery()
OF_MEMBER = (
    select(Person.name, Person.email, M.person_id, M.role, M.created_at, M.confirmed_on, SEEN_AT.label("seen_at"))
    .join(M, M.person_id == Person.id)
    .where(IS_MEMBER)
)


def require_members(session: TenantSession, people: set[uuid.UUID]) -> None:
    """Raises Refused("not_a_member") unless all of them use the service here."""
    here = select(func.count()).select_from(Membership)
    wanted = here.where(Membership.person_id.in_(people), Membership.ended_at.is_(None))
    if session.scalar(wanted) != len(people):
        raise Refused("not_a_member")


def members(session: TenantSession) -> list[Row[tuple]]:
    """Rows of (name, email, person_id, role, created_at, confirmed_on, seen_at) of the session's municipality, by name.

    `seen_at` is when they last used the service, in whichever of their municipalities; None when never.
    """
    return list(session.execute(OF_MEMBER.order_by(Person.name, M.person_id)))


def member(session: TenantSession, person_id: uuid.UUID) -> Row[tuple] | None:
    """One of them."""
    return session.execute(OF_MEMBER.where(M.person_id == person_id)).one_or_none()


def has_email(session: TenantSession, email: str) -> bool:
    """Whether a member of the session's municipality has this e-mail."""
    return session.scalar(OF_MEMBER.where(func.lower(Person.email) == email.lower())) is not None


def sign_in_of_members(session: Session) -> list[Row]:
    """Rows of (id, name, email, second_factor_since) of the people of the session's municipality, by name."""
    columns = (Person.id, Person.name, Person.email, Person.second_factor_since)
    belonging = select(*columns).join(Membership, Membership.person_id == Person.id)
    return list(session.execute(belonging.where(Membership.ended_at.is_(None)).order_by(Person.name, Person.id)))


def coordinators(session: Session, tenant_id: uuid.UUID) -> list[uuid.UUID]:
    """Who coordinates a municipality; the worker may know of nobody else who belongs to it."""
    present = (Membership.tenant_id == tenant_id, Membership.role == Role.COORDINATOR, IS_MEMBER)
    return list(session.scalars(select(Membership.person_id).where(*present)))


def tenants_of(session: Session, person_id: uuid.UUID) -> list[uuid.UUID]:
    """The municipalities a person belongs to; asked at the door, before any municipality is chosen."""
    return list(session.scalars(select(Membership.tenant_id).where(Membership.person_id == person_id, IS_MEMBER)))
