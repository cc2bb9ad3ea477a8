"""Who is signed in where: one row for each sign-in on a device, so that each can be seen and ended from elsewhere.

The cookie holds a secret, the row its digest. A sign-in ends twelve hours after it began, three hours after it was last
used (a form is left open over lunch and a meeting), or when somebody ends it: OWASP ASVS 5, chapter V7.
"""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, bindparam, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock
from tenants.database import Base
from tenants.people import Person
from tenants.tokens import digest_of, new_token

LONGEST = timedelta(hours=12)
LONGEST_UNUSED = timedelta(hours=3)
NOTICED = timedelta(minutes=5)
"""How exactly it is known when a sign-in was last used: not every page is written down."""

CONFIRMED = timedelta(minutes=15)
"""How long ago password or second factor may have been given when something is done that asks for them."""

KEPT = timedelta(days=800)
"""Long enough to tell a coordinator who has not been here for two years."""


class SignIn(Base):
    """One sign-in. `is_strong`: with more than a password. `device` is what the browser calls itself."""

    __tablename__ = "sign_in"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID]
    secret_digest: Mapped[str]
    method: Mapped[str]
    is_strong: Mapped[bool]
    device: Mapped[str]
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    confirmed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


def begin(session: Session, person_id: uuid.UUID, method: str, *, is_strong: bool, device: str) -> str:
    """Sign somebody in, at the door; returns the secret for the cookie."""
    secret, now = new_token(), clock.now()
    session.add(
        SignIn(
            person_id=person_id,
            secret_digest=digest_of(secret),
            method=method,
            is_strong=is_strong,
            device=device[:300],
            begun_at=now,
            seen_at=now,
            confirmed_at=now,
        )
    )
    return secret


IS_OPEN = (
    SignIn.ended_at.is_(None),
    SignIn.begun_at > bindparam("begun_after"),
    SignIn.seen_at > bindparam("seen_after"),
)
KNOWN = (
    select(Person.id, Person.email, Person.name, Person.language, Person.is_staff)
    .add_columns(SignIn.id.label("sign_in_id"), SignIn.is_strong, SignIn.seen_at, SignIn.confirmed_at)
    .join(SignIn.__table__, SignIn.person_id == Person.id)
    .where(SignIn.secret_digest == bindparam("secret_digest"), *IS_OPEN)
)
"""The person who is signed in with a secret, and how; without the password hash."""


def wanted(secret: str) -> dict[str, object]:
    """What KNOWN, and every question made from it, is asked with."""
    return {"secret_digest": digest_of(secret)} | _still_open()


def _still_open() -> dict[str, datetime]:
    now = clock.now()
    return {"begun_after": now - LONGEST, "seen_after": now - LONGEST_UNUSED}


def known_person(door: Session | Connection, secret: str) -> Row | None:
    """Who is signed in with this secret; None when nobody is, or no longer."""
    return door.execute(KNOWN, wanted(secret)).one_or_none()


def open_sign_ins(session: Session, person_id: uuid.UUID) -> list[SignIn]:
    """Where somebody is signed in now, the latest used first."""
    question = select(SignIn).where(SignIn.person_id == person_id, *IS_OPEN).order_by(SignIn.seen_at.desc())
    return list(session.scalars(question, _still_open()))


def notice(session: Session, sign_in_id: uuid.UUID) -> None:
    """It is in use now."""
    session.execute(_of(sign_in_id).values(seen_at=clock.now()))


def confirm(session: Session, sign_in_id: uuid.UUID, *, is_strong: bool = False) -> str:
    """Its person has just given the password again, or a second factor (`is_strong`), which makes it strong.

    Returns a new secret for the cookie; the old one opens nothing any more (ASVS 7.2.4).
    """
    secret, strong = new_token(), {"is_strong": True} if is_strong else {}
    session.execute(_of(sign_in_id).values(secret_digest=digest_of(secret), confirmed_at=clock.now(), **strong))
    return secret


def end(session: Session, sign_in_id: uuid.UUID) -> None:
    """Sign out there."""
    session.execute(_of(sign_in_id).values(ended_at=clock.now()))


def end_all(session: Session, person_id: uuid.UUID, but: uuid.UUID | None = None) -> None:
    """Sign a person out everywhere, `but` for one sign-in."""
    everywhere = update(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.id != but)
    session.execute(everywhere.values(ended_at=clock.now()))


def forget_old(session: Session) -> None:
    """Remove what nobody needs to know any more; on the worker's plane."""
    session.execute(delete(SignIn).where(SignIn.seen_at < clock.now() - KEPT))


def _of(sign_in_id: uuid.UUID):
    return update(SignIn).where(SignIn.id == sign_in_id)
