"""The service refuses to start on a database or with a login that would not keep municipalities apart."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from psycopg import sql
from sqlalchemy import Engine, text

from app import server
from tenants.boundary import guard
from tenants.database import engines_for
from tenants.embedded_postgres import CHECKOUT
from tenants.errors import BrokenWall
from tenants.inspection import PLANES, findings, require_wall, schema_problems
from tests.databases import CLUSTER, fresh_database
from tests.waiting import PATIENCE_SECONDS


def refused_with(engines, **others: Engine) -> str:
    """Why the service does not start when these planes log in as somebody else."""
    with pytest.raises(BrokenWall) as broken:
        require_wall(replace(engines, **others))
    return str(broken.value)


@pytest.mark.parametrize("plane", PLANES)
@pytest.mark.parametrize(
    ("role", "why"),
    [
        ("postgres", "is or can become a role that ignores row-level security"),
        ("welfare_backup", "is or can become a role that ignores row-level security"),
        ("welfare_owner", "owns tables"),
    ],
)
def test_no_plane_logs_in_as_superuser_owner_or_past_row_security(engines, login, plane, role, why):
    assert f"login {role} {why}" in refused_with(engines, **{plane: login(role)})


def test_the_right_logins_pass(engines):
    require_wall(engines)


def test_planes_that_are_mixed_up_do_not_pass(engines):
    why = refused_with(engines, door=engines.staff, staff=engines.door)
    assert "login welfare_staff is used where welfare_door belongs" in why
    assert "login welfare_door is used where welfare_staff belongs" in why


@pytest.fixture
def stranger(login, database_name):
    """A function: an engine whose login has been given something."""
    name = f"stranger_of_{database_name}"
    with CLUSTER.connect_as_superuser(database_name) as superuser:
        role = sql.Identifier(name)
        superuser.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role))
        superuser.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(database_name), role))

        def given(statement: str) -> Engine:
            superuser.execute(sql.SQL(statement).format(role))
            return login(name)

        yield given
        superuser.execute(sql.SQL("DROP OWNED BY {}").format(role))
        superuser.execute(sql.SQL("DROP ROLE {}").format(role))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("ALTER ROLE {} BYPASSRLS", "is or can become a role that ignores row-level security"),
        ("ALTER ROLE {} CREATEROLE", "is or can become a role that ignores row-level security or makes roles"),
        ("GRANT welfare_backup TO {}", "is or can become a role that ignores row-level security"),
        ("GRANT welfare_owner TO {}", "owns tables or can become their owner"),
        ("GRANT welfare_staff TO {}", "can become another plane's role"),
        ("GRANT CREATE ON SCHEMA public TO {}", "can make tables, which would stand before the real ones"),
        ("ALTER ROLE {} SET app.tenant_id = 'somebody'", "has a municipality before any is chosen"),
    ],
)
def test_a_login_that_was_given_too_much_does_not_pass(engines, stranger, database_name, given, why):
    assert f"login stranger_of_{database_name} {why}" in refused_with(engines, tenant=stranger(given))


def test_a_login_that_may_make_temporary_tables_does_not_pass(engines, stranger, database_name):
    engine = stranger("ALTER ROLE {} LOGIN")
    with CLUSTER.connect_as_superuser(database_name) as superuser:
        superuser.execute(f"GRANT TEMPORARY ON DATABASE {database_name} TO stranger_of_{database_name}")
    assert "can make tables" in refused_with(engines, tenant=engine)


@pytest.fixture(scope="module")
def too_old(database_name):
    """A database whose last migration is missing."""
    name = f"{database_name}_old"
    engines = fresh_database(name)
    with CLUSTER.connect_as_superuser(name) as superuser:
        superuser.execute("UPDATE alembic_version SET version_num = '0001'")
    yield name, engines
    engines.dispose()


def test_a_database_with_a_migration_missing_names_the_command(too_old):
    (found,) = findings(too_old[1])
    assert "but at 0001: run `flask --app wsgi migrate`" in found


def test_a_database_without_any_migration_names_the_command(database_name):
    name = f"{database_name}_empty"
    with CLUSTER.connect_as_superuser("postgres") as superuser:
        superuser.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    CLUSTER.prepare(name)
    engines = engines_for(CLUSTER.addresses(name))
    guard(engines)
    (found,) = findings(engines)
    engines.dispose()
    assert "but at None: run `flask --app wsgi migrate`" in found


def test_a_database_ahead_of_the_release_still_running_passes(engines):
    with engines.owner.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        assert schema_problems(connection) == []


def environment(addresses: dict[str, str]) -> dict[str, str]:
    """Settings that name these databases."""
    named = {f"DATABASE_URL_{plane.upper()}": address for plane, address in addresses.items()}
    return named | {"SECRET_KEY": "x" * 32, "SMTP_HOST": "127.0.0.1", "PORT": "0"}


def test_the_server_ends_with_a_sentence_before_it_listens(settings):
    strong = settings.databases | {"tenant": settings.databases["owner"]}
    ended = subprocess.run(
        [sys.executable, "-m", "gunicorn", "-c", "python:app.server", "wsgi:app"],
        cwd=CHECKOUT,
        env=os.environ | environment(strong),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )
    assert ended.returncode == 1
    _, said = ended.stderr.splitlines()
    assert said.startswith("The service does not start: login welfare_owner is used where welfare_tenant belongs")


def why_it_ends(monkeypatch, settings: dict[str, str]) -> str:
    """The last words of a server with these settings."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as end:
        server.on_starting(None)
    return str(end.value)


def test_a_missing_migration_ends_the_server(monkeypatch, too_old):
    said = why_it_ends(monkeypatch, environment(CLUSTER.addresses(too_old[0])))
    assert "run `flask --app wsgi migrate`" in said


def test_a_database_that_does_not_answer_ends_the_server(monkeypatch, settings):
    away = settings.databases | {"staff": settings.databases["staff"].replace("port=5432", "port=5433")}
    assert ".s.PGSQL.5433" in why_it_ends(monkeypatch, environment(away))


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be at least 32 characters long"),
        ({"DATABASE_URL_DOOR": "sqlite://"}, "DATABASE_URL_DOOR must begin with postgresql+psycopg://"),
    ],
)
def test_a_bad_setting_ends_the_server(monkeypatch, settings, bad, said):
    assert said in why_it_ends(monkeypatch, environment(settings.databases) | bad)


def test_a_missing_setting_ends_the_server(monkeypatch, settings):
    some = environment(settings.databases)
    del some["DATABASE_URL_WORKER"]
    assert "DATABASE_URL_WORKER" in why_it_ends(monkeypatch, some)


def test_a_right_database_lets_the_server_start(monkeypatch, settings):
    for name, value in environment(settings.databases).items():
        monkeypatch.setenv(name, value)
    assert server.on_starting(None) is None
