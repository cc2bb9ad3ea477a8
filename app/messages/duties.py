"""What the service does by itself at certain times. Each room registers its own; the worker sees to them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from flask import current_app
from sqlalchemy import ColumnElement, delete, or_

from app.messages import outbox
from app.messages.models import Letter
from app.messages.smtp import post_office
from app.messages.writing import write
from tenants.boundary import WorkerSession
from tenants.database import Engines

KEPT = timedelta(days=365)
"""How long a letter's row is kept when it has gone or been given up: who was written to, of what kind, when."""
KEPT_OF_FOLLOWERS = timedelta(days=7)
"""That somebody follows published reports is nobody's to know."""
OF_FOLLOWERS = ("subscription_confirmation", "edition_published")


@dataclass(frozen=True)
class Duty:
    """Something to do at certain times; `when` is cron's five fields in UTC, or six with seconds last."""

    name: str
    when: str
    do: Callable[[Engines, datetime], None]
    is_alone: bool


DUTIES: list[Duty] = []


def duty(when: str, *, is_alone: bool = True) -> Callable[[Callable], Callable]:
    """Register a function of (engines, now), called inside the application's context.

    It must bear being killed at any point and being done twice. One that is alone is never under way in two
    workers at once; after a kill it waits until the dead worker has been silent for half a minute.
    """

    def register(do: Callable[[Engines, datetime], None]) -> Callable[[Engines, datetime], None]:
        DUTIES.append(Duty(f"{do.__module__}.{do.__name__}", when, do, is_alone))
        return do

    return register


def do_each(engines: Engines, keys: Iterable, act: Callable[[WorkerSession, object], object]) -> None:
    """Act for every key in a transaction of its own: one that fails holds up no other, and all failures are raised."""
    failures = []
    for key in keys:
        try:
            with WorkerSession(engines) as session, session.begin():
                act(session, key)
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise ExceptionGroup(f"{len(failures)} could not be done", failures)


@duty("* * * * * */5", is_alone=False)
def send_letters(engines: Engines, now: datetime) -> None:
    """Send what is due. Workers may do it side by side: each letter is locked by the one that has it in hand."""
    app = current_app._get_current_object()
    settings = app.config["SETTINGS"]
    outbox.drain(engines, now, partial(write, app), partial(post_office, settings.mail, settings.our_name))


@duty("20 1 * * *")
def forget_letters(engines: Engines, now: datetime) -> None:
    """Nobody needs to know for ever who was written to."""
    with WorkerSession(engines) as session, session.begin():
        session.execute(delete(Letter).where(_over_before(now - KEPT)))
        session.execute(delete(Letter).where(Letter.kind.in_(OF_FOLLOWERS), _over_before(now - KEPT_OF_FOLLOWERS)))


def _over_before(moment: datetime) -> ColumnElement[bool]:
    return or_(Letter.sent_at < moment, Letter.failed_at < moment)
