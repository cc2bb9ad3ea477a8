"""A new password by letter: one link, one hour, one use; a newer letter makes the older one worthless."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock
from tenants.database import Base
from tenants.errors import Refused
from tenants.tokens import digest_of, new_token

VALID = timedelta(hours=1)


class PasswordReset(Base):
    """One letter to one person."""

    __tablename__ = "password_reset"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID]
    token_digest: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    used_at: Mapped[datetime | None]


def begin_reset(session: Session, person_id: uuid.UUID) -> str:
    """Make a reset instead of any older one; returns the token for its letter. The session is the person's."""
    forget_resets(session, person_id)
    token = new_token()
    session.add(PasswordReset(person_id=person_id, token_digest=digest_of(token)))
    return token


def forget_resets(session: Session, person_id: uuid.UUID) -> None:
    """No letter that was sent to the person sets a password any more."""
    session.execute(delete(PasswordReset).where(PasswordReset.person_id == person_id))


def open_reset(session: Session, token: str, *, to_use: bool = False) -> PasswordReset | None:
    """The reset of a letter's token while it can be used; locked when it is about to be."""
    found = select(PasswordReset).where(
        PasswordReset.token_digest == digest_of(token),
        PasswordReset.used_at.is_(None),
        PasswordReset.created_at > clock.now() - VALID,
    )
    return session.scalar(found.with_for_update() if to_use else found)


def use_reset(session: Session, token: str) -> uuid.UUID:
    """Whose password may be set now; the link is used up. Raises Refused("link_closed")."""
    reset = open_reset(session, token, to_use=True)
    if reset is None:
        raise Refused("link_closed")
    reset.used_at = clock.now()
    return reset.person_id
