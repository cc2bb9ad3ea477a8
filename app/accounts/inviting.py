"""Invitations on their way: the letter goes with the invitation, and its key tells later what became of it."""

import uuid

from sqlalchemy.orm import Session

from app.messages.actions import post
from tenants import audit, invitations
from tenants.boundary import TenantSession
from tenants.invitations import Invitation
from tenants.permissions import Role


def key_of(invitation_id: uuid.UUID) -> str:
    """By which the letter of an invitation is found in the outbox."""
    return f"invitation:{invitation_id}"


def send_invitation(
    session: Session, tenant_id: uuid.UUID, email: str, role: Role, language: str, name: str | None = None
) -> None:
    """Invite somebody, by whichever plane may; `language` is the letter's. Raises Refused("already_invited")."""
    id = uuid.uuid4()
    token = invitations.invite(session, tenant_id, email, role, name=name, id=id)
    post(session, "invitation", to_email=email, language=language, about=tenant_id, key=key_of(id), token=token)


def withdraw_invitation(session: TenantSession, by: uuid.UUID, invitation_id: uuid.UUID) -> None:
    """Take an invitation back. Raises Refused("invitation_closed")."""
    invitations.withdraw(session, invitation_id)
    audit.write(session, by, "invitation.withdrawn")


def invite_again(
    session: TenantSession, by: uuid.UUID, invitation_id: uuid.UUID, language: str, email: str = ""
) -> Invitation:
    """A new letter with a new link, instead of the old one, to a corrected `email` where one is given.

    Raises Refused with "invitation_closed", or "already_invited" where another waits at that e-mail; the old one then
    stays as it was.
    """
    with session.begin_nested():
        old = invitations.withdraw(session, invitation_id)
        send_invitation(session, session.tenant_id, email or old.email, Role(old.role), language, old.name)
    audit.write(session, by, "invitation.sent_again")
    return old
