"""The wall's Python side: sessions that belong to one plane, and a tenant's session to one municipality for life.

PostgreSQL does the guarding (`migrations/walls.py`). Here every transaction announces whom it acts for, new rows
are stamped with their municipality, and queries carry the same predicate a second time.
"""

import uuid
from functools import lru_cache, partial
from weakref import WeakKeyDictionary

import psycopg
from sqlalchemy import ClauseElement, Connection, Engine, Select, bindparam, event, func, select
from sqlalchemy.dialects.postgresql.psycopg import dialect
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, with_loader_criteria

from tenants.database import Engines, TenantRow
from tenants.errors import ForeignRow, NoTenant


def announce(connection: Connection) -> None:
    """Begin the transaction and say whom it acts for, in one literal statement.

    SET LOCAL dies with the transaction, so a pooled connection forgets; bound to the engine's `begin` event it
    covers Core as well as ORM, and savepoints do not repeat it. The literals are re-parsed first, as UUIDs and hex.
    """
    options = connection.get_execution_options()
    if options.get("is_one_question"):
        return
    words = ["BEGIN READ ONLY" if options.get("read_only") else "BEGIN"]
    if options.get("is_snapshot"):
        words = ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"]
    for subject in ("tenant", "person"):
        if subject in options:
            words.append(f"SET LOCAL app.{subject}_id = '{uuid.UUID(str(options[subject]))}'")
    if "token_digest" in options:
        words.append(f"SET LOCAL app.token_digest = '{bytes.fromhex(options['token_digest']).hex()}'")
    connection.connection.driver_connection.execute("; ".join(words))


def leave_beginning_to_us(connection: psycopg.Connection, record: object) -> None:
    """Psycopg would begin by itself, in a round trip of its own; what it calls autocommit means that it does not."""
    connection.autocommit = True


def guard(engines: Engines) -> None:
    """Make every plane announce itself."""
    for engine in (engines.owner, engines.tenant, engines.door, engines.staff, engines.worker):
        event.listen(engine, "connect", leave_beginning_to_us)
        event.listen(engine, "begin", announce)


def driver_of(asked: Session | Connection) -> psycopg.Connection:
    """What a session asks through, in its transaction, or a connection: for statements that go past SQLAlchemy."""
    connection = asked.connection() if isinstance(asked, Session) else asked
    return connection.connection.driver_connection


def for_the_driver(statement: ClauseElement) -> str:
    """What is sent of a statement that is put together once, with named places for what it is sent with."""
    return str(statement.compile(dialect=dialect()))


@lru_cache(maxsize=1024)
def _acting_for(engine: Engine, read_only: bool, subjects: tuple[tuple[str, uuid.UUID | str], ...]) -> Engine:
    """The plane's engine with what its transactions announce; kept, for a new one asks anew what listens to it."""
    return engine.execution_options(read_only=read_only, **dict(subjects))


class PlaneSession(Session):
    """A session on one plane; `read_only` makes PostgreSQL refuse every change, as on every GET."""

    def __init__(self, engine: Engine, *, read_only: bool = False, **subjects: uuid.UUID | str):
        super().__init__(_acting_for(engine, read_only, tuple(subjects.items())), expire_on_commit=False)
        self.only_reads = read_only


class DoorSession(PlaneSession):
    """Anonymous pages and sign-in. With a person it may also see that person's own memberships; with a token's
    digest (tenants.tokens) the one order or invitation whose letter carried that token."""

    def __init__(
        self,
        engines: Engines,
        person_id: uuid.UUID | None = None,
        *,
        token_digest: str | None = None,
        read_only: bool = False,
    ):
        subjects = {"person": person_id, "token_digest": token_digest}
        super().__init__(engines.door, read_only=read_only, **{name: each for name, each in subjects.items() if each})


def ask_at_the_door(engines: Engines) -> Connection:
    """For the one question that every request begins with: without the two round trips that a transaction takes
    to begin and to end. It is for a single SELECT on behalf of nobody; what announces nothing sees nothing more.
    """
    return engines.door.connect().execution_options(is_one_question=True)


class StaffSession(PlaneSession):
    """The association's staff: the register, tenants, the trail; never a report."""

    def __init__(self, engines: Engines, *, read_only: bool = False):
        super().__init__(engines.staff, read_only=read_only)


class WorkerSession(PlaneSession):
    """The background work: letters on their way out, the queue; a municipality's content only in a TenantSession."""

    def __init__(self, engines: Engines, *, read_only: bool = False):
        super().__init__(engines.worker, read_only=read_only)


class TenantSession(PlaneSession):
    """One municipality's pages. Raises NoTenant when opened without one; cannot be turned to another."""

    def __init__(self, engines: Engines, tenant_id: uuid.UUID, *, read_only: bool = False, plane: str = "tenant"):
        if not isinstance(tenant_id, uuid.UUID):
            raise NoTenant
        super().__init__(getattr(engines, plane), read_only=read_only, tenant=tenant_id)
        self._tenant_id = tenant_id

    @property
    def tenant_id(self) -> uuid.UUID:
        """Whose session this is."""
        return self._tenant_id

    def take_turn(self) -> None:
        """Wait until nobody else in this municipality is drawing a running number; held until the commit."""
        self.execute(select(func.pg_advisory_xact_lock(func.hashtext(str(self._tenant_id)))))


class SnapshotSession(TenantSession):
    """A municipality as it is at one moment, however long it takes to read all of it."""

    def __init__(self, engines: Engines, tenant_id: uuid.UUID):
        super().__init__(engines, tenant_id, read_only=True)
        self.bind = self.bind.execution_options(is_snapshot=True)


@event.listens_for(TenantSession, "before_flush")
def stamp(session: TenantSession, context: UOWTransaction, instances: object) -> None:
    """New rows get the session's municipality; a row of another one raises ForeignRow."""
    for row in session.new:
        if isinstance(row, TenantRow):
            if row.tenant_id is None:
                row.tenant_id = session.tenant_id
            if row.tenant_id != session.tenant_id:
                raise ForeignRow(type(row).__name__)


only_rows = partial(with_loader_criteria, TenantRow, include_aliases=True)
ONLY_OWN = only_rows(lambda table: table.tenant_id == bindparam("tenant_id_of_session"))
NARROWED = WeakKeyDictionary()
"""Queries with the predicate in them, for as long as the queries themselves are there: many are put together once,
and making the predicate anew costs a query as much as all else that Python does for it."""


@event.listens_for(TenantSession, "do_orm_execute")
def narrow(state: ORMExecuteState) -> None:
    """The second lock: the same predicate in the query itself (it also lets a sharded database prune)."""
    tenant_id = state.session.tenant_id
    if not state.is_select:
        state.statement = state.statement.options(only_rows(lambda table: table.tenant_id == tenant_id))
        return
    if not state.is_column_load and not state.is_relationship_load:  # these take it along from the first query
        state.statement = _narrowed(state.statement)
    state.parameters = {**(state.parameters or {}), "tenant_id_of_session": tenant_id}


def _narrowed(query: Select) -> Select:
    narrowed = NARROWED.get(query)
    if narrowed is None:
        narrowed = NARROWED[query] = query.options(ONLY_OWN)
    return narrowed
