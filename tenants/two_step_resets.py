"""For who has lost the second factor and the recovery codes: two-step sign-in may be set up anew.

A coordinator lets a member, a staff member another one; the database refuses oneself and everybody else. The person
is told at once and can stop it, and it opens a day later: whoever has got hold of the coordinator's computer or the
person's mailbox, but not of both and the password, gets nowhere.
"""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import authenticators, clock
from tenants.database import Base
from tenants.errors import Refused
from tenants.tokens import digest_of, new_token

DELAY = timedelta(days=1)
VALID = timedelta(days=7)
"""After it has opened."""


class TwoStepReset(Base):
    """One permission. It ends used, stopped by the person, or too old."""

    __tablename__ = "two_step_reset"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID]
    let_by: Mapped[uuid.UUID]
    token_digest: Mapped[str]
    created_at: Mapped[datetime]
    opens_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    def is_open(self, now: datetime) -> bool:
        """Whether it may be used."""
        return self.is_waiting(now) and now >= self.opens_at

    def is_waiting(self, now: datetime) -> bool:
        """Whether it may be used now or later, and can still be stopped."""
        return self.ended_at is None and now < self.opens_at + VALID


def let_reset(session: Session, by: uuid.UUID, person_id: uuid.UUID) -> tuple[str, datetime]:
    """Let a person set up two-step sign-in anew; returns their letter's token and when it opens.

    Written without reading back, because neither a municipality nor staff may read it.
    """
    token, now = new_token(), clock.now()
    row = {"id": uuid.uuid4(), "person_id": person_id, "let_by": by, "token_digest": digest_of(token)}
    session.execute(insert(TwoStepReset.__table__).values(row | {"created_at": now, "opens_at": now + DELAY}))
    return token, now + DELAY


def reset_of(session: Session, token: str) -> TwoStepReset | None:
    """The permission of a letter's token, whatever has become of it."""
    return session.scalar(select(TwoStepReset).where(TwoStepReset.token_digest == digest_of(token)))


def stop(session: Session, token: str) -> None:
    """The person did not want it. Raises Refused("link_closed") when there is nothing to stop."""
    waiting = reset_of(session, token)
    if waiting is None or not waiting.is_waiting(clock.now()):
        raise Refused("link_closed")
    waiting.ended_at = clock.now()


def use(session: Session, person_id: uuid.UUID, token: str) -> None:
    """Take every second factor of the person away, in a session that is the person's. Raises Refused("link_closed").

    Whatever else had been let for this person ends as well.
    """
    found = select(TwoStepReset).where(
        TwoStepReset.token_digest == digest_of(token), TwoStepReset.person_id == person_id
    )
    reset = session.scalar(found.with_for_update())
    if reset is None or not reset.is_open(clock.now()):
        raise Refused("link_closed")
    others = update(TwoStepReset).where(TwoStepReset.person_id == person_id, TwoStepReset.ended_at.is_(None))
    session.execute(others.values(ended_at=clock.now()))
    authenticators.remove_all(session, person_id)
