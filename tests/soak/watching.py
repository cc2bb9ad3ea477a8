"""What is looked at all the time: memory, connections, what is said in the logs."""

import re
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from tests.place import CLUSTER
from tests.processes import memory
from tests.serving import Server
from tests.soak.diary import Diary

LOOK_SECONDS, SAMPLE_SECONDS = 0.2, 2.0
CONNECTIONS = """
    SELECT usename, count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND usename LIKE 'welfare\\_%' GROUP BY usename"""
DAILY = re.compile(
    r"\[INFO\]"
    r"|LOG:  |autovacuum"
    r"|duplicate key value violates unique constraint \"procrastinate_jobs_queueing_lock_idx_v1\"|^\s*DETAIL:"
)
"""On a good day. The queue lets the database say that a duty stands in line already."""


@dataclass
class Log:
    """A file that is read while it is written: each line with the moment at which it was there."""

    path: Path
    at: int = 0
    lines: list[tuple[float, str]] = field(default_factory=list)

    def read(self, now: float) -> None:
        """What has come since."""
        with self.path.open("rb") as file:
            file.seek(self.at)
            new = file.read()
        whole, _, _ = new.rpartition(b"\n")
        if whole:
            self.at += len(whole) + 1
            self.lines += [(now, line) for line in whole.decode(errors="replace").split("\n")]


class Watch:
    """Looks until it is told that it is over."""

    def __init__(self, server: Server, diary: Diary) -> None:
        self.server, self.diary = server, diary
        self.logs = {"service": Log(server.log), "database": Log(CLUSTER.log, CLUSTER.log.stat().st_size)}
        self.memory: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self.most_connections: dict[str, int] = {}

    def keep(self) -> None:
        """Look, until people come no more."""
        due = 0.0
        while self.diary.goes_on():
            self.read_logs()
            if self.diary.now() >= due:
                due = self.diary.now() + SAMPLE_SECONDS
                self._sample()
            time.sleep(LOOK_SECONDS)

    def read_logs(self) -> None:
        """What has been said since."""
        for log in self.logs.values():
            log.read(self.diary.now())

    def _sample(self) -> None:
        processes = {f"worker {pid}": pid for pid in self.server.workers()}
        processes |= {f"background worker {pid}": pid for pid in self.server.workers_beside()}
        for name, pid in processes.items():
            try:
                self.memory[name].append((self.diary.now(), memory(pid)[1]))
            except (FileNotFoundError, ProcessLookupError):  # killed just now
                continue
        with CLUSTER.connect_as_superuser("welfare") as superuser:
            for login, count in superuser.execute(CONNECTIONS):
                self.most_connections[login] = max(count, self.most_connections.get(login, 0))
