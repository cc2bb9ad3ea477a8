"""The authenticator apps of the example staff, who must sign in in two steps: a newcomer has no such app at hand.

Their secrets are printed and their codes shown to everybody on this machine, which only a demonstration may do.
"""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.people import PEOPLE
from tenants import authenticators, clock, one_time_codes
from tenants.authenticators import APP, PURPOSE, Authenticator
from tenants.errors import Refused
from tenants.sealing import open_sealed

STAFF = tuple(each for each in PEOPLE if each.role is None)
NAME = "Demo"
STEP = timedelta(seconds=one_time_codes.STEP_SECONDS)


def secret_of(session: Session, key: str, person_id: uuid.UUID) -> str | None:
    """The secret of a person's example app; None when there is none, or another key sealed it."""
    of_demo = (Authenticator.person_id == person_id, Authenticator.kind == APP, Authenticator.name == NAME)
    sealed = session.scalar(select(Authenticator.sealed_secret).where(*of_demo).limit(1))
    try:
        return open_sealed(key, PURPOSE, sealed) if sealed else None
    except Refused:
        return None


def give_app(session: Session, key: str, person_id: uuid.UUID) -> str:
    """The secret of the person's example app, made where it is missing."""
    secret = secret_of(session, key, person_id)
    if secret is None:
        authenticators.remove_all(session, person_id)
        secret = one_time_codes.new_secret()
        # With the code before the present one, which somebody may type in a moment.
        before = one_time_codes.code_at(secret, clock.now() - STEP)
        authenticators.add_app(session, key, person_id, NAME, secret, before)
    return secret


def next_change(now: datetime) -> int:
    """In how many seconds the codes change."""
    return one_time_codes.STEP_SECONDS - int(now.timestamp()) % one_time_codes.STEP_SECONDS
