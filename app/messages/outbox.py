"""Sends what lies in the outbox, so that a worker killed at any moment loses no letter.

Each letter goes in two transactions:

1. The attempt is written down: one try more, the moment of the next one, and as its end that it was interrupted.
2. With the row locked the letter is drawn and handed over, and what came of it is written down.

Killed before or between the two: the row waits for the moment that was written down, and the letter goes then.
Killed inside the second: so too, with the same bytes and the same Message-ID. Only if the server had taken the letter
and its answer was still on the way, the receiver's server gets a second copy: SMTP has no way to ask what became of
a letter. Such a copy is known by its Message-ID.
"""

import logging
import time
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.messages.content import NotNeeded
from app.messages.models import Letter
from app.messages.rules import INTERRUPTED, MOST_TRIES, NOT_WRITTEN, wait_after
from app.messages.smtp import Away, NotTaken, Send
from tenants.boundary import WorkerSession
from tenants.database import Engines

LONGEST_SECONDS = 10
"""After that the rest waits for the next time, so that a worker that is asked to end does."""

WAITING = (Letter.sent_at.is_(None), Letter.failed_at.is_(None))
log = logging.getLogger(__name__)


def drain(
    engines: Engines,
    now: datetime,
    write: Callable[[Letter], tuple[str, bytes]],
    post_office: Callable[[], AbstractContextManager[Send]],
) -> None:
    """Try every letter that is due. Raises Away, with no letter's try used up, when no server answers."""
    with WorkerSession(engines) as session, session.begin():
        _give_up(session, now)
        if session.scalar(select(Letter.id).where(*_due(now)).limit(1)) is None:
            return
    ends = time.monotonic() + LONGEST_SECONDS
    with post_office() as send:
        while time.monotonic() < ends and (letter_id := _begin_attempt(engines, now)):
            lost = _finish_attempt(engines, now, letter_id, write, send)
            if lost:
                raise lost


def _due(now: datetime) -> tuple:
    return (*WAITING, Letter.not_before <= now, Letter.tries < MOST_TRIES)


def _give_up(session: Session, now: datetime) -> None:
    """Letters whose last attempt was interrupted."""
    session.execute(
        update(Letter).where(*WAITING, Letter.not_before <= now, Letter.tries >= MOST_TRIES).values(failed_at=now)
    )


def _begin_attempt(engines: Engines, now: datetime) -> uuid.UUID | None:
    with WorkerSession(engines) as session, session.begin():
        letter = session.scalars(
            select(Letter)
            .where(*_due(now))
            .order_by(Letter.not_before, Letter.created_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if letter is None:
            return None
        letter.tries += 1
        letter.not_before = now + wait_after(letter.tries)
        letter.error = INTERRUPTED
        return letter.id


def _finish_attempt(
    engines: Engines,
    now: datetime,
    letter_id: uuid.UUID,
    write: Callable[[Letter], tuple[str, bytes]],
    send: Send,
) -> Away | None:
    """Returns what was lost with the server, after it has been written down."""
    with WorkerSession(engines) as session, session.begin():
        # Waits for a lock: another worker that looked for the next letter may hold this one for a moment.
        letter = session.scalars(select(Letter).where(Letter.id == letter_id, *WAITING).with_for_update()).first()
        if letter is None:  # sent meanwhile, by an attempt that took longer than the wait after it
            return None
        try:
            send(*write(letter))
        except NotNeeded:
            session.delete(letter)
        except NotTaken as error:
            _failed(letter, now, str(error), is_final=error.is_final)
        except Away as error:
            _failed(letter, now, str(error))
            return error
        except Exception:
            log.exception("Letter %s (%s) could not be written", letter.id, letter.kind)
            _failed(letter, now, NOT_WRITTEN)
        else:
            letter.sent_at, letter.error, letter.payload = now, None, {}
        return None


def _failed(letter: Letter, now: datetime, why: str, *, is_final: bool = False) -> None:
    letter.error = why[:500]
    if is_final or letter.tries >= MOST_TRIES:
        letter.failed_at = now
