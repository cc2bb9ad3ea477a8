"""What must be true when the last visitor has gone: nothing lost, nothing changed, nothing left hanging."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable

import psycopg

from tenants.database import MOST_CONNECTIONS
from tenants.embedded_postgres import CHECKOUT
from tests.place import CLUSTER
from tests.soak.diary import Diary
from tests.soak.experts import SENTENCES
from tests.soak.rules import Finding

PATIENCE_SECONDS = 120
WRITTEN = """
    SELECT text FROM section_version UNION ALL SELECT text FROM kept_text
    UNION ALL SELECT text_fi FROM report_section UNION ALL SELECT text_sv FROM report_section"""
SENTENCE = re.compile("|".join(each.format(r"\d+") + r"\d+\." for each in SENTENCES.values()))
HANGING = {
    "packages": "SELECT count(*) FROM hand_over_package WHERE state IN ('waiting', 'failed')",
    "jobs": """
        SELECT count(*) FROM procrastinate.procrastinate_jobs
        WHERE status = 'doing' AND (worker_id IS NULL OR worker_id NOT IN (
            SELECT id FROM procrastinate.procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds'))
        OR status = 'todo' AND scheduled_at < now() - interval '1 minute'""",
    "locks that are waited for": "SELECT count(*) FROM pg_locks WHERE NOT granted",
    "transactions left open": """
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'welfare\\_%'
        AND state LIKE 'idle in transaction%' AND xact_start < now() - interval '10 seconds'""",
    "letters": "SELECT count(*) FROM outbox WHERE sent_at IS NULL AND not_before < now() - interval '1 minute'",
}
PUBLISHED = "SELECT count(*) FROM edition"
PUBLISHED_BY_THE_TRAIL = "SELECT count(*) FROM audit_entry WHERE deed = 'report.published'"


def found(diary: Diary, settings: dict[str, str]) -> list[Finding]:
    """After the background worker has had time to do what was asked."""
    with CLUSTER.connect_as_superuser("welfare") as superuser:
        return [*_left_hanging(superuser), _lost(superuser, diary), _untold(superuser, diary), _changed(settings)]


def _left_hanging(superuser: psycopg.Connection) -> list[Finding]:
    def count(question: str) -> int:
        return superuser.execute(question).fetchone()[0]

    _wait(lambda: not any(map(count, HANGING.values())))
    return [Finding(f"left hanging: {name}", count(question), 0) for name, question in HANGING.items()]


def _wait(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE_SECONDS
    while not is_so() and time.monotonic() < ends:
        time.sleep(0.5)


def _lost(superuser: psycopg.Connection, diary: Diary) -> Finding:
    kept = {sentence for (text,) in superuser.execute(WRITTEN) for sentence in SENTENCE.findall(text or "")}
    lost = sorted(diary.saved - kept)
    return Finding("acknowledged saves lost", len(lost), 0, "; ".join([f"of {len(diary.saved)}", *lost[:5]]))


def _untold(superuser: psycopg.Connection, diary: Diary) -> Finding:
    """The trail is no chain but lines that nobody can change: every edition has its own."""
    (made,), (told,) = (superuser.execute(each).fetchone() for each in (PUBLISHED, PUBLISHED_BY_THE_TRAIL))
    aside = f"{made} editions, {told} lines, {diary.published} publications answered"
    return Finding("editions without their line in the trail", abs(made - told), 0, aside)


def _changed(settings: dict[str, str]) -> Finding:
    verify = [sys.executable, "-m", "flask", "--app", "wsgi", "publishing", "verify"]
    done = subprocess.run(verify, cwd=CHECKOUT, env=os.environ | settings, capture_output=True, text=True)
    said = done.stdout.splitlines() or done.stderr.splitlines()[-1:]
    return Finding("editions that are not what was published", len(said) if done.returncode else 0, 0, said[-1])


def connections(most: dict[str, int], processes: int) -> list[Finding]:
    """The most that each login had open, against what the pools of as many processes can hold."""
    return [
        Finding(f"connections of {login}", count, MOST_CONNECTIONS * processes)
        for login, count in sorted(most.items())
    ]
