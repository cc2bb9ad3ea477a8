"""Changes of one's own account that letters go with; leaving a municipality."""

import uuid

from sqlalchemy.orm import Session

from app.accounts.handing_over import owned_by
from app.messages.actions import post
from tenants import audit, membership, own_account, people
from tenants.boundary import TenantSession
from tenants.errors import Refused


def ask_for_email(door: Session, person_id: uuid.UUID, email: str, language: str) -> None:
    """A letter to the new address: with a link, or, where it is somebody's already, telling its owner so.

    To the one who asks it looks the same, on every page, so that nobody finds out who has an account.
    """
    token = own_account.ask_for_email(door, person_id, email)
    if people.has_account(door, email):
        post(door, "email_in_use", to_email=email, language=language)
    else:
        post(door, "email_change", to_email=email, language=language, token=token)


def change_email(door: Session, person_id: uuid.UUID, token: str, language: str) -> None:
    """The link of that letter was opened; the old address is told. Raises Refused("link_closed")."""
    old = own_account.change_email(door, person_id, token)
    post(door, "email_changed", to_email=old, language=language)


def leave(session: TenantSession, person_id: uuid.UUID) -> None:
    """One leaves a municipality by oneself.

    Raises Refused("last_coordinator"), or "no_heir" where a coordinator has to choose first who takes something over.
    """
    membership.end(session, person_id)
    if owned_by(session, person_id):
        raise Refused("no_heir")
    audit.write(session, person_id, "member.left")
