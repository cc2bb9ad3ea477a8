"""A look past the wall, for tests that must see whether anything at all has changed."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields

from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.pool import NullPool

from app.config import Settings
from tenants.database import Engines

TABLES = text("""
    SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'p') AND a.attname = 'tenant_id' AND NOT a.attisdropped ORDER BY 1""")
ROWS = """SELECT '{0}', md5(string_agg(t::text, '' ORDER BY t::text)) FROM {0} t WHERE tenant_id = :tenant"""


@contextmanager
def looking_past(settings: Settings) -> Iterator[Connection]:
    """Sees every municipality's rows in the database of a service."""
    address = settings.databases["owner"].replace("//welfare_owner@", "//postgres@")
    with create_engine(address, poolclass=NullPool).connect() as connection:
        yield connection


def everything_of(connection: Connection, tenant_id: uuid.UUID) -> dict[str, str]:
    """A digest of all the rows of a municipality, by table. Ends the transaction, so that the next look sees anew."""
    question = " UNION ALL ".join(ROWS.format(table) for table in connection.scalars(TABLES).all())
    digests = dict(connection.execute(text(question), {"tenant": tenant_id}).all())
    connection.rollback()
    return digests


@contextmanager
def transactions_that_write(engines: Engines) -> Iterator[list[str]]:
    """A list that fills with the numbers of those committed: PostgreSQL gives a transaction none before it writes."""
    numbers = []

    def note(connection):
        driver = connection.connection.driver_connection
        if driver.info.transaction_status is TransactionStatus.INTRANS:
            (number,) = driver.execute("SELECT pg_current_xact_id_if_assigned()::text").fetchone()
            numbers.extend([number] if number else [])

    planes = [getattr(engines, each.name) for each in fields(engines)]
    for engine in planes:
        event.listen(engine, "commit", note)
    try:
        yield numbers
    finally:
        for engine in planes:
            event.remove(engine, "commit", note)
