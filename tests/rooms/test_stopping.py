"""A server that is told to stop finishes what it has begun, and takes along only what it brought."""

import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from app.commands import upgrade
from tenants.embedded_postgres import EmbeddedPostgres
from tenants.permissions import Role
from tests.databases import CLUSTER
from tests.makers import PASSWORD, a_report
from tests.serving import TOKEN, Server, environment, signed_in
from tests.waiting import PATIENCE_SECONDS, wait_until

SAVED = {"move": "save", "text_fi": "Teksti", "text_sv": "", "version_fi": 0, "version_sv": 0}
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
ELSEWHERE = """
from pathlib import Path
import app.config
app.config.DATA = Path({data!r})
from app.server import *
"""
"""The service's own server settings, with the checkout's data in another place."""


@pytest.fixture
def server(settings, tmp_path):
    """A server of this test's own."""
    return Server(tmp_path / "log", environment(settings.databases))


@pytest.fixture
def held_up(municipality, database_name):
    """A connection in whose transaction the municipality's report is held: nobody else can write in it."""
    report = a_report(municipality)
    with CLUSTER.connect_as_superuser(database_name) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT FROM report WHERE id = %s FOR UPDATE", [report.id])
        yield connection


def test_a_save_under_way_is_stored_and_answered_before_the_server_ends(server, held_up, municipality):
    address = f"{server.url}/fi/{municipality.facts.slugs['fi']}/kertomukset/1/osat/1"
    visit = signed_in(server.url, municipality.people[Role.WRITER].email, PASSWORD)
    typed = SAVED | {"csrf_token": TOKEN.search(visit.get(address).text)[1]}
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(visit.post, address, typed, allow_redirects=False)
        wait_until(lambda: held_up.execute(WAITING).fetchone() == (1,))
        server.process.send_signal(signal.SIGTERM)
        wait_until(lambda: "Handling signal: term" in server.log.read_text())
        assert not answer.done()
        held_up.execute("ROLLBACK")
        assert answer.result().status_code == 302
    assert server.process.wait(PATIENCE_SECONDS) == 0


def test_the_embedded_database_ends_with_the_server_it_was_started_for(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    database = EmbeddedPostgres(data)
    database.start()
    try:
        database.prepare()
        upgrade(database.addresses()["owner"])
        (data / "server.py").write_text(ELSEWHERE.format(data=str(data)))
        server = Server(data / "log", {"RUN_WORKER": "off"}, ("-c", str(data / "server.py"), "wsgi:app"))
        assert requests.get(f"{server.url}/fi/").status_code == 200
        assert server.stop() == 0
        assert not database.is_running()
    finally:
        database.remove()
