"""Attempts at the open forms, counted in the database because several processes share no memory.

Who tried is kept as a keyed digest: an address somebody mistyped (perhaps a password) is nobody's to read.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Identity, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock
from tenants.database import Base

WINDOW = timedelta(minutes=15)
MOST_PER_EMAIL = 8
MOST_PER_ADDRESS = 60
"""A municipality's whole office may sit behind one network address."""

SIGN_IN = "sign_in"


@dataclass(frozen=True)
class Limit:
    """How many attempts of one kind an e-mail and a network address may make in a window of at most a day."""

    per_email: int = MOST_PER_EMAIL
    per_address: int = MOST_PER_ADDRESS
    window: timedelta = WINDOW


LIMITS = {
    SIGN_IN: Limit(),
    # Three of a million codes are right at a time, so ten an hour are one chance in fourteen hundred a day.
    "second_step": Limit(per_email=10, per_address=240, window=timedelta(hours=1)),
    "confirm": Limit(window=timedelta(hours=1)),
    # Of a network address only: whoever asks has not said yet who they are.
    "passkey_question": Limit(per_email=240, per_address=240),
    "order": Limit(),
    # Each has us ask Microsoft; only the network address is known.
    "work_account": Limit(per_email=240, per_address=240),
    # Sends a letter to an address that may be anybody's; counted for the person who asks.
    "email_change": Limit(per_email=5, per_address=60, window=timedelta(hours=1)),
    # Each is up to 300 letters, or one that takes a second step away; counted for the person who sends them.
    "invitation_list": Limit(per_email=5, per_address=60, window=timedelta(hours=1)),
    "begin_anew": Limit(per_email=5, per_address=60, window=timedelta(hours=1)),
    "password_reset": Limit(per_email=3, per_address=30, window=timedelta(hours=1)),
    # Each sends a letter to somebody who may never have asked for one.
    "question": Limit(per_email=3, per_address=30, window=timedelta(hours=1)),
    # Each sends a letter to the association; counted for the person who writes, or for the case of a letter's link.
    "conversation": Limit(per_email=20, per_address=240, window=timedelta(hours=1)),
    # Each is up to a hundred letters; counted for the person who sends them.
    "consultation": Limit(per_email=10, per_address=60, window=timedelta(hours=1)),
    # Each is stored; counted for the letter whose link is used.
    "statement": Limit(per_email=60, per_address=600, window=timedelta(hours=1)),
    # Each is stored for somebody to answer; of who gives no e-mail the network address is counted twice.
    "feedback": Limit(per_email=20, per_address=30, window=timedelta(hours=1)),
    "subscription": Limit(per_email=3, per_address=30, window=timedelta(hours=1)),
    "account_request": Limit(per_email=3, per_address=30, window=timedelta(hours=1)),
}
"""By kind: what is tried too often in one form closes no other."""


class Attempt(Base):
    """One attempt, written before what was typed is looked at, so that a parallel storm is counted too."""

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    kind: Mapped[str]
    email: Mapped[str]
    address: Mapped[str]


def digest(secret: str, value: str) -> str:
    """What is stored instead of an e-mail or a network address."""
    return hmac.new(secret.encode(), value.strip().lower().encode(), hashlib.sha256).hexdigest()


def too_many(session: Session, email: str, address: str, kind: str = SIGN_IN) -> bool:
    """Whether this e-mail or network address (digests) must wait; the kind's window slides."""
    limit = LIMITS[kind]
    _take_turn(session, kind, email, address)
    by_email, by_address = session.execute(
        select(
            func.count().filter(Attempt.email == email),
            func.count().filter(Attempt.address == address),
        ).where(Attempt.kind == kind, Attempt.at > clock.now() - limit.window)
    ).one()
    return by_email >= limit.per_email or by_address >= limit.per_address


def _take_turn(session: Session, kind: str, *digests: str) -> None:
    """One attempt at a time is counted, until its transaction ends: a burst finds each other's attempts."""
    for each in sorted(digests):
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"{kind} {each}"))))


def record(session: Session, email: str, address: str, kind: str = SIGN_IN) -> None:
    """Count an attempt against both digests, and forget those older than a day."""
    session.execute(delete(Attempt).where(Attempt.at < clock.now() - timedelta(days=1)))
    session.add(Attempt(kind=kind, email=email, address=address))


def forgive(session: Session, email: str, kind: str = SIGN_IN) -> None:
    """What was right at last clears the attempts of its kind that were made with this e-mail."""
    session.execute(delete(Attempt).where(Attempt.kind == kind, Attempt.email == email))
