"""The checkout's own PostgreSQL: real servers, really killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tenants.embedded_postgres import CHECKOUT, PORT, EmbeddedPostgres
from tenants.postgres_programs import PostgresTrouble
from tests.waiting import wait_until

START_AND_PREPARE = """
import sys
from pathlib import Path
from tenants.embedded_postgres import EmbeddedPostgres
postgres = EmbeddedPostgres(Path(sys.argv[1]), durable=False)
postgres.start()
postgres.prepare()
print((postgres.cluster / "postmaster.pid").read_text().split()[0])
"""


def a_server(tmp_path_factory):
    return EmbeddedPostgres(tmp_path_factory.mktemp("data root"), durable=False)


@pytest.fixture(scope="module")
def postgres(tmp_path_factory):
    server = a_server(tmp_path_factory)
    server.start()
    server.prepare()
    yield server
    server.remove()


@pytest.fixture
def new_postgres(tmp_path_factory):
    server = a_server(tmp_path_factory)
    yield server
    server.remove()


def connected(server, plane="owner"):
    return psycopg.connect(server.addresses()[plane].replace("+psycopg", ""), autocommit=True)


def process_number(server):
    return int((server.cluster / "postmaster.pid").read_text().split()[0])


def kill(server):
    os.kill(process_number(server), signal.SIGKILL)
    wait_until(lambda: not server.is_running())


def a_stranger(server, *command):
    """A process that PostgreSQL, looking only at number and user, takes for a living server."""
    lent = {"user": server.account.uid, "group": server.account.gid} if os.geteuid() == 0 else {}
    return subprocess.Popen(command, **lent)


def record_as_server(server, pid):
    for lock in (server.cluster / "postmaster.pid", server.socket_directory / f".s.PGSQL.{PORT}.lock"):
        lock.write_text(f"{pid}\n{lock.read_text().partition(chr(10))[2]}")


def test_starting_twice_leaves_the_first_server_alone(postgres):
    before = process_number(postgres)
    postgres.start()
    assert process_number(postgres) == before


def test_processes_that_start_it_at_once_share_one_server(new_postgres):
    command = [sys.executable, "-c", START_AND_PREPARE, str(new_postgres.data_root)]

    def start(_):
        return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout

    with ThreadPoolExecutor(4) as pool:
        servers = set(pool.map(start, range(4)))
    assert servers == {f"{process_number(new_postgres)}\n"}


def test_what_was_committed_outlives_stop_and_start(postgres):
    with connected(postgres) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'Ä' AS letter")
    postgres.stop()
    assert not postgres.is_running()
    postgres.start()
    with connected(postgres) as connection:
        assert connection.execute("SELECT lower(letter) FROM kept").fetchall() == [("ä",)]


def test_what_was_committed_outlives_kill_9(postgres):
    with connected(postgres) as connection:
        connection.execute("CREATE TABLE survived AS SELECT 1 AS row")
    kill(postgres)
    postgres.start()
    with connected(postgres) as connection:
        assert connection.execute("SELECT row FROM survived").fetchall() == [(1,)]


@pytest.mark.parametrize("command", [["sleep", "60"], ["true"]], ids=["living stranger", "zombie"])
def test_a_process_number_that_now_belongs_to_another_does_not_stop_the_start(postgres, command):
    kill(postgres)
    stranger = a_stranger(postgres, *command)
    try:
        record_as_server(postgres, stranger.pid)
        postgres.start()
        assert stranger.returncode is None
    finally:
        stranger.kill()
        stranger.wait()
    assert process_number(postgres) != stranger.pid
    assert postgres.is_running()


def test_a_new_server_waits_for_the_last_child_of_a_killed_one(postgres):
    connection = connected(postgres)
    child = connection.info.backend_pid
    os.kill(child, signal.SIGSTOP)
    kill(postgres)
    starting = threading.Thread(target=postgres.start)
    try:
        starting.start()
        time.sleep(1)
        assert not postgres.is_running()
    finally:
        os.kill(child, signal.SIGCONT)
        starting.join()
    assert postgres.is_running()
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")


def test_no_login_but_backup_sees_past_row_level_security(postgres):
    with connected(postgres) as connection:
        logins = connection.execute(
            "SELECT rolname, rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname LIKE 'welfare%'"
        ).fetchall()
    assert sorted(logins) == [
        ("welfare_backup", True, False, True),
        ("welfare_door", True, False, False),
        ("welfare_owner", True, False, False),
        ("welfare_staff", True, False, False),
        ("welfare_tenant", True, False, False),
        ("welfare_worker", True, False, False),
    ]


@pytest.mark.parametrize("plane", ["tenant", "door", "staff", "worker"])
def test_nobody_but_the_owner_makes_tables_not_even_temporary_ones(postgres, plane):
    with connected(postgres, plane) as connection:
        rights = connection.execute(
            "SELECT has_schema_privilege('public', 'CREATE'), has_database_privilege(current_database(), 'TEMPORARY')"
        ).fetchone()
    assert rights == (False, False)


def test_it_is_reached_through_a_private_socket_only(postgres):
    listen_address = (postgres.cluster / "postmaster.pid").read_text().split("\n")[5]
    assert listen_address == ""
    assert postgres.socket_directory.stat().st_mode & 0o777 == 0o700


def test_a_socket_directory_that_is_open_to_others_is_refused(new_postgres):
    planted = new_postgres.socket_directory
    planted.mkdir()
    os.chown(planted, new_postgres.account.uid, new_postgres.account.gid)
    planted.chmod(0o777)
    with pytest.raises(PostgresTrouble, match=str(planted)):
        new_postgres.start()


def test_a_start_that_fails_says_what_the_server_said(new_postgres):
    new_postgres.start()
    new_postgres.stop()
    with (new_postgres.cluster / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")
    with pytest.raises(PostgresTrouble, match='unrecognized configuration parameter "no_such_setting"'):
        new_postgres.start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root chooses whom to run the server as")
def test_data_stays_with_the_user_who_has_it(new_postgres, monkeypatch):
    monkeypatch.setenv("PG_USER", "nobody")
    new_postgres.start()
    new_postgres.stop()
    monkeypatch.delenv("PG_USER")
    later = EmbeddedPostgres(new_postgres.data_root, durable=False)
    later.start()
    assert later.is_running()
    assert later.cluster.owner() == "nobody"
