"""Signing in, with attempts counted so that passwords cannot be tried by the thousand; invitations."""

import uuid

from sqlalchemy.orm import Session

from app.messages.actions import post
from tenants import attempts, audit, invitations, people
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.invitations import Invitation
from tenants.permissions import Role


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
    """Make the invited person, and a member; returns their id. Raises Refused("invitation_closed")."""
    invitations.take_up(session, invitation)
    person_id = people.add_invited_person(session, invitation.email, name, language, password)
    invitations.accept(session, invitation, person_id)
    return person_id


def accept_as_known(session: Session, invitation: Invitation, person_id: uuid.UUID) -> None:
    """Make somebody who has an account a member. Raises Refused("invitation_closed")."""
    invitations.take_up(session, invitation)
    invitations.accept(session, invitation, person_id)


def withdraw_invitation(session: TenantSession, by: uuid.UUID, invitation_id: uuid.UUID) -> None:
    """Take an invitation back. Raises Refused("invitation_closed")."""
    invitations.withdraw(session, invitation_id)
    audit.write(session, by, "invitation.withdrawn")


def invite_again(session: TenantSession, by: uuid.UUID, invitation_id: uuid.UUID, language: str) -> None:
    """A new letter with a new link, instead of the old one. Raises Refused("invitation_closed")."""
    old = invitations.withdraw(session, invitation_id)
    token = invitations.invite(session, session.tenant_id, old.email, Role(old.role))
    post(session, "invitation", to_email=old.email, language=language, token=token)
    audit.write(session, by, "invitation.sent_again")
