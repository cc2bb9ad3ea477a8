"""The database as Python sees it: the base of all tables, the furniture of a tenant's table, an engine per login.

Which municipality a transaction belongs to is not decided here but in `tenants.boundary`.
"""

import select
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import ClassVar

import psycopg
from sqlalchemy import DateTime, Engine, ForeignKeyConstraint, MetaData, UniqueConstraint, create_engine, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NAMES = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    "ck": "%(table_name)s_%(constraint_name)s_check",
}


class Base(DeclarativeBase):
    """Every table of the service."""

    metadata = MetaData(naming_convention=NAMES)
    # Without this an aware moment would be bound as a local time without its zone.
    type_annotation_map: ClassVar = {datetime: DateTime(timezone=True)}


class TenantRow:
    """Furniture of a table behind the wall: the municipality stands first in its key.

    Ids are made in Python so that a row can be referred to before it is stored, and because
    the oldest PostgreSQL we promise to run on has no better maker of them.
    """

    @declared_attr
    def tenant_id(cls) -> Mapped[uuid.UUID]:
        """Whose row it is."""
        return mapped_column(primary_key=True)

    @declared_attr
    def id(cls) -> Mapped[uuid.UUID]:
        """Which of that municipality's rows."""
        return mapped_column(primary_key=True, default=uuid.uuid4)


def within_tenant(column: str, table: str, ondelete: str | None = None) -> ForeignKeyConstraint:
    """A foreign key that cannot leave the municipality: foreign-key checks ignore row-level security."""
    return ForeignKeyConstraint(["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"], ondelete=ondelete)


def unique_in_tenant(*columns: str) -> UniqueConstraint:
    """A unique key inside one municipality, so that nobody can probe for another's values."""
    return UniqueConstraint("tenant_id", *columns)


@dataclass(frozen=True)
class Engines:
    """One engine per login: a statement injected into one plane cannot talk itself into another."""

    owner: Engine
    tenant: Engine
    door: Engine
    staff: Engine
    worker: Engine

    def dispose(self) -> None:
        """Close every pooled connection; needed before a fork and at the end of a test."""
        for each in fields(self):
            getattr(self, each.name).dispose()


def refuse_ended(connection: psycopg.Connection, record: object, proxy: object) -> None:
    """A server that has ended a connection has closed its side of it, which this machine knows without asking.

    SQLAlchemy's own pool_pre_ping asks the server, a round trip before each transaction.
    """
    ended = select.poll()
    if not connection.closed:
        ended.register(connection, select.POLLIN)
    if connection.closed or ended.poll(0):
        raise InvalidatePoolError


KEPT, BEYOND = 8, 8
MOST_CONNECTIONS = KEPT + BEYOND
"""Of one login from one process."""


def engines_for(addresses: Mapping[str, str]) -> Engines:
    """Engines from database addresses keyed by plane: owner, tenant, door, staff, worker."""
    size = {"pool_size": KEPT, "max_overflow": BEYOND}
    engines = {plane: create_engine(address, **size) for plane, address in addresses.items()}
    for engine in engines.values():
        event.listen(engine, "checkout", refuse_ended)
    return Engines(**engines)
