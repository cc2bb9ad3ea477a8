"""What the worker does for followers: writes to them once about each new edition, and forgets who never confirmed."""

from datetime import datetime

from sqlalchemy import Row

from app.messages.duties import do_each, duty
from app.subscribers import actions, queries
from app.subscribers.rules import AT_ONCE, LOOKED_BACK
from tenants.boundary import WorkerSession
from tenants.database import Engines


@duty("* * * * *")
def write_about_editions(engines: Engines, now: datetime) -> None:
    """Each edition by itself; whoever was written to is not written to again."""
    with WorkerSession(engines) as session, session.begin():
        actions.forget_doubles(session)
    with WorkerSession(engines, read_only=True) as session:
        new = queries.new_editions(session, now - LOOKED_BACK)
    do_each(engines, new, lambda _, edition: _write_about(engines, edition, now))


def _write_about(engines: Engines, edition: Row, now: datetime) -> None:
    written = AT_ONCE
    while written == AT_ONCE:
        with WorkerSession(engines) as session, session.begin():
            written = actions.write_about(session, edition, now)


@duty("45 1 * * *")
def forget_unconfirmed(engines: Engines, now: datetime) -> None:
    """An address that nobody confirmed is perhaps somebody else's."""
    with WorkerSession(engines) as session, session.begin():
        actions.forget_unconfirmed(session, now)
