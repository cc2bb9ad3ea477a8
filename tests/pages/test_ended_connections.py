"""The database ends a connection in the middle of a request: its visitor is told so, the next one notices nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from werkzeug.test import TestResponse

from app.leaving.queries import exports
from tests.databases import CLUSTER
from tests.leaving import an_export_of
from tests.makers import a_report
from tests.pages.parsed import ParsedPage
from tests.waiting import wait_until

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
END = WAITING.replace("count(*)", "pg_terminate_backend(pid, 5000)")
SAVED = {"move": "save", "text_fi": "Teksti", "text_sv": "", "version_fi": "0", "version_sv": "0"}


@pytest.fixture
def broken_off(database_name):
    """A function: what somebody is answered who waits for what `hold` holds when their connection is ended."""

    def answer(hold: str, ask: Callable[[], TestResponse]) -> TestResponse:
        with (
            CLUSTER.connect_as_superuser(database_name) as superuser,
            ThreadPoolExecutor() as threads,
            CLUSTER.connect_as_superuser(database_name) as holding,
        ):
            holding.execute("BEGIN")
            holding.execute(hold)
            answered = threads.submit(ask)
            wait_until(lambda: superuser.execute(WAITING).fetchone() == (1,))
            superuser.execute(END)
            return answered.result()

    return answer


def is_told(answer: TestResponse) -> bool:
    return (answer.status_code, ParsedPage(answer.text).language) == (500, "fi")


@pytest.mark.parametrize("way", ["/tallennus", ""])
def test_who_saves_is_told_by_a_whole_page_and_can_save_again(app, broken_off, municipality, visitor, way):
    writer, report = visitor(municipality.people["writer"]), a_report(municipality)
    address = f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/osat/1{way}"
    told = {"language": "fi", "text": "Teksti", "base": 0, "request": "tämä"}
    sent = {"headers": {"X-CSRFToken": writer.token()}} | ({"json": told} if way else {"data": SAVED})
    hold = f"SELECT FROM report WHERE id = '{report.id}' FOR UPDATE"
    assert is_told(broken_off(hold, lambda: writer.client.post(address, **sent)))
    assert app.extensions["engines"].tenant.pool.checkedout() == 0
    assert writer.client.post(address, **sent).status_code == (200 if way else 302)


def test_a_file_of_which_nothing_has_gone_out_is_a_page_instead(app, broken_off, municipality, visitor):
    coordinator = visitor(municipality.people["coordinator"])
    an_export_of(app, municipality)
    with municipality.session(read_only=True) as session:
        (export,) = exports(session)
    address = f"/fi/{municipality.facts.slugs['fi']}/tietojen-vienti/{export.id}.zip"
    coordinator.token()
    assert is_told(broken_off("LOCK TABLE export_chunk", lambda: coordinator.post(address)))
    assert coordinator.post(address).status_code == 200
