"""What the worker does about editions: it makes the files that publishing did not wait for."""

from datetime import datetime, timedelta

from flask import current_app

from app.messages.duties import do_each, duty
from app.publishing.later import editions_to_finish, finish, missing
from app.publishing.pages import addresses
from app.publishing.queries import Row
from tenants.boundary import DoorSession, TenantSession, WorkerSession
from tenants.database import Engines

LATELY = timedelta(hours=1)


@duty("* * * * * */10")
def finish_editions(engines: Engines, now: datetime) -> None:
    """Those that have just been published."""
    _finish_all(engines, now - LATELY)


@duty("10 3 * * *")
def finish_old_editions(engines: Engines, now: datetime) -> None:
    """Those that a new kind of file is to be made of, and those of which one could not be made."""
    _finish_all(engines, None)


def _finish_all(engines: Engines, since: datetime | None) -> None:
    """Each by itself."""
    with DoorSession(engines, read_only=True) as door:
        found = editions_to_finish(door, since)
    do_each(engines, found, lambda session, row: finish_one(engines, row))


def finish_one(engines: Engines, row: Row) -> None:
    """One edition of `editions_to_finish`, each file in a transaction of its own: a worker that was killed goes on from
    there, and one that cannot be made keeps back no other.
    """
    slugs = {"fi": row.slug_fi, "sv": row.slug_sv}
    with current_app.test_request_context():
        address = addresses(slugs, years=row.years, number=row.number)
    with TenantSession(engines, row.tenant_id, read_only=True) as session:
        lacking = missing(session, row.edition_id)

    def make(_: WorkerSession, file: tuple[str, str]) -> None:
        with TenantSession(engines, row.tenant_id) as session, session.begin():
            finish(session, row.edition_id, address, *file)

    do_each(engines, lacking, make)
