"""Invitations: somebody becomes a member of a municipality by the token of a letter, once and in time."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import audit, clock, membership
from tenants.database import Base, TenantRow, unique_in_tenant
from tenants.errors import Refused
from tenants.permissions import Role
from tenants.tokens import digest_of, new_token

VALID = timedelta(days=7)
ADDRESS_KEPT = timedelta(days=30)
"""How long after its end an invitation says to whom it went: long enough to look into a letter that went astray."""


class Invitation(TenantRow, Base):
    """One letter to one address. It ends accepted, withdrawn or too old."""

    __tablename__ = "invitation"
    __table_args__ = (unique_in_tenant("token_digest"),)

    email: Mapped[str]
    name: Mapped[str | None]
    """What the invited is called, where the one who invites has said it."""
    role: Mapped[str]
    token_digest: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be accepted."""
        return not self.accepted_at and not self.withdrawn_at and now < self.expires_at


def invite(
    session: Session,
    tenant_id: uuid.UUID,
    email: str,
    role: Role,
    *,
    name: str | None = None,
    id: uuid.UUID | None = None,
) -> str:
    """Make an invitation; returns the token for its letter, which nobody can find out afterwards.

    It takes the place of one that is too old. Raises Refused("already_invited") where one waits, also when that was
    made at this very moment.
    """
    token = new_token()
    invitation = Invitation(
        tenant_id=tenant_id,
        id=id or uuid.uuid4(),
        email=email,
        name=name,
        role=role,
        token_digest=digest_of(token),
        expires_at=clock.now() + VALID,
    )
    _put_away_too_old(session, tenant_id, email)
    try:
        with session.begin_nested():
            session.add(invitation)
    except IntegrityError as waits:
        raise Refused("already_invited") from waits
    return token


def _put_away_too_old(session: Session, tenant_id: uuid.UUID, email: str) -> None:
    to_them = (Invitation.tenant_id == tenant_id, func.lower(Invitation.email) == email.lower())
    waiting = (Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
    for old in session.scalars(select(Invitation).where(*to_them, *waiting, Invitation.expires_at <= clock.now())):
        old.withdrawn_at = clock.now()


def invitation_of(session: Session, token: str) -> Invitation | None:
    """The invitation of a token, whatever has become of it."""
    return session.scalar(select(Invitation).where(Invitation.token_digest == digest_of(token)))


def tenant_of_token(door: Session, token: str) -> uuid.UUID | None:
    """In which municipality an invitation lies; at the door."""
    return door.scalar(select(Invitation.tenant_id).where(Invitation.token_digest == digest_of(token)))


def unanswered(session: Session) -> list[Invitation]:
    """The invitations that wait for their receiver or have become too old meanwhile, newest first."""
    waiting = (Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
    return list(session.scalars(select(Invitation).where(*waiting).order_by(Invitation.created_at.desc())))


def waiting_with_id(session: Session, invitation_id: uuid.UUID) -> Invitation | None:
    """An invitation that nobody has accepted or withdrawn."""
    waiting = (Invitation.id == invitation_id, Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
    return session.scalar(select(Invitation).where(*waiting))


def withdraw(session: Session, invitation_id: uuid.UUID) -> Invitation:
    """From now on the letter's link opens nothing. Raises Refused("invitation_closed") when it does not wait."""
    invitation = session.scalar(select(Invitation).where(Invitation.id == invitation_id).with_for_update())
    if invitation is None or invitation.accepted_at or invitation.withdrawn_at:
        raise Refused("invitation_closed")
    invitation.withdrawn_at = clock.now()
    return invitation


def take_up(session: Session, invitation: Invitation) -> None:
    """Lock an invitation for its acceptance. Raises Refused("invitation_closed") when it can no longer be accepted."""
    session.refresh(invitation, with_for_update=True)
    if not invitation.is_open(clock.now()):
        raise Refused("invitation_closed")


def accept(session: Session, invitation: Invitation, person_id: uuid.UUID) -> None:
    """Make the person a member and close the invitation, which take_up holds."""
    if not membership.is_member(session, person_id):
        membership.add_member(session, person_id, Role(invitation.role))
    invitation.accepted_at = clock.now()
    audit.write(session, person_id, "invitation.accepted")


def forget_addresses(session: Session) -> None:
    """Who has accepted is a member by another table; nobody needs to know for ever who was invited. On the worker's
    plane.
    """
    ended = func.coalesce(Invitation.accepted_at, Invitation.withdrawn_at, Invitation.expires_at)
    old = update(Invitation).where(ended < clock.now() - ADDRESS_KEPT, Invitation.email != "")
    session.execute(old.values(email="", name=None))
