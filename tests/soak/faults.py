"""Parts of the service are killed while people use it: only what the soak itself has started."""

import itertools
import os
import signal

from tests.place import CLUSTER
from tests.serving import Server
from tests.soak.diary import Diary
from tests.soak.rules import PARTS

FAULTS = 30
"""How many at most, however long it takes."""
SHORTEST_PAUSE = 8.0
LOOK_SECONDS = 0.05
ENDED = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND usename LIKE 'welfare\\_%'"""
IN_THE_MAKING = "SELECT count(*) FROM hand_over_package WHERE state = 'waiting' AND step > 0"


def do_harm(server: Server, diary: Diary) -> None:
    """One kind of fault after the other, in the middle of the time."""
    diary.rest(diary.length / PARTS)
    for harm in itertools.cycle((kill_an_answering_worker, end_connections, kill_the_worker_beside)):
        if not diary.bears_faults():
            return
        harm(server, diary)
        diary.rest(max(SHORTEST_PAUSE, diary.length / FAULTS))


def kill_an_answering_worker(server: Server, diary: Diary) -> None:
    """The youngest: the oldest lives all the time, and its memory can be watched."""
    *_, youngest = server.workers()
    diary.note_fault("a gunicorn worker killed")
    os.kill(youngest, signal.SIGKILL)


def end_connections(server: Server, diary: Diary) -> None:
    """All of the service's connections to its database."""
    with CLUSTER.connect_as_superuser("welfare") as superuser:
        diary.note_fault("connections to the database ended")
        superuser.execute(ENDED)


def kill_the_worker_beside(server: Server, diary: Diary) -> None:
    """In the middle of a package: somebody always wants one. Not after half of the time: its memory is watched, too."""
    with CLUSTER.connect_as_superuser("welfare") as superuser:
        while diary.bears_faults() and diary.now() < diary.length / 2:
            if superuser.execute(IN_THE_MAKING).fetchone() != (0,) and (beside := server.workers_beside()):
                diary.note_fault("the background worker killed in the middle of a package")
                os.kill(beside[0], signal.SIGKILL)
                return
            diary.rest(LOOK_SECONDS)
