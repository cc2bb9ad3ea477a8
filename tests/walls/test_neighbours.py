"""For every table behind the wall: what a neighbour's raw SQL, through the municipalities' own login, cannot do."""

import json
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.walls.rows import MAKERS

TENANT_TABLES = text("""
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT a.attisdropped""")
FOREIGN_KEYS = text("""
    SELECT ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = ANY (k.conkey)
                 AND attname <> 'tenant_id') AS columns
    FROM pg_constraint k
    WHERE k.contype = 'f' AND k.conrelid = cast(:table AS regclass) AND k.confrelid IN (
        SELECT attrelid FROM pg_attribute WHERE attname = 'tenant_id')""")

MAY_INSERT = text("SELECT has_table_privilege('welfare_tenant', :table, 'INSERT')")

UNCHECKED = text("""
    SELECT a.attname FROM pg_attribute a
    WHERE a.attrelid = cast(:table AS regclass) AND a.atttypid = 'uuid'::regtype
      AND a.attname NOT IN ('id', 'entra_tenant')  -- Microsoft's number, of nothing of ours
      AND NOT EXISTS (SELECT FROM pg_constraint k
                      WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND a.attnum = ANY (k.conkey))""")

every_table = pytest.mark.parametrize("table", MAKERS)


@pytest.fixture
def a(neighbours):
    """Whose rows are there to be reached for."""
    return neighbours[0]


@pytest.fixture
def b(neighbours):
    """Who reaches for them."""
    return neighbours[1]


@pytest.fixture
def as_b(engines, b) -> Iterator[Connection]:
    """A raw connection of the tenant plane in a transaction for B, rolled back."""
    with engines.tenant.execution_options(tenant=b.id).connect() as connection:
        yield connection


def stored(superuser: Connection, table: str, id: uuid.UUID) -> dict:
    """A row as it really is."""
    return superuser.execute(text(f"SELECT to_jsonb({table}) FROM {table} WHERE id = :id"), {"id": id}).scalar_one()


OWN = ("number", "checkout_id", "token_digest")
"""Words that a unique key wants to be a row's own."""


def insert(connection: Connection, table: str, row: dict) -> None:
    """Store a row made of plain data."""
    statement = text(f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, cast(:row AS jsonb))")
    connection.execute(statement, {"row": json.dumps(row)})


def refusal(error: pytest.ExceptionInfo) -> str:
    """PostgreSQL's own word for what it refused."""
    return type(error.value.orig).__name__


def test_every_table_with_a_municipality_has_a_maker(superuser):
    assert set(superuser.scalars(TENANT_TABLES)) == set(MAKERS)


@every_table
def test_a_neighbour_sees_none_of_the_rows(as_b, a, b, table):
    seen = set(as_b.scalars(text(f"SELECT tenant_id FROM {table}")))
    assert seen == {b.id}
    assert as_b.execute(text(f"SELECT * FROM {table} WHERE id = :id"), {"id": a.rows[table]}).all() == []
    assert as_b.execute(text(f"SELECT * FROM {table} WHERE tenant_id = :id"), {"id": a.id}).all() == []


@every_table
@pytest.mark.parametrize("deed", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_a_neighbour_neither_changes_nor_removes_a_row(as_b, superuser, a, table, deed):
    before = stored(superuser, table, a.rows[table])
    try:
        touched = as_b.execute(text(f"{deed.format(table)} WHERE id = :id"), {"id": a.rows[table]}).rowcount
        as_b.commit()
    except DBAPIError as error:
        assert type(error.orig).__name__ == "InsufficientPrivilege"
        touched = 0
    assert touched == 0
    assert stored(superuser, table, a.rows[table]) == before


@every_table
def test_a_neighbour_cannot_store_a_row_in_another_name(as_b, superuser, a, table):
    row = stored(superuser, table, a.rows[table]) | {"id": str(uuid.uuid4())}
    with pytest.raises(DBAPIError, match=r"row-level security|permission denied") as error:
        insert(as_b, table, row)
    assert refusal(error) == "InsufficientPrivilege"


@every_table
def test_a_neighbour_cannot_give_its_own_row_away(as_b, a, b, table):
    with pytest.raises(DBAPIError) as error:
        as_b.execute(text(f"UPDATE {table} SET tenant_id = :a WHERE id = :own"), {"a": a.id, "own": b.rows[table]})
    assert refusal(error) == "InsufficientPrivilege"


@every_table
def test_a_neighbour_cannot_refer_to_another_ones_row(as_b, superuser, a, b, table):
    own, foreign = stored(superuser, table, b.rows[table]), stored(superuser, table, a.rows[table])
    # What its own pages may not write at all is tried with every right there is: the keys bind everybody.
    writer = as_b if superuser.scalar(MAY_INSERT, {"table": table}) else superuser
    for columns in superuser.scalars(FOREIGN_KEYS, {"table": table}).all():
        # Numbers of its own, so that no unique key speaks before the foreign key does.
        numbers = {name: value + 1000 for name, value in own.items() if type(value) is int}
        numbers |= {name: str(uuid.uuid4()) for name in OWN if isinstance(own.get(name), str)}
        reaching = own | numbers | {"id": str(uuid.uuid4())} | {column: foreign[column] for column in columns}
        with pytest.raises(IntegrityError) as error, writer.begin_nested():
            insert(writer, table, reaching)
        assert refusal(error) == "ForeignKeyViolation", columns


@every_table
def test_every_id_of_something_else_is_a_reference_that_the_database_checks(superuser, table):
    assert superuser.scalars(UNCHECKED, {"table": table}).all() == []


@every_table
def test_statistics_that_the_planner_keeps_say_nothing(login, as_b, table):
    with login("postgres").execution_options(isolation_level="AUTOCOMMIT").connect() as server:
        server.execute(text(f"ANALYZE {table}"))
    assert as_b.execute(text("SELECT * FROM pg_stats WHERE tablename = :table"), {"table": table}).all() == []


@pytest.fixture(params=["a fresh connection", "a connection used before"])
def nobody_chosen(request, login, a) -> Iterator[Connection]:
    """The tenant plane with no municipality chosen, whatever the connection was used for before."""
    with login("welfare_tenant").connect() as connection:
        if request.param == "a connection used before":
            connection.exec_driver_sql(f"SET LOCAL app.tenant_id = '{a.id}'")
            assert connection.scalar(text("SELECT count(*) FROM report"))
            connection.commit()
        yield connection


NOT_CHOSEN = {"UndefinedObject", "InvalidTextRepresentation"}
"""PostgreSQL's words for a setting that was never made, and for one that a transaction took with it."""


@every_table
@pytest.mark.parametrize("condition", ["", "WHERE id = gen_random_uuid()", "ORDER BY id LIMIT 0"])
def test_with_no_municipality_chosen_a_question_is_an_error_and_never_an_empty_list(nobody_chosen, table, condition):
    with pytest.raises(DBAPIError) as error:
        nobody_chosen.execute(text(f"SELECT * FROM {table} {condition}"))
    assert refusal(error) in NOT_CHOSEN


@every_table
@pytest.mark.parametrize("deed", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_with_no_municipality_chosen_a_change_is_an_error(nobody_chosen, table, deed):
    with pytest.raises(DBAPIError) as error:
        nobody_chosen.execute(text(deed.format(table)))
    assert refusal(error) in NOT_CHOSEN | {"InsufficientPrivilege"}


@every_table
def test_with_no_municipality_chosen_nothing_is_stored(nobody_chosen, superuser, a, table):
    with pytest.raises(DBAPIError) as error:
        insert(nobody_chosen, table, stored(superuser, table, a.rows[table]) | {"id": str(uuid.uuid4())})
    may_insert = superuser.scalar(MAY_INSERT, {"table": table})
    assert refusal(error) in (NOT_CHOSEN if may_insert else {"InsufficientPrivilege"})


@every_table
def test_the_owner_must_choose_too_so_that_no_migration_succeeds_by_touching_nothing(owner_session, table):
    for statement in ("SELECT * FROM {}", "UPDATE {} SET id = id", "DELETE FROM {}"):
        with pytest.raises(DBAPIError) as error, owner_session.begin_nested():
            owner_session.execute(text(statement.format(table)))
        assert refusal(error) in NOT_CHOSEN | {"RestrictViolation"}


@every_table
def test_nobody_empties_a_table_of_all_municipalities(login, table):
    for role in ("welfare_tenant", "welfare_owner"):
        with login(role).connect() as connection, pytest.raises(DBAPIError) as error:
            connection.execute(text(f"TRUNCATE {table} CASCADE"))
        assert refusal(error) in {"InsufficientPrivilege", "RestrictViolation"}
