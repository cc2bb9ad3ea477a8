"""Tables as the database itself describes them, and their rows as lines of JSON, without their municipality.

The tables' names come from the database's catalog and the written list; psycopg quotes them. Everything here works on
a session of one municipality, behind its wall.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from psycopg import sql
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.leaving.fates import FATES
from tenants.boundary import driver_of

COLUMNS = text("""
    SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
           a.attgenerated <> '' AS generated
    FROM pg_attribute a WHERE a.attrelid = cast(:table AS regclass) AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY a.attnum""")
REFERENCES = text("""
    SELECT k.confrelid::regclass::text AS "table",
           ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
                 AND a.attname <> 'tenant_id' ORDER BY array_position(k.conkey, a.attnum)) AS columns
    FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = cast(:table AS regclass)
    ORDER BY k.conname""")
BYTES, MOMENT = "bytea", "timestamp with time zone"
WRITTEN_MOMENT = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
AT_A_TIME = 50
"""Rows that are in hand at once: a published report is some hundred kilobytes."""


@dataclass(frozen=True)
class Column:
    """A column of a table, but for the municipality's."""

    name: str
    type: str
    nullable: bool


@dataclass(frozen=True)
class Table:
    """A table of municipalities' rows. `references` are (table, columns) of its foreign keys."""

    name: str
    columns: tuple[Column, ...]
    references: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def files(self) -> list[str]:
        """Columns that hold a file."""
        return [each.name for each in self.columns if each.type == BYTES]

    def name_of_file(self, column: str) -> sql.Composed:
        """Where a row's file lies in an export, as SQL; it is named by its format where the table tells one."""
        ends = sql.Identifier("format") if "format" in {each.name for each in self.columns} else sql.Literal("bin")
        return sql.SQL("concat({}::text, id, '.', {})").format(f"files/{self.name}/{column}/", ends)

    def as_schema(self) -> dict[str, Any]:
        """For the reader of an export."""
        return {
            "columns": [vars(each) for each in self.columns],
            "references": [{"table": table, "columns": columns} for table, columns in self.references],
            "key": ["id"],
            "not_imported": FATES[self.name].not_imported or None,
        }


def described(session: Session, name: str) -> Table:
    """A table by its name, which must be on the written list."""
    hidden = {"tenant_id", *FATES[name].left_out}
    rows = session.execute(COLUMNS, {"table": name}).all()
    columns = tuple(Column(*row[:3]) for row in rows if row.name not in hidden and not row.generated)
    references = tuple(
        (row.table, tuple(row.columns)) for row in session.execute(REFERENCES, {"table": name}) if row.columns
    )
    return Table(name, columns, references)


def lines(session: Session, table: Table) -> Iterator[str]:
    """Each row as one line of JSON, in the order of their ids: the canonical form, as PostgreSQL writes jsonb.

    In place of a file stand its place in the export, its size and its checksum.
    """
    parts = [part for each in table.columns for part in (sql.Literal(each.name), _value(table, each))]
    row = sql.SQL("jsonb_build_object({})::text").format(sql.SQL(", ").join(parts))
    for (line,) in _streamed(session, table, row):
        yield line


def files(session: Session, table: Table, column: str) -> Iterator[tuple[str, bytes]]:
    """(place, content) of every file in a column, in the order of the rows' ids."""
    what = sql.SQL("{}, {}").format(table.name_of_file(column), sql.Identifier(column))
    for place, content in _streamed(session, table, what):
        if content is not None:
            yield place, content


def _value(table: Table, column: Column) -> sql.Composable:
    name = sql.Identifier(column.name)
    if column.type == MOMENT:  # whatever time zone the server keeps
        return sql.SQL("to_char({} AT TIME ZONE 'UTC', {})").format(name, sql.Literal(WRITTEN_MOMENT))
    if column.type != BYTES:
        return name
    return sql.SQL(
        "CASE WHEN {0} IS NOT NULL THEN jsonb_build_object("
        "'file', {1}, 'size', octet_length({0}), 'sha256', encode(sha256({0}), 'hex')) END"
    ).format(name, table.name_of_file(column.name))


def _streamed(session: Session, table: Table, what: sql.Composable) -> Iterator[tuple]:
    """By a cursor of the server: however many rows there are, only a few are here."""
    statement = sql.SQL("SELECT {} FROM {} WHERE tenant_id = %s ORDER BY id").format(what, sql.Identifier(table.name))
    with driver_of(session).cursor(name="leaving") as cursor:
        cursor.itersize = AT_A_TIME
        cursor.execute(statement, [session.tenant_id])
        yield from cursor
