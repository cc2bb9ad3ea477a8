"""Second factors: the authenticator apps and passkeys that people sign in with besides, or instead of, a password.

Every function wants a session at the door that was opened for the person: the database shows it nobody else's.
"""

import re
import uuid
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock, one_time_codes
from tenants.database import Base
from tenants.errors import Refused
from tenants.people import Person
from tenants.recovery_codes import RecoveryCode
from tenants.sealing import open_sealed, seal

APP, PASSKEY = "app", "passkey"
PURPOSE = "authenticator apps"
MOST = 20
"""Nobody needs more, and a list without an end is a way to fill the database."""
SIX_DIGITS = re.compile("[0-9]{6}")


class Authenticator(Base):
    """One app (`sealed_secret`, `last_step`) or one passkey (`credential_id`, `public_key`, `sign_count`)."""

    __tablename__ = "authenticator"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_used_at: Mapped[datetime | None]
    sealed_secret: Mapped[str | None]
    last_step: Mapped[int | None]
    credential_id: Mapped[bytes | None]
    public_key: Mapped[bytes | None]
    sign_count: Mapped[int | None]


def authenticators_of(session: Session, person_id: uuid.UUID) -> list[Authenticator]:
    """A person's second factors, the oldest first."""
    own = select(Authenticator).where(Authenticator.person_id == person_id)
    return list(session.scalars(own.order_by(Authenticator.created_at, Authenticator.id)))


def add_app(session: Session, key: str, person_id: uuid.UUID, name: str, secret: str, code: str) -> None:
    """Take an app into use, which shows that it has the secret. Raises Refused("not_from_this_app" or "too_many")."""
    step = one_time_codes.step_of(secret, code, clock.now(), last_step=0) if SIX_DIGITS.fullmatch(code) else None
    if step is None:
        raise Refused("not_from_this_app")
    add(
        session,
        Authenticator(
            person_id=person_id, kind=APP, name=name, sealed_secret=seal(key, PURPOSE, secret), last_step=step
        ),
    )


def add(session: Session, made: Authenticator) -> None:
    """Take one more into use. Raises Refused("too_many")."""
    if len(authenticators_of(session, made.person_id)) >= MOST:
        raise Refused("too_many")
    session.add(made)
    since = func.coalesce(Person.second_factor_since, clock.now())
    session.execute(update(Person).where(Person.id == made.person_id).values(second_factor_since=since))


def remove(session: Session, person_id: uuid.UUID, authenticator_id: uuid.UUID) -> str | None:
    """Take one out of use; returns its name, None when there is none. With the last one go the recovery codes."""
    own = delete(Authenticator).where(Authenticator.person_id == person_id, Authenticator.id == authenticator_id)
    name = session.scalar(own.returning(Authenticator.name))
    if name is not None and not authenticators_of(session, person_id):
        remove_all(session, person_id)
    return name


def remove_all(session: Session, person_id: uuid.UUID) -> None:
    """The person signs in with the password alone from now on."""
    session.execute(delete(Authenticator).where(Authenticator.person_id == person_id))
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    session.execute(update(Person).where(Person.id == person_id).values(second_factor_since=None))


def accepts_code(session: Session, key: str, person_id: uuid.UUID, code: str) -> bool:
    """Whether an app of the person shows this code now; it is used up by that."""
    if not SIX_DIGITS.fullmatch(code):
        return False
    apps = select(Authenticator).where(Authenticator.person_id == person_id, Authenticator.kind == APP)
    for app in session.scalars(apps).all():
        session.refresh(app, with_for_update=True)
        secret = open_sealed(key, PURPOSE, app.sealed_secret)
        if step := one_time_codes.step_of(secret, code, clock.now(), app.last_step):
            app.last_step, app.last_used_at = step, clock.now()
            return True
    return False
