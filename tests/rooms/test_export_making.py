"""How an export comes about: once for however many presses, again after a kill, for a week, and for nobody else."""

import hashlib
import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update

from app.leaving import documents, duties, queries
from app.leaving.models import Export, ExportChunk
from app.messages.models import Letter
from app.web.zip_files import PIECE
from tenants import clock
from tenants.embedded_postgres import CHECKOUT
from tests.databases import CLUSTER
from tests.leaving import an_export_of, ask_for_export, make_exports
from tests.letters import outbox
from tests.makers import a_municipality, a_report
from tests.serving import environment
from tests.waiting import wait_until


@pytest.fixture
def municipality(engines):
    """With a report, so that there is something to be in the middle of."""
    made = a_municipality(engines)
    a_report(made)
    return made


def state_of(municipality) -> Export:
    """Its newest export."""
    with municipality.session(read_only=True) as session:
        return queries.exports(session)[0]


def letters(municipality, kind: str) -> int:
    """How many went out."""
    return len(outbox(municipality.engines, Letter.about_tenant == municipality.facts.id, Letter.kind == kind))


def out_of_paper(*given):
    """In place of what makes documents."""
    raise OSError("out of paper")


def test_a_second_press_does_not_start_a_second_one(app, municipality):
    assert [ask_for_export(municipality) for _ in range(3)] == [True, False, False]
    with municipality.session(read_only=True) as session:
        assert session.scalar(select(func.count()).select_from(Export)) == 1


def test_after_it_is_made_another_may_be_asked_for_and_the_one_who_asked_has_a_letter(app, engines, municipality):
    content = an_export_of(app, municipality)
    made = state_of(municipality)
    assert (made.size, made.checksum) == (len(content), hashlib.sha256(content).hexdigest())
    assert made.step == made.steps > 10
    assert letters(municipality, "export_ready") == 1
    assert ask_for_export(municipality)


def test_its_bytes_are_kept_in_pieces_of_one_size_that_are_in_hand_one_at_a_time(app, municipality):
    an_export_of(app, municipality)
    with municipality.session(read_only=True) as session:
        sizes = session.scalars(select(func.length(ExportChunk.body)).order_by(ExportChunk.position)).all()
    assert all(size == PIECE for size in sizes[:-1])
    assert sizes[-1] <= PIECE


def test_one_that_broke_off_is_begun_anew_and_nothing_of_it_is_left(app, engines, municipality, monkeypatch):
    monkeypatch.setattr("app.web.zip_files.PIECE", 1000)
    ask_for_export(municipality)
    with monkeypatch.context() as patched:
        patched.setattr(documents, "of_report", out_of_paper)
        with pytest.raises(ExceptionGroup):
            make_exports(app, engines)
    assert state_of(municipality).state == "waiting"
    with municipality.session(read_only=True) as session:
        assert session.scalar(text("SELECT count(*) FROM export_chunk")) > 1
    make_exports(app, engines)
    assert (state_of(municipality).state, state_of(municipality).tries) == ("ready", 2)
    with municipality.session(read_only=True) as session:
        bodies = session.scalars(select(ExportChunk.body).order_by(ExportChunk.position)).all()
    assert hashlib.sha256(b"".join(bodies)).hexdigest() == state_of(municipality).checksum


def test_one_that_never_succeeds_is_given_up_and_its_asker_told(app, engines, municipality, monkeypatch):
    ask_for_export(municipality)
    monkeypatch.setattr(documents, "of_report", out_of_paper)
    for _ in range(3):
        with pytest.raises(ExceptionGroup):
            make_exports(app, engines)
    make_exports(app, engines)
    assert state_of(municipality).state == "failed"
    assert letters(municipality, "export_failed") == 1
    assert ask_for_export(municipality)


def test_two_workers_do_not_make_the_same_one(app, engines, municipality):
    ask_for_export(municipality)
    lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:id, 0))")
    with municipality.session() as session, session.begin():
        session.execute(lock, {"id": str(state_of(municipality).id)})
        make_exports(app, engines)
        assert (state_of(municipality).state, state_of(municipality).tries) == ("waiting", 0)
    make_exports(app, engines)
    assert state_of(municipality).state == "ready"


def test_after_a_week_it_is_gone(app, engines, municipality):
    an_export_of(app, municipality)
    with municipality.session() as session, session.begin():
        session.execute(update(Export).values(ended_at=clock.now() - timedelta(days=7, minutes=1)))
    with municipality.session(read_only=True) as session:
        assert queries.exports(session) == []
    duties.forget_exports(engines, clock.now())
    with municipality.session(read_only=True) as session:
        assert session.scalar(text("SELECT count(*) FROM export")) == 0
        assert session.scalar(text("SELECT count(*) FROM export_chunk")) == 0


MAKING = """
import os, signal, time
from app import create_app
from app.leaving import documents, duties
from tenants import clock
whole = documents.of_report
def slow(*given):
    print("in the middle", flush=True)
    time.sleep(60)
    yield from whole(*given)
documents.of_report = slow
app = create_app()
with app.app_context():
    duties.make_exports(app.extensions["engines"], clock.now())
"""


def test_a_worker_killed_in_the_middle_is_followed_by_one_that_begins_anew(app, engines, municipality, database_name):
    ask_for_export(municipality)
    worker = subprocess.Popen(
        [sys.executable, "-c", MAKING], cwd=CHECKOUT, env=os.environ | environment(CLUSTER.addresses(database_name)),
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert worker.stdout.readline() == "in the middle\n"
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert (state_of(municipality).state, state_of(municipality).tries) == ("waiting", 1)

    def is_made() -> bool:
        make_exports(app, engines)
        return state_of(municipality).state == "ready"

    wait_until(is_made)
    assert state_of(municipality).tries == 2
