"""Municipalities that leave: full ones, their exports, and days that pass for deletions."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta

from flask import Flask
from psycopg import sql

from app.leaving import actions, duties, queries
from app.leaving.archive import MANIFEST
from app.leaving.models import DeletionRecord, Export
from app.publishing import pages
from app.publishing.actions import publish
from app.reports.queries import whole_report
from tenants import clock
from tenants.database import Engines
from tests.databases import CLUSTER
from tests.makers import MunicipalityOfTest, a_municipality, a_report, an_adopted_report, write
from tests.walls.rows import a_row_in_every_table

ODD_TEXTS = (
    "Rivi\nja\r\ntoinen, \"lainaus\", takakeno \\ ja \\n",
    "Åäö ÅÄÖ €, \N{SLIGHTLY SMILING FACE}, \N{RIGHT-TO-LEFT OVERRIDE}kohti\N{POP DIRECTIONAL FORMATTING}",
    "\u2028\u2029\u0085\x7f\ufeff, yhdistyvä: a\N{COMBINING DIAERESIS}",
    '{"tenant_id": "ei mitään"}; -- \'; DROP TABLE report',
    "x" * 20_000,
)
OF_TENANTS = """
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT a.attisdropped"""
"""Every table with a municipality, from the database's own catalog."""


def a_full_municipality(app: Flask, engines: Engines) -> MunicipalityOfTest:
    """With an edition published as residents got it, and a row in every table there is."""
    municipality = a_municipality(engines)
    a_published_report(app, municipality)
    a_row_in_every_table(municipality)
    written = a_report(municipality)
    for position, text in enumerate(ODD_TEXTS, start=1):
        write(municipality, written, position, text, text[::-1])
    return municipality


def a_published_report(app: Flask, municipality: MunicipalityOfTest) -> None:
    """Its first one, as residents get it."""
    an_adopted_report(municipality)
    with municipality.session() as session, session.begin(), app.test_request_context("/fi/"):
        report = whole_report(session, 1)
        publish(session, municipality.coordinator, municipality.facts, report, pages.draw)


def ask_for_export(municipality: MunicipalityOfTest) -> bool:
    """As its coordinator does."""
    with municipality.session() as session, session.begin():
        return actions.ask_for_export(session, municipality.coordinator)


def make_exports(app: Flask, engines: Engines) -> None:
    """As the worker does."""
    with app.app_context():
        duties.make_exports(engines, clock.now())


def an_export_of(app: Flask, municipality: MunicipalityOfTest, *, asked: bool = True) -> bytes:
    """Asked for, made and fetched; or without being asked for in the trail, which it would stand in."""
    if asked:
        ask_for_export(municipality)
    else:
        with municipality.session() as session, session.begin():
            session.add(Export(asked_by=municipality.coordinator))
    make_exports(app, municipality.engines)
    with municipality.session(read_only=True) as session:
        newest = queries.exports(session)[0]
        assert newest.state == "ready"
        pieces = [queries.chunk(session, newest.id, position) for position in range(newest.size // 2**20 + 1)]
    return b"".join(filter(None, pieces))


def rewritten(export: bytes, change: Callable[[str, bytes], bytes | None], *, mends_manifest: bool = True) -> bytes:
    """An export whose files somebody has changed; with a manifest that agrees, unless they left it as it was."""
    with zipfile.ZipFile(io.BytesIO(export)) as zipped:
        found = {name: change(name, zipped.read(name)) for name in zipped.namelist()}
    files = {name: content for name, content in found.items() if content is not None}
    if mends_manifest:
        files[MANIFEST] = _mended(files)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return made.getvalue()


def _mended(files: dict[str, bytes]) -> bytes:
    manifest = json.loads(files[MANIFEST])
    for name, told in manifest["files"].items():
        told |= {"size": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()}
    for told in manifest["tables"].values():
        told["sha256"] = manifest["files"][told["file"]]["sha256"]
    return json.dumps(manifest).encode()


def everything_in(zipped: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """(place, content) of every file but the manifest."""
    return ((name, zipped.read(name)) for name in zipped.namelist() if name != "manifest.json")


def exports_in_every_state(municipality: MunicipalityOfTest) -> None:
    """One that can be fetched, one that could not be made, and one on its way."""
    with municipality.session() as session, session.begin():
        common = {"asked_by": municipality.coordinator, "steps": 12}
        ended = {"ended_at": clock.now()}
        session.add(Export(**common, **ended, step=12, state="ready", size=1, checksum="x"))
        session.add(Export(**common, **ended, step=4, state="failed"))
        session.add(Export(**common, step=4))


def begin_deletion(municipality: MunicipalityOfTest, days: int = 30, *, withdraws_editions: bool = False):
    """Asked for by its coordinator."""
    with municipality.session() as session, session.begin():
        return actions.begin_deletion(
            session, municipality.coordinator, municipality.facts.id, days, withdraws_editions=withdraws_editions
        )


def let_days_pass(
    municipality: MunicipalityOfTest, record: DeletionRecord, days: int = 0, *, closed: timedelta = timedelta()
) -> None:
    """As if it had been asked for, or closed, so much earlier. Only who switches off triggers can do that."""
    with CLUSTER.connect_as_superuser(municipality.engines.owner.url.database) as server:
        server.execute("SET session_replication_role = replica")
        server.execute(
            "UPDATE deletion_record SET asked_at = asked_at - make_interval(days => %s), closed_at = closed_at - %s"
            " WHERE id = %s",
            [days, closed, record.id],
        )


def a_deletion_due(municipality: MunicipalityOfTest, **how) -> DeletionRecord:
    """Its day has come, and nothing has been done yet."""
    record = begin_deletion(municipality, **how)
    let_days_pass(municipality, record, 30)
    return record


def a_closed_deletion(municipality: MunicipalityOfTest, **how) -> DeletionRecord:
    """Its day has come, and its members have been let out."""
    record = a_deletion_due(municipality, **how)
    with municipality.session() as session, session.begin():
        actions.close_municipality(session, record)
    return record


def rows_of(municipality: MunicipalityOfTest) -> dict[str, int]:
    """How many rows of a municipality there are in each table, counted by one who sees through every wall."""
    with CLUSTER.connect_as_superuser(municipality.engines.owner.url.database) as server:
        tables = [name for (name,) in server.execute(OF_TENANTS)]
        return {
            table: server.execute(
                sql.SQL("SELECT count(*) FROM {} WHERE tenant_id = %s").format(sql.Identifier(table)),
                [municipality.facts.id],
            ).fetchone()[0]
            for table in tables
        }


def carry_out(app: Flask, engines: Engines, *, later: timedelta = timedelta()) -> None:
    """Do what is due about deletions, as the worker does every hour."""
    with app.app_context():
        duties.carry_out_deletions(engines, clock.now() + later)
