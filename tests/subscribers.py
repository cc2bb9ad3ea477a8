"""Somebody who has asked for letters on new editions: plain functions for tests."""

from app.messages.models import Letter
from app.subscribers import actions
from tenants.boundary import DoorSession
from tenants.database import Engines
from tests.letters import outbox


def asked_for_notices(engines: Engines, email: str) -> str:
    """Of all municipalities, and not confirmed; gives the token of the letter."""
    with DoorSession(engines) as door, door.begin():
        actions.ask(door, email, "fi", None, None)
    return outbox(engines, Letter.to_email == email)[-1].payload["token"]
