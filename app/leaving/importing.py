"""A municipality made anew of an export, in one transaction: all of it, or nothing.

By the owner's login behind the new municipality's wall. No wall against change is opened: rows are only added, in an
order in which nothing that is frozen is added to, and an adopted report becomes adopted after its parts have come.
At the end the database is read again and must give the very checksums of the export.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from psycopg import Error, sql
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from app.leaving.fates import FATES, imported_tables
from app.leaving.people import PEOPLE
from app.leaving.reading import BadExport, HandedIn
from app.leaving.tables import Table, described, lines
from app.plan.rules import DECIDED
from app.reports.rules import FROZEN, ReportState
from billing.licence_rules import trial_last_day
from billing.licences import move_licence, open_licence
from tenants import audit, clock, registry
from tenants.boundary import TenantSession, driver_of
from tenants.errors import Refused
from tenants.invitations import Invitation
from tenants.municipalities import Municipality
from tenants.own_account import NOBODYS
from tenants.people import Person
from tenants.registry import Tenant
from tenants.tokens import digest_of, new_token

FROZEN_STATES = {"report": FROZEN, "plan": DECIDED}
"""In which states nothing is added to a row's parts, by table; being in work is the same word in each."""


def tenant_to_fill(session: Session, code: str) -> uuid.UUID:
    """The tenant of a municipality, or the id of one that is still to be made."""
    return session.scalar(select(Tenant.id).where(Tenant.municipality_code == code)) or uuid.uuid4()


def bring_in(session: TenantSession, code: str, export: HandedIn) -> int:
    """Fill an empty municipality; one that is not a customer yet begins with a trial. Returns the number of rows.

    Raises BadExport, and then nothing has happened.
    """
    if session.get(Tenant, session.tenant_id) is None:
        _open(session, code)
    tables = [described(session, name) for name in imported_tables()]
    _check_empty(session, tables)
    _check_columns(export, tables)
    _people(session, export)
    session.execute(text("SET CONSTRAINTS ALL DEFERRED"))  # a row may refer to one of its own table that comes later
    rows = sum(_fill(session, table, export) for table in in_order(tables))
    _adopt(session, export)
    _check_same(session, tables, export)
    _withdraw_invitations(session)
    audit.write_for_staff(session, None, "tenant.imported", code=code)
    return rows


def _open(session: TenantSession, code: str) -> None:
    municipality = session.get(Municipality, code)
    if municipality is None:
        raise BadExport(f"There is no municipality {code}.")
    try:
        registry.open_municipality(session, code, session.tenant_id)
        session.flush()
        today = clock.today()
        licence = open_licence(session, session.tenant_id, code, today, trial_last_day(today))
    except Refused as refused:
        raise BadExport(f"Municipality {code} cannot become a customer: {refused.reason}.") from refused
    move_licence(session, licence, "start_trial", "ordered")


def _check_empty(session: TenantSession, tables: Iterable[Table]) -> None:
    for table in tables:
        any_row = sql.SQL("SELECT FROM {} WHERE tenant_id = %s LIMIT 1").format(sql.Identifier(table.name))
        if driver_of(session).execute(any_row, [session.tenant_id]).fetchone() is not None:
            raise BadExport(f"The municipality is not empty: there are rows in {table.name}.")


def _check_columns(export: HandedIn, tables: Iterable[Table]) -> None:
    """What this release would not store must not be lost in silence."""
    schema = export.json("data/schema.json")
    for table in tables:
        here = {each.name for each in table.columns}
        there = {each["name"] for each in schema.get(table.name, {}).get("columns", [])}
        if table.name in export.tables and here != there:
            differing = ", ".join(sorted(here ^ there))
            raise BadExport(f"Table {table.name} has other columns here: {differing}. Use the export's own release.")


def _people(session: TenantSession, export: HandedIn) -> None:
    """Who is known here by the same id is the same person; the others come without a password."""
    for told in export.json(PEOPLE):
        person_id, email = uuid.UUID(told["id"]), told.get("email")
        known = session.get(Person, person_id)
        if known and email and known.email.lower() != email.lower():
            raise BadExport(f"Person {person_id} is somebody else here.")
        if known is None:
            _add_person(session, person_id, email, told)
    session.flush()


def _add_person(session: TenantSession, person_id: uuid.UUID, email: str | None, told: dict[str, Any]) -> None:
    if email and session.scalar(select(Person.id).where(Person.email_key == email.lower())):
        raise BadExport(f"The e-mail of person {person_id} is another person's here.")
    session.add(
        Person(
            id=person_id,
            email=email or f"{person_id}@{NOBODYS}",
            name=told["name"] or "",
            language=told.get("language", "fi"),
            erased_at=None if told["name"] else clock.now(),
        )
    )


def in_order(tables: Iterable[Table]) -> Iterator[Table]:
    """Each after those that it refers to."""
    waiting = {table.name: table for table in tables}
    while waiting:
        free = [
            table
            for table in waiting.values()
            if not any(to in waiting and to != table.name for to, _ in table.references)
        ]
        if not free:
            raise BadExport(f"These tables refer to each other in a circle: {', '.join(waiting)}.")
        for table in free:
            yield waiting.pop(table.name)


def _fill(session: TenantSession, table: Table, export: HandedIn) -> int:
    """Each row as it was written: nothing of it goes through Python's numbers."""
    added, statement = 0, _inserting(table)
    for line in export.lines(table.name) if table.name in export.tables else ():
        row = _parsed(line, table)
        values = {"tenant_id": session.tenant_id, "row": line, "files": table.files, "instead": _instead(table, row)}
        values |= {f"file_{name}": _file(row, name, export) for name in table.files}
        values |= {f"random_{name}": digest_of(new_token()) for name in FATES[table.name].at_random}
        try:
            added += driver_of(session).execute(statement, values).rowcount
        except Error as error:
            raise BadExport(f"A row of {table.name} does not fit: {error.diag.message_primary or error}.") from error
    return added


def _inserting(table: Table) -> sql.Composed:
    names = [each.name for each in table.columns]
    taken = [
        sql.Placeholder(f"file_{name}") if name in table.files else sql.SQL("r.{}").format(sql.Identifier(name))
        for name in names
    ]
    names += FATES[table.name].at_random
    taken += [sql.Placeholder(f"random_{name}") for name in FATES[table.name].at_random]
    return sql.SQL(
        "INSERT INTO {table} (tenant_id, {names}) SELECT %(tenant_id)s, {taken} FROM jsonb_populate_record("
        "NULL::{table}, %(row)s::jsonb - %(files)s::text[] || %(instead)s::jsonb) r"
    ).format(
        table=sql.Identifier(table.name),
        names=sql.SQL(", ").join(map(sql.Identifier, names)),
        taken=sql.SQL(", ").join(taken),
    )


def _parsed(line: str, table: Table) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadExport(f"A row of {table.name} cannot be read.") from error
    if not isinstance(row, dict):
        raise BadExport(f"A row of {table.name} cannot be read.")
    return row


def _instead(table: Table, row: dict[str, Any]) -> str:
    """An adopted report or plan comes as one in work: nothing is added to what is adopted."""
    is_frozen = row.get("state") in FROZEN_STATES.get(table.name, ())
    return json.dumps({"state": ReportState.IN_WORK} if is_frozen else {})


def _file(row: dict[str, Any], name: str, export: HandedIn) -> bytes | None:
    told = row.get(name)
    if told is None:
        return None
    if not isinstance(told, dict) or not isinstance(told.get("file"), str):
        raise BadExport(f"A row does not say which file its {name} is.")
    return export.content(told["file"])


def _adopt(session: TenantSession, export: HandedIn) -> None:
    for table, frozen in FROZEN_STATES.items():
        update_state = sql.SQL("UPDATE {} SET state = %s WHERE id = %s").format(sql.Identifier(table))
        for row in map(json.loads, export.lines(table)) if table in export.tables else ():
            if row["state"] in frozen:
                driver_of(session).execute(update_state, [row["state"], row["id"]])


def _check_same(session: TenantSession, tables: Iterable[Table], export: HandedIn) -> None:
    for table in tables:
        if table.name in export.tables:
            digest = hashlib.sha256()
            for line in lines(session, table):
                digest.update(f"{line}\n".encode())
            if digest.hexdigest() != export.tables[table.name]["sha256"]:
                raise BadExport(f"What was brought into {table.name} is not what the export holds.")


def _withdraw_invitations(session: TenantSession) -> None:
    """Their letters' links led to another service: a coordinator of this one invites anew."""
    is_open = (Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
    session.execute(update(Invitation).where(*is_open).values(withdrawn_at=clock.now()))
