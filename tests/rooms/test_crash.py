"""Server and database are killed amid many saves: what was answered is there, and nothing is half there."""

import os
import re
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
import requests
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands import upgrade
from app.reports.queries import whole_report
from app.reports.template_actions import load_templates
from billing.price_lists import load_example_prices
from tenants.audit import AuditEntry
from tenants.boundary import guard
from tenants.database import engines_for
from tenants.embedded_postgres import EmbeddedPostgres
from tenants.permissions import Role
from tenants.register_file import load_register
from tests.makers import PASSWORD, a_municipality, a_report
from tests.serving import TOKEN, Server, environment, signed_in
from tests.waiting import PATIENCE_SECONDS

WRITERS, SAVES = 8, 200
WRITTEN = re.compile(r"(Teksti|Text) (\d+)")


@dataclass
class Writer:
    """Somebody who saves one section over and over, each time with a text that says which time it is."""

    position: int
    sent: int = 0
    answered: int = 0
    texts: dict[str, str] = field(default_factory=lambda: {"fi": "", "sv": ""})

    def save(self, visit: requests.Session, address: str, token: str) -> bool:
        """Whether the server answered that the save is stored."""
        self.sent += 1
        texts = {"fi": f"Teksti {self.sent}", "sv": f"Text {self.sent}"}
        typed = {"csrf_token": token, "move": "save"}
        typed |= {f"text_{language}": text for language, text in texts.items()}
        typed |= {"version_fi": self.answered, "version_sv": self.answered}
        try:
            answer = visit.post(address, typed, allow_redirects=False, timeout=PATIENCE_SECONDS)
        except requests.RequestException:
            return False
        assert answer.status_code in (302, 500), answer.text
        if answer.status_code == 302:
            self.answered, self.texts = self.sent, texts
        return answer.status_code == 302


@pytest.fixture
def cluster(tmp_path_factory):
    """A durable cluster of the test's own, as production's would be."""
    made = EmbeddedPostgres(tmp_path_factory.mktemp("crash"))
    made.start()
    made.prepare("welfare")
    upgrade(made.addresses("welfare")["owner"])
    yield made
    made.remove()


@pytest.fixture
def place(cluster):
    """A municipality with a report that is being written."""
    engines = engines_for(cluster.addresses("welfare"))
    guard(engines)
    with Session(engines.owner) as session, session.begin():
        load_register(session)
        load_example_prices(session)
        load_templates(session)
    municipality = a_municipality(engines)
    a_report(municipality)
    yield municipality
    engines.dispose()


def kill_everything(server: Server, cluster: EmbeddedPostgres) -> None:
    """Kill -9 of gunicorn's master and workers and of PostgreSQL's postmaster."""
    server.kill()
    os.kill(int((cluster.cluster / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)


def write_until_killed(server: Server, cluster: EmbeddedPostgres, writers: list[Writer], place) -> None:
    """Let all write in parallel; after half of the saves somebody pulls the plug."""
    half = threading.Semaphore(0)

    def write(writer: Writer) -> None:
        visit = signed_in(server.url, place.people[Role.COORDINATOR].email, PASSWORD)
        address = f"{server.url}/fi/{place.facts.slugs['fi']}/kertomukset/1/osat/{writer.position}"
        token = TOKEN.search(visit.get(address).text)[1]
        for _ in range(SAVES // WRITERS):
            if not writer.save(visit, address, token):
                return
            half.release()

    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(write, writer) for writer in writers]
        for _ in range(SAVES // 2):
            assert half.acquire(timeout=PATIENCE_SECONDS)
        kill_everything(server, cluster)
        for each in writing:
            each.result()


def test_every_answered_save_survives_a_kill_and_none_is_half_there(cluster, place, tmp_path):
    writers = [Writer(position) for position in range(1, WRITERS + 1)]
    settings = environment(cluster.addresses("welfare"))
    write_until_killed(Server(tmp_path / "killed.log", settings), cluster, writers, place)
    assert SAVES // 2 <= sum(writer.answered for writer in writers) < SAVES

    cluster.start()
    place.engines.dispose()
    with place.session(read_only=True) as session:
        sections = {section.position: section for section in whole_report(session, 1).sections}
        begun = [entry for entry in session.scalars(select(AuditEntry)) if entry.deed == "section.in_work"]
    for writer in writers:
        section = sections[writer.position]
        (_, finnish), (_, swedish) = WRITTEN.findall(f"{section.text_fi} {section.text_sv}")
        assert finnish == swedish
        assert writer.answered <= int(finnish) <= writer.sent
    assert len(begun) == WRITERS

    with Server(tmp_path / "again.log", settings) as server:
        visit = signed_in(server.url, place.people[Role.WRITER].email, PASSWORD)
        page = visit.get(f"{server.url}/fi/{place.facts.slugs['fi']}/kertomukset/1/osat/1")
        assert sections[1].text_fi in page.text
