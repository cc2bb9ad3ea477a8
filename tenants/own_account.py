"""One's own account: who one is, the e-mail one signs in with, and the account's end.

Every function wants a session at the door that was opened for the person: the database lets it change nobody else.
A person's row stays for ever, because trails hold its number; what it says of somebody can be erased.
"""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock, membership, people, sign_ins
from tenants.authenticators import Authenticator
from tenants.database import Base
from tenants.errors import Refused
from tenants.outside_identities import OutsideIdentity
from tenants.password_resets import PasswordReset
from tenants.people import OF_STAFF, Person
from tenants.recovery_codes import RecoveryCode
from tenants.tokens import digest_of, new_token
from tenants.two_step_resets import TwoStepReset

VALID = timedelta(days=1)
NOBODYS = "erased.invalid"
"""A domain that no letter can ever be sent to (RFC 2606)."""


class EmailChange(Base):
    """A new e-mail that waits for the letter sent there to be answered; one at a time."""

    __tablename__ = "email_change"

    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    email: Mapped[str]
    token_digest: Mapped[str]
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]


OF_ONESELF = (EmailChange, Authenticator, RecoveryCode, PasswordReset, TwoStepReset, OutsideIdentity)
"""Whatever else is kept about how a person signs in."""


def change_details(door: Session, person_id: uuid.UUID, name: str, language: str) -> None:
    """How one is called, and the language of one's letters."""
    door.execute(update(Person).where(Person.id == person_id).values(name=name, language=language))


def ask_for_email(door: Session, person_id: uuid.UUID, email: str) -> str:
    """Keep a new e-mail until its owner answers; returns the token for the letter, instead of any earlier one's."""
    token, now = new_token(), clock.now()
    door.execute(delete(EmailChange).where(EmailChange.person_id == person_id))
    asked = {"asked_at": now, "expires_at": now + VALID}
    door.add(EmailChange(person_id=person_id, email=email, token_digest=digest_of(token), **asked))
    return token


def email_asked_for(door: Session, person_id: uuid.UUID) -> EmailChange | None:
    """The new e-mail that waits, if there is one and in time."""
    return door.scalar(
        select(EmailChange).where(EmailChange.person_id == person_id, EmailChange.expires_at > clock.now())
    )


def email_of_letter(door: Session, person_id: uuid.UUID, token: str) -> str | None:
    """The e-mail that the letter with this token was sent to; None where it opens nothing, or nothing any more."""
    asked = email_asked_for(door, person_id)
    is_open = asked and asked.token_digest == digest_of(token) and not people.has_account(door, asked.email)
    return asked.email if is_open else None


def change_email(door: Session, person_id: uuid.UUID, token: str) -> str:
    """The letter to the new address was answered; returns the old one. Raises Refused("link_closed")."""
    email = email_of_letter(door, person_id, token)
    if email is None:
        raise Refused("link_closed")
    old = door.scalar(select(Person.email).where(Person.id == person_id))
    try:
        with door.begin_nested():
            door.execute(update(Person).where(Person.id == person_id).values(email=email))
    except IntegrityError as taken:  # at this very moment
        raise Refused("link_closed") from taken
    # A link to a new password that lies in the old mailbox would still open the account.
    for waiting in (EmailChange, PasswordReset):
        door.execute(delete(waiting).where(waiting.person_id == person_id))
    return old


def check_erasable(door: Session, person_id: uuid.UUID) -> None:
    """Raises Refused with "still_member", or "last_staff" for the association's only person."""
    if membership.tenants_of(door, person_id):
        raise Refused("still_member")
    staff = set(door.scalars(select(Person.id).where(OF_STAFF)))
    if staff == {person_id}:
        raise Refused("last_staff")


def erase(door: Session, person_id: uuid.UUID) -> None:
    """Remove all that says who somebody is or lets them in, for good; they are signed out everywhere.

    Raises Refused as check_erasable.
    """
    check_erasable(door, person_id)
    for kept in OF_ONESELF:
        door.execute(delete(kept).where(kept.person_id == person_id))
    sign_ins.end_all(door, person_id)
    nobody = {"name": "", "email": f"{person_id}@{NOBODYS}", "password_hash": None, "second_factor_since": None}
    door.execute(update(Person).where(Person.id == person_id).values(**nobody, erased_at=clock.now()))
