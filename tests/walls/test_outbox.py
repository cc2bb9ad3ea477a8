"""What each login can do, in raw SQL, to letters and to the queue: write a letter, and read nobody's."""

import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.messages.actions import post
from tenants.boundary import WorkerSession
from tests.letters import a_letter, a_letter_given_up

COLUMNS = (
    "id", "created_at", "kind", "to_person", "to_email", "language", "about_tenant", "payload", "key", "not_before",
    "sent_at", "failed_at", "tries", "error", "written_by",
)  # fmt: skip
READABLE = {
    "tenant": {"about_tenant", "kind", "key", "failed_at"},
    "door": {"id", "kind", "created_at", "sent_at", "to_person", "to_email"},
}
"""A municipality may know whether an invitation of its own arrived, a person which letters went to them."""

NOT_FOR_STAFF = {"payload", "key", "written_by"}
NOBODYS_TO_WRITE = {"sent_at": "now()", "failed_at": "now()", "tries": "1", "written_by": "'welfare_worker'"}
QUEUE = ("procrastinate_jobs", "procrastinate_events", "procrastinate_workers", "procrastinate_periodic_defers")


@pytest.fixture
def as_plane(engines, municipality) -> Iterator:
    """A function: a raw connection with a plane's login, the tenant's for a municipality and the door's for one of its
    people, rolled back.
    """
    announced = {"tenant": {"tenant": municipality.facts.id}, "door": {"person": municipality.coordinator}}
    opened = []

    def connection(plane: str) -> Connection:
        engine = getattr(engines, plane)
        opened.append(engine.execution_options(**announced.get(plane, {})).connect())
        return opened[-1]

    yield connection
    for each in opened:
        each.close()


def tried(connection: Connection, statement: str, **words: object) -> str | int:
    """How many rows it touched, or PostgreSQL's word for its refusal."""
    try:
        with connection.begin_nested():
            return connection.execute(text(statement), words).rowcount
    except DBAPIError as error:
        return type(error.orig).__name__


def letter(about: uuid.UUID | None, **more: str) -> tuple[str, dict]:
    """A statement that writes a letter."""
    columns, values = "".join(f", {name}" for name in more), "".join(f", {value}" for value in more.values())
    return (
        "INSERT INTO outbox (id, created_at, kind, to_email, language, about_tenant, payload, not_before"
        f"{columns}) VALUES (:id, now(), 'check', 'a@kunta.example', 'fi', :about, '{{}}', now(){values})",
        {"id": uuid.uuid4(), "about": about},
    )


@pytest.mark.parametrize("plane", ["tenant", "door"])
def test_pages_write_letters_and_neither_read_nor_change_nor_remove_any(as_plane, engines, municipality, plane):
    a_letter(engines)
    connection = as_plane(plane)
    statement, words = letter(municipality.facts.id)
    assert tried(connection, statement, **words) == 1
    for deed, readable in [("UPDATE outbox SET {0} = {0}", set()), ("SELECT {} FROM outbox", READABLE[plane])]:
        answers = {column: tried(connection, deed.format(column)) for column in COLUMNS}
        refused = {column for column, answer in answers.items() if answer == "InsufficientPrivilege"}
        assert refused == set(COLUMNS) - readable
        assert not any(answers[column] for column in readable), "it invites nobody and is to somebody else"
    for deed in ("DELETE FROM outbox", "TRUNCATE outbox", f"{statement} RETURNING payload"):
        assert tried(connection, deed, **words | {"id": uuid.uuid4()}) == "InsufficientPrivilege"


def test_a_municipality_sees_only_its_own_invitations_fate(as_plane, engines, municipality, neighbours):
    connection = as_plane("tenant")
    own = municipality.facts.id
    with WorkerSession(engines) as session, session.begin():
        for about in (own, neighbours[0].id):
            for kind in ("invitation", "check"):
                post(session, kind, to_email="a@kunta.example", language="fi", about=about, key=f"{kind}:1")
    seen = connection.execute(text("SELECT about_tenant, kind, key, failed_at FROM outbox")).all()
    assert seen == [(own, "invitation", "invitation:1", None)]


@pytest.mark.parametrize("plane", ["tenant", "door", "staff", "worker"])
@pytest.mark.parametrize("column", NOBODYS_TO_WRITE)
def test_nobody_writes_a_letter_s_fate_or_its_author(as_plane, municipality, plane, column):
    statement, words = letter(municipality.facts.id, **{column: NOBODYS_TO_WRITE[column]})
    assert tried(as_plane(plane), statement, **words) == "InsufficientPrivilege"


@pytest.mark.parametrize("about", ["neighbour", "nobody"])
def test_a_municipality_writes_about_itself_only(as_plane, neighbours, about):
    statement, words = letter(neighbours[0].id if about == "neighbour" else None)
    assert tried(as_plane("tenant"), statement, **words) == "InsufficientPrivilege"


def test_the_key_of_a_neighbour_s_letter_cannot_be_probed_for_or_taken(engines, as_plane, municipality, neighbours):
    a_letter(engines, key="reminder", about=neighbours[0].id)
    statement, words = letter(municipality.facts.id, key="'reminder'")
    assert tried(as_plane("tenant"), f"{statement} ON CONFLICT DO NOTHING", **words) == 1


def test_staff_see_what_became_of_a_letter_and_not_what_is_in_it(as_plane, engines):
    a_letter_given_up(engines)
    connection = as_plane("staff")
    hidden = {name for name in COLUMNS if tried(connection, f"SELECT {name} FROM outbox") == "InsufficientPrivilege"}
    assert hidden == NOT_FOR_STAFF
    assert tried(connection, "DELETE FROM outbox") == "InsufficientPrivilege"
    for column in ("to_email", "to_person", "kind", "payload", "sent_at", "about_tenant"):
        assert tried(connection, f"UPDATE outbox SET {column} = {column}") == "InsufficientPrivilege"


def test_staff_revive_only_a_letter_that_was_given_up(as_plane, engines):
    a_letter(engines, to="odottaa@kunta.example")
    given_up = a_letter_given_up(engines)
    connection = as_plane("staff")
    assert tried(connection, "UPDATE outbox SET tries = 0, failed_at = NULL WHERE id = :id", id=given_up) == 1
    assert tried(connection, "UPDATE outbox SET tries = 0 WHERE to_email = 'odottaa@kunta.example'") == 0


@pytest.mark.parametrize("plane", ["tenant", "door", "staff"])
@pytest.mark.parametrize("table", QUEUE)
def test_nobody_but_the_worker_reaches_the_queue(as_plane, plane, table):
    connection = as_plane(plane)
    for deed in ("SELECT FROM {}", "INSERT INTO {} DEFAULT VALUES", "DELETE FROM {}", "TRUNCATE {} CASCADE"):
        assert tried(connection, deed.format(f"procrastinate.{table}")) == "InsufficientPrivilege"
    assert tried(connection, "SELECT procrastinate.procrastinate_register_worker_v1()") == "InsufficientPrivilege"


def test_the_worker_reaches_both(as_plane, engines):
    a_letter(engines)
    connection = as_plane("worker")
    assert tried(connection, "SELECT payload FROM outbox") > 0
    assert tried(connection, "SELECT procrastinate.procrastinate_register_worker_v1()") == "UndefinedTable"
    connection.exec_driver_sql("SET search_path TO procrastinate")
    assert tried(connection, "SELECT procrastinate_register_worker_v1()") == 1
    assert all(tried(connection, f"DELETE FROM {table}") >= 0 for table in QUEUE)


def test_backup_takes_the_letters_along(login, engines):
    a_letter(engines)
    with login("welfare_backup").connect() as backup:
        assert backup.scalar(text("SELECT count(*) FROM outbox"))
        assert backup.scalar(text("SELECT count(*) FROM procrastinate.procrastinate_jobs")) is not None
