"""The background worker: does the rooms' duties at their times, by procrastinate's queue in our own PostgreSQL.

A killed worker leaves its job "doing" for ever, and the worker's own heartbeat tells that nobody does it: such jobs
are taken up again by whoever lives.
"""

import logging
import os
import signal
import sys
import threading
import time
from contextlib import suppress

from flask import Flask
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from app.messages.duties import DUTIES, Duty
from tenants import clock
from tenants.errors import BrokenWall
from tenants.inspection import require_wall

AT_ONCE = 4
"""Letters do not wait for the night's long work."""

HEARTBEAT_SECONDS = 5
SILENT_SECONDS = 30
PATIENCE_SECONDS = 30
HOURS_KEPT = 24 * 7


def run(app: Flask, parent: int | None = None) -> None:
    """Work until asked to end (SIGTERM, Ctrl-C), or until the process `parent`, which started us, is gone."""
    try:
        require_wall(app.extensions["engines"])
    except BrokenWall as broken:
        raise SystemExit(f"The worker does not start: {broken}") from broken
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    if parent:
        threading.Thread(target=_end_with, args=[parent], daemon=True).start()
    queue_of(app).run_worker()


def queue_of(app: Flask) -> App:
    """The queue with every duty in it."""
    address = app.config["SETTINGS"].databases["worker"].replace("+psycopg", "", 1)
    queue = App(
        connector=PsycopgConnector(conninfo=address, kwargs={"options": "-c search_path=procrastinate"}),
        worker_defaults={
            "concurrency": AT_ONCE,
            "delete_jobs": "successful",
            "update_heartbeat_interval": HEARTBEAT_SECONDS,
            "stalled_worker_timeout": SILENT_SECONDS,
        },
    )
    for duty in DUTIES:
        _add(queue, app, duty)
    _add_housekeeping(queue)
    return queue


def _add(queue: App, app: Flask, duty: Duty) -> None:
    # The queueing lock: however late a worker is, a duty waits in line only once.
    @queue.periodic(cron=duty.when)
    @queue.task(name=duty.name, queueing_lock=duty.name, lock=duty.name if duty.is_alone else None)
    def do(timestamp: int) -> None:
        with app.app_context():
            duty.do(app.extensions["engines"], clock.now())


def _add_housekeeping(queue: App) -> None:
    jobs = queue.job_manager

    @queue.periodic(cron="* * * * * */15")
    @queue.task(queueing_lock="take_up_what_was_left")
    async def take_up_what_was_left(timestamp: int) -> None:
        for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
            try:
                await jobs.retry_job(job, retry_at=clock.now())
            except UniqueViolation:  # the same duty stands in line already
                await jobs.finish_job(job, status=Status.FAILED, delete_job=True)

    @queue.periodic(cron="40 1 * * *")
    @queue.task(queueing_lock="forget_old_jobs")
    async def forget_old_jobs(timestamp: int) -> None:
        await jobs.delete_old_jobs(nb_hours=HOURS_KEPT, include_failed=True, include_cancelled=True)


def _end_with(parent: int) -> None:
    """A killed parent says nothing: look, everywhere the same, whether it is still ours."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE_SECONDS)
    with suppress(OSError):
        sys.stderr.write("The worker ends in the middle of its work: what started it is gone.\n")
    os._exit(1)
