"""What is done at certain times is done: alone where it must be, again after a kill, whatever becomes of the others."""

import asyncio
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata

import psycopg
import pytest
from croniter import croniter
from flask import current_app

from app.messages import worker
from app.messages.duties import DUTIES, duty
from migrations import queue
from tenants import clock

EVERY_DAY = f"0 {(clock.now().hour + 12) % 24} * * *"
"""Half a day from now: a worker that begins also does what was due in the last ten minutes."""
TAKING_UP = "app.messages.worker.take_up_what_was_left"


@pytest.fixture
def line(settings) -> Iterator[psycopg.Connection]:
    """The queue itself, empty, as only its own worker reaches it."""
    address = settings.databases["worker"].replace("+psycopg", "")
    with psycopg.connect(address, options="-c search_path=procrastinate", autocommit=True) as connection:
        connection.execute("DELETE FROM procrastinate_periodic_defers")
        connection.execute("DELETE FROM procrastinate_jobs")
        connection.execute("DELETE FROM procrastinate_workers")
        yield connection


@pytest.fixture
def run(app, line, monkeypatch):
    """A function: puts jobs in line, and a worker of this process does all it can and ends.

    There are no duties but the test's own.
    """
    monkeypatch.setattr(worker, "DUTIES", [])

    async def work(*names: str) -> None:
        queue = worker.queue_of(app)
        async with queue.open_async():
            for name in names:
                await queue.configure_task(name).defer_async(timestamp=0)
            await queue.run_worker_async(wait=False, install_signal_handlers=False)

    # In a thread of its own: where a test before this one has opened a browser, this one has a loop that runs.
    with ThreadPoolExecutor(1) as thread:
        yield lambda *names: thread.submit(asyncio.run, work(*names)).result()


def register(do, **how) -> str:
    """Make it a duty of the test; returns its name."""
    duty(EVERY_DAY, **how)(do)
    worker.DUTIES.append(DUTIES.pop())
    return worker.DUTIES[-1].name


def in_hand(line, silent: str, name: str, lock: str | None = None) -> None:
    """A job that a worker is doing whose heart beat so long ago."""
    line.execute(
        """WITH worker AS (
               INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval) RETURNING id)
           INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id, lock, queueing_lock)
           SELECT 'default', %s, '{"timestamp": 0}', 'doing', id, %s, %s FROM worker""",
        [silent, name, lock, name],
    )


def states(line, name: str) -> list[str]:
    """Of a duty's jobs that are not done."""
    found = line.execute("SELECT status FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [name])
    return [state for (state,) in found]


def test_a_duty_is_done_inside_the_application_with_the_engines_and_the_time(run, app, engines):
    done = []
    run(register(lambda *given: done.append((*given, current_app.name))))
    ((given_engines, now, name),) = done
    assert given_engines is app.extensions["engines"]
    assert abs((clock.now() - now).total_seconds()) < 60
    assert name == "app"


def test_a_duty_that_fails_harms_no_other(run, caplog):
    done = []

    def failing(engines, now):
        raise ValueError("out of paper")

    def other(engines, now):
        done.append(now)

    with caplog.at_level(logging.ERROR):
        run(register(failing), register(other))
    assert len(done) == 1
    assert "out of paper" in caplog.text


def test_what_a_killed_worker_had_in_hand_is_done_by_another(run, line):
    done = []
    name = register(lambda engines, now: done.append(now))
    in_hand(line, "1 minute", name, lock=name)
    run(TAKING_UP)
    run()
    assert len(done) == 1
    assert states(line, name) == []


def test_what_a_living_worker_has_in_hand_is_left_to_it(run, line):
    name = register(lambda engines, now: None)
    in_hand(line, "10 seconds", name)
    run(TAKING_UP)
    assert states(line, name) == ["doing"]


def test_what_a_killed_worker_had_in_hand_is_not_done_twice_when_it_stands_in_line_already(run, line):
    name = register(lambda engines, now: None)
    in_hand(line, "1 minute", name)
    line.execute(
        """INSERT INTO procrastinate_jobs (queue_name, task_name, args, queueing_lock, scheduled_at)
           VALUES ('default', %s, '{"timestamp": 0}', %s, now() + interval '1 hour')""",
        [name, name],
    )
    run(TAKING_UP)
    assert states(line, name) == ["todo"]


@pytest.mark.parametrize(("is_alone", "times"), [(True, 0), (False, 1)])
def test_a_duty_that_is_alone_waits_for_the_worker_that_has_it_in_hand(run, line, is_alone, times):
    done = []
    name = register(lambda engines, now: done.append(now), is_alone=is_alone)
    in_hand(line, "1 second", name, lock=name)
    run(name)
    assert len(done) == times


def test_every_duty_has_a_time_that_comes_and_a_name_of_its_own():
    assert all(croniter.is_valid(each.when, second_at_beginning=False) for each in DUTIES)
    assert len({each.name for each in DUTIES}) == len(DUTIES) >= 2


def test_the_queue_s_tables_are_those_of_the_installed_procrastinate():
    installed = metadata.version("procrastinate")
    assert installed.startswith(f"{queue.MADE_FOR}."), "call queue.rebuild() in a new migration and name it here"
