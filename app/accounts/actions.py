"""Signing in, with attempts counted so that passwords cannot be tried by the thousand; taking up an invitation."""

import uuid

from sqlalchemy.orm import Session

from tenants import attempts, invitations, people
from tenants.errors import Refused
from tenants.invitations import Invitation


def count_attempt(session: Session, secret: str, email: str, address: str, kind: str = attempts.SIGN_IN) -> None:
    """Count this attempt before what was typed is looked at; `kind` is one of attempts.LIMITS.

    Raises Refused("too_many_attempts") when it must wait.
    """
    who, where = attempts.digest(secret, email), attempts.digest(secret, address)
    if attempts.too_many(session, who, where, kind):
        raise Refused("too_many_attempts")
    attempts.record(session, who, where, kind)


def sign_in(session: Session, secret: str, email: str, password: str) -> people.Person | None:
    """The person with this e-mail and password, their earlier failures forgiven; None for any other pair."""
    person = people.person_with_password(session, email, password)
    if person:
        attempts.forgive(session, attempts.digest(secret, email))
    return person


def accept_as_new(session: Session, invitation: Invitation, name: str, language: str, password: str) -> uuid.UUID:
    """Make the invited person, and a member; returns their id.

    Raises Refused with "invitation_closed", or "has_account" where another invitation made them a person just now.
    """
    invitations.take_up(session, invitation)
    person_id = people.add_invited_person(session, invitation.email, name, language, password)
    invitations.accept(session, invitation, person_id)
    return person_id


def accept_as_known(session: Session, invitation: Invitation, person_id: uuid.UUID) -> None:
    """Make somebody who has an account a member. Raises Refused("invitation_closed")."""
    invitations.take_up(session, invitation)
    invitations.accept(session, invitation, person_id)
