"""The worker as a process: it sends letters, bears being killed, and lives exactly as long as its server."""

import os
import signal
import subprocess
import sys
from collections import Counter

import pytest
import requests
from sqlalchemy import delete, text

from app.messages.models import Letter
from tenants.boundary import WorkerSession
from tenants.embedded_postgres import CHECKOUT
from tests.deliveries import let_nothing_else_wait, told
from tests.issuing import an_issued_invoice
from tests.letters import PostOffice, a_letter, outbox
from tests.makers import a_municipality
from tests.processes import alive
from tests.serving import Server, environment
from tests.waiting import PATIENCE_SECONDS, wait_until

WORKER = (sys.executable, "-m", "flask", "--app", "wsgi", "worker")
MANY = 50
MIDDLE = 25


@pytest.fixture
def own(apart):
    """A database of their own: a worker ends when it has done what it has begun, and papers of all that other tests
    have published take minutes.
    """
    return apart.engines


@pytest.fixture(autouse=True)
def empty_outbox(own):
    with WorkerSession(own) as session, session.begin():
        session.execute(delete(Letter))


@pytest.fixture
def office():
    with PostOffice() as office:
        yield office


@pytest.fixture
def surroundings(apart, office, tmp_path) -> dict[str, str]:
    """Settings of a service on these tests' database, whose letters come to this test's office, but no invoices."""
    mail = {"SMTP_PORT": str(office.port), "SMTP_SECURITY": "none", "E_INVOICE_FOLDER": str(tmp_path)}
    return environment(apart.app.config["SETTINGS"].databases) | mail | {"RUN_WORKER": "on"}


@pytest.fixture
def start(surroundings):
    """A function: a worker by itself, as an operator runs it."""
    started = []

    def begin() -> subprocess.Popen:
        started.append(subprocess.Popen(WORKER, cwd=CHECKOUT, env=os.environ | surroundings))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


def all_gone(own) -> bool:
    return not outbox(own, Letter.sent_at.is_(None))


def let_the_wait_be_over(own) -> None:
    """As if the time until the next attempt had passed."""
    with WorkerSession(own) as session, session.begin():
        session.execute(text("UPDATE outbox SET not_before = created_at"))


def test_what_is_posted_goes_by_itself(own, office, start):
    worker = start()
    a_letter(own, to="nro1@kunta.example")
    wait_until(lambda: all_gone(own))
    worker.terminate()
    assert worker.wait(PATIENCE_SECONDS) == 0
    assert len(ours(office)) == 1


def test_what_is_issued_leaves_by_itself(own, start, tmp_path):
    let_nothing_else_wait(own)
    worker = start()
    invoice = an_issued_invoice(own, a_municipality(own))
    wait_until((tmp_path / f"{invoice.number}.xml").exists)
    worker.terminate()
    assert worker.wait(PATIENCE_SECONDS) == 0
    assert told(own, invoice)[:2] == ("folder", "done")


def kill_in_the_middle(own, office, start, answer: str) -> None:
    """A worker with fifty letters is killed while the office has one in its hands, and says `answer` to nobody."""
    worker = start()

    def killing(letter) -> str:
        worker.kill()
        worker.wait()
        return answer

    office.answers = ["250 taken"] * (MIDDLE - 1) + [killing]
    for number in range(MANY):
        a_letter(own, to=f"nro{number}@kunta.example")
    assert worker.wait(PATIENCE_SECONDS) == -signal.SIGKILL
    wait_until(lambda: not office.answers)
    assert 0 < len(outbox(own, Letter.sent_at.is_not(None))) < MANY
    let_the_wait_be_over(own)
    start()
    wait_until(lambda: all_gone(own))


def ours(office: PostOffice) -> list[str]:
    """The Message-IDs of this test's letters; duties of the worker may write other letters meanwhile."""
    return [str(each["Message-ID"]) for each in office.taken if str(each["To"]).startswith("nro")]


def test_fifty_letters_arrive_once_each_though_the_worker_was_killed_before_one_was_taken(own, office, start):
    kill_in_the_middle(own, office, start, "451 the worker is not there any more")
    assert len(ours(office)) == MANY
    assert len(set(ours(office))) == MANY


def test_a_letter_that_was_taken_as_the_worker_died_comes_twice_as_the_same_letter(own, office, start):
    kill_in_the_middle(own, office, start, "250 taken, but nobody hears it")
    assert len(set(ours(office))) == MANY
    ((twice, times),) = Counter(ours(office)).most_common(1)
    assert (len(ours(office)), times) == (MANY + 1, 2)
    copies = [sent for sent in office.as_sent if twice.encode() in sent]
    assert copies[0] == copies[1]


def test_a_killed_worker_is_replaced_and_ends_with_its_server(tmp_path, own, office, surroundings):
    with Server(tmp_path / "log", surroundings) as server:
        wait_until(lambda: server.workers_beside())
        (first,) = server.workers_beside()
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: server.workers_beside() not in ([], [first]))
        (second,) = server.workers_beside()
        a_letter(own)
        wait_until(lambda: office.taken)
        keeper = server.keeper()
    assert not alive(second)
    assert not alive(keeper)


def test_nothing_is_left_when_the_server_is_killed(tmp_path, surroundings):
    with Server(tmp_path / "log", surroundings) as server:
        wait_until(lambda: server.workers_beside())
        left = [server.keeper(), *server.workers_beside()]
        server.kill()
        wait_until(lambda: not any(alive(pid) for pid in left))


def test_nothing_is_left_when_server_and_keeper_are_killed_at_once(tmp_path, surroundings):
    with Server(tmp_path / "log", surroundings) as server:
        wait_until(lambda: server.workers_beside())
        (worker,) = server.workers_beside()
        os.kill(server.keeper(), signal.SIGKILL)
        server.kill()
        wait_until(lambda: not alive(worker))


def test_a_server_may_be_without_a_worker(tmp_path, surroundings):
    with Server(tmp_path / "log", surroundings | {"RUN_WORKER": "off"}) as server:
        assert requests.get(f"{server.url}/fi/").status_code == 200
        assert server.keeper() is None
