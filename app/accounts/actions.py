"""Signing in, with attempts counted so that passwords cannot be tried by the thousand."""

from sqlalchemy.orm import Session

from tenants import attempts, people
from tenants.errors import Refused


def count_attempt(session: Session, secret: str, email: str, address: str) -> None:
    """Count this attempt before the password is looked at; raises Refused("too_many_attempts") when it must wait."""
    who, where = attempts.digest(secret, email), attempts.digest(secret, address)
    if attempts.too_many(session, who, where):
        raise Refused("too_many_attempts")
    attempts.record(session, who, where)


def sign_in(session: Session, secret: str, email: str, password: str) -> people.Person | None:
    """The person with this e-mail and password, their earlier failures forgiven; None for any other pair."""
    person = people.person_with_password(session, email, password)
    if person:
        attempts.forgive(session, attempts.digest(secret, email))
    return person
