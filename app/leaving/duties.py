"""What the worker does about leaving: makes exports, reminds of deletions, and carries them out."""

import uuid
from datetime import datetime, timedelta
from functools import partial

from flask import Flask, current_app
from sqlalchemy import func, select

from app.leaving import actions, queries
from app.leaving.archive import Archive
from app.leaving.contents import Whole
from app.leaving.letters import tell_of_deletion
from app.leaving.models import DeletionRecord, ExportChunk
from app.leaving.pages import StandingPages
from app.leaving.rules import SETTLES_IN
from app.messages.duties import do_each, duty
from app.web.zip_files import Pieces
from tenants import clock, registry
from tenants.boundary import DoorSession, SnapshotSession, TenantSession, WorkerSession
from tenants.database import Engines

TOLD_AFTERWARDS = timedelta(days=7)
"""How long it is looked whether the coordinators have heard that a deletion was stopped."""


@duty("* * * * * */5")
def make_exports(engines: Engines, now: datetime) -> None:
    """Every export that waits. A killed worker's is begun anew."""
    app = current_app._get_current_object()
    with WorkerSession(engines, read_only=True) as session:
        waiting = queries.exports_to_make(session)
    do_each(engines, waiting, lambda session, key: _make(engines, app, *key))


def _make(engines: Engines, app: Flask, tenant_id: uuid.UUID, export_id: uuid.UUID) -> None:
    """All is read from one snapshot, and what is written is stored piece by piece beside it."""
    own = partial(TenantSession, engines, tenant_id)
    with SnapshotSession(engines, tenant_id) as snapshot:
        # Whoever holds it is making this export: it falls with its worker.
        if not snapshot.scalar(select(func.pg_try_advisory_xact_lock(func.hashtextextended(str(export_id), 0)))):
            return
        with own() as session, session.begin():
            if not actions.begin_making(session, export_id):
                return
        (tenant,) = registry.facts_of(snapshot, [tenant_id])
        told = partial(_tell, own, export_id)
        with Pieces(_Storing(own, export_id)) as pieces:
            Whole(snapshot, tenant, Archive(pieces, clock.now()), StandingPages(app), told).write()
            pieces.finish()
    with own() as session, session.begin():
        actions.finish_making(session, export_id, pieces.size, pieces.digest.hexdigest())


class _Storing:
    """Stores each piece of an export in a transaction of its own."""

    def __init__(self, own: partial, export_id: uuid.UUID):
        self.own, self.export_id, self.position = own, export_id, 0

    def __call__(self, piece: bytes) -> None:
        with self.own() as session, session.begin():
            session.add(ExportChunk(export_id=self.export_id, position=self.position, body=piece))
        self.position += 1


def _tell(own: partial, export_id: uuid.UUID, step: int, steps: int) -> None:
    with own() as session, session.begin():
        actions.show_progress(session, export_id, step, steps)


@duty("15 2 * * *")
def forget_exports(engines: Engines, now: datetime) -> None:
    """What has been there to be fetched for a week."""
    with WorkerSession(engines, read_only=True) as session:
        over = queries.exports_to_forget(session)
    for tenant_id, export_id in over:
        with TenantSession(engines, tenant_id) as session, session.begin():
            actions.forget_export(session, export_id)


@duty("* * * * *")
def tell_of_deletions(engines: Engines, now: datetime) -> None:
    """The coordinators hear in a minute that a deletion was asked for or stopped, and are reminded before its day."""
    with WorkerSession(engines) as session, session.begin():
        for record in queries.deletions_since(session, now - TOLD_AFTERWARDS):
            tell_of_deletion(session, record)


@duty("25 * * * *")
def carry_out_deletions(engines: Engines, now: datetime) -> None:
    """First everybody is let out; an hour later, when nothing is in hand any more, the rows go; then the people."""
    with WorkerSession(engines, read_only=True) as session:
        due = queries.unfinished_deletions(session)
    do_each(engines, due, lambda session, record: _carry_out(engines, record, now))


def _carry_out(engines: Engines, record: DeletionRecord, now: datetime) -> None:
    own = partial(TenantSession, engines, record.about_tenant)
    if record.closed_at is None:
        with own() as session, session.begin():
            actions.close_municipality(session, record)
    elif record.done_at is None and now - record.closed_at >= SETTLES_IN:
        with own(plane="worker") as session, session.begin():
            session.add(record)
            actions.delete_municipality(session, record)
    if record.done_at:
        for each in map(uuid.UUID, record.people):
            with DoorSession(engines, each) as door, door.begin():
                actions.forget_person(door, each)
        with own() as session, session.begin():
            actions.write_down_deletion(session, record)
