"""Recovery codes: ten codes on paper for the day when the phone is lost. Each opens once; only digests are kept."""

import hashlib
import hmac
import re
import secrets
import uuid
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock
from tenants.database import Base

HOW_MANY = 10
SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
"""None that is taken for another when it is read from paper; ten of them are fifty bits."""
WRITTEN = re.compile(rf"[{SIGNS}]{{10}}")


class RecoveryCode(Base):
    """One of a person's codes, used or not."""

    __tablename__ = "recovery_code"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID]
    digest: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    used_at: Mapped[datetime | None]


def make_codes(session: Session, key: str, person_id: uuid.UUID) -> list[str]:
    """Ten new codes instead of any older ones; shown now and never again."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    codes = ["".join(secrets.choice(SIGNS) for _ in range(10)) for _ in range(HOW_MANY)]
    session.add_all(RecoveryCode(person_id=person_id, digest=_digest(key, person_id, code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def use(session: Session, key: str, person_id: uuid.UUID, typed: str) -> bool:
    """Whether this is an unused code of the person; it is used up by that, however many try at once."""
    code = re.sub(r"[\s-]", "", typed).lower()
    if not WRITTEN.fullmatch(code):
        return False
    unused = (RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    this = update(RecoveryCode).where(*unused, RecoveryCode.digest == _digest(key, person_id, code))
    return session.execute(this.values(used_at=clock.now())).rowcount == 1


def codes_left(session: Session, person_id: uuid.UUID) -> int:
    """How many codes are still good."""
    unused = (RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    return session.scalar(select(func.count()).select_from(RecoveryCode).where(*unused))


def _digest(key: str, person_id: uuid.UUID, code: str) -> str:
    return hmac.new(key.encode(), f"recovery code {person_id} {code}".encode(), hashlib.sha256).hexdigest()
