"""People who sign in: one row each, whatever municipalities they belong to."""

import secrets
import uuid
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, Computed, Connection, Row, ScalarSelect, and_, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock
from tenants.database import Base
from tenants.errors import Refused

HASHER = PasswordHasher()
NOBODY = HASHER.hash(secrets.token_urlsafe())
"""Checked when the e-mail is unknown or has no password, so that the time an answer takes tells nothing."""


class Person(Base):
    """Somebody who can sign in; staff belong to the association, all others to municipalities by membership."""

    __tablename__ = "person"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    email: Mapped[str]
    email_key: Mapped[str] = mapped_column(Computed("lower(email)", persisted=True), unique=True)
    name: Mapped[str]
    language: Mapped[str]
    password_hash: Mapped[str | None]
    is_staff: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    second_factor_since: Mapped[datetime | None]
    """None: the password alone signs this person in. tenants.authenticators keeps it."""
    has_password: Mapped[bool] = mapped_column(Computed("password_hash IS NOT NULL", persisted=True))
    erased_at: Mapped[datetime | None]


def add_person(
    session: Session, email: str, name: str, language: str, password: str, *, is_staff: bool = False
) -> Person:
    """A new person with a password."""
    person = Person(email=email, name=name, language=language, is_staff=is_staff)
    set_password(person, password)
    session.add(person)
    return person


def add_invited_person(session: Session, email: str, name: str, language: str, password: str | None) -> uuid.UUID:
    """A new person by a municipality's own session, which the database lets only an open invitation's e-mail become.

    Without a password it must be given a work account (`tenants.outside_identities`).
    Written without reading back: until the membership is there, the municipality may not see the person.
    Raises Refused("has_account") where the e-mail became somebody's meanwhile.
    """
    person_id = uuid.uuid4()
    row = {"id": person_id, "email": email, "name": name, "language": language, "created_at": clock.now()}
    row["password_hash"] = password and HASHER.hash(password)
    try:
        with session.begin_nested():
            session.execute(insert(Person.__table__).values(row))
    except IntegrityError as taken:
        raise Refused("has_account") from taken
    return person_id


def id_of(session: Session | Connection, email: str) -> uuid.UUID | None:
    """Whose e-mail this is; asked at the door."""
    return session.scalar(select(Person.id).where(Person.email_key == email.strip().lower()))


def has_account(session: Session | Connection, email: str) -> bool:
    """Whether somebody has this e-mail; asked at the door."""
    return id_of(session, email) is not None


def person_of(session: Session, person_id: uuid.UUID) -> Person:
    """Somebody whom a letter's token or a second factor tells; asked at the door."""
    return session.get_one(Person, person_id)


OF_STAFF = and_(Person.is_staff, Person.erased_at.is_(None))


def is_of_staff(session: Session, email: str) -> bool:
    """Whether the e-mail is one of the association's people."""
    of_staff = (Person.is_staff, Person.email_key == email.strip().lower())
    return session.scalar(select(Person.id).where(*of_staff)) is not None


def staff(session: Session) -> list[Row]:
    """Rows of (id, name, email, second_factor_since) of the association's people, by name."""
    columns = (Person.id, Person.name, Person.email, Person.second_factor_since)
    return list(session.execute(select(*columns).where(OF_STAFF).order_by(Person.name, Person.id)))


def set_password(person: Person, password: str) -> None:
    """Give somebody a new password."""
    person.password_hash = HASHER.hash(password)


def person_with_password(session: Session, email: str, password: str) -> Person | None:
    """Who this is, or None: the same answer, after the same work, for a wrong password and an unknown e-mail."""
    person = session.scalar(select(Person).where(Person.email_key == email.strip().lower()))
    try:
        HASHER.verify(person.password_hash if person and person.password_hash else NOBODY, password)
    except (VerificationError, InvalidHashError):
        return None
    if person is None or person.password_hash is None:
        return None
    if HASHER.check_needs_rehash(person.password_hash):
        person.password_hash = HASHER.hash(password)
    return person


def name_of(person_id: ColumnElement[uuid.UUID]) -> ScalarSelect[str]:
    """The name of the person in a column, for being asked within another question."""
    return select(Person.name).where(Person.id == person_id).scalar_subquery()


def names_of(session: Session, person_ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names for the ids a page shows; people this plane may not know are absent."""
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(person_ids)))
    return dict(rows.all())
