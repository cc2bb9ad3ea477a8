"""Sign-in attempts, counted in the database because several processes share no memory.

Who tried is kept as a keyed digest: an address somebody mistyped (perhaps a password) is nobody's to read.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Identity, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock
from tenants.database import Base

WINDOW = timedelta(minutes=15)
MOST_PER_EMAIL = 8
MOST_PER_ADDRESS = 60
"""A municipality's whole office may sit behind one network address."""


class SignInAttempt(Base):
    """One attempt, written before the password is looked at, so that a parallel storm is counted too."""

    __tablename__ = "sign_in_attempt"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    email: Mapped[str]
    address: Mapped[str]


def digest(secret: str, value: str) -> str:
    """What is stored instead of an e-mail or a network address."""
    return hmac.new(secret.encode(), value.strip().lower().encode(), hashlib.sha256).hexdigest()


def too_many(session: Session, email: str, address: str) -> bool:
    """Whether this e-mail or network address (digests) must wait; the window slides."""
    by_email, by_address = session.execute(
        select(
            func.count().filter(SignInAttempt.email == email),
            func.count().filter(SignInAttempt.address == address),
        ).where(SignInAttempt.at > clock.now() - WINDOW)
    ).one()
    return by_email >= MOST_PER_EMAIL or by_address >= MOST_PER_ADDRESS


def record(session: Session, email: str, address: str) -> None:
    """Count an attempt against both digests, and forget those older than a day."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < clock.now() - timedelta(days=1)))
    session.add(SignInAttempt(email=email, address=address))


def forgive(session: Session, email: str) -> None:
    """The right password clears the attempts made with this e-mail."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.email == email))
