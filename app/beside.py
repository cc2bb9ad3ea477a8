"""Keeps one command running beside a server, and ends it with the server: `python -P app/beside.py PARENT COMMAND...`

The server's own process cannot do it: gunicorn forks, and tells nobody when a child that is not a worker of its own
has ended. This file needs nothing but Python; run by its path, it does not load the application around it.

SIGTERM ends the command and this, and a parent that is gone, perhaps killed, ends both. The command is told our own
number, `--parent`, so that it can see whether we are gone.
"""

import os
import signal
import subprocess
import sys
import time

LOOK_SECONDS = 0.2
PATIENCE_SECONDS = 20
SHORTEST_WAIT, LONGEST_WAIT = 1, 60
asked = set()


def keep(parent: int, command: list[str]) -> None:
    """Start the command again and again, the slower the sooner it ends, until it is over."""
    wait = SHORTEST_WAIT
    while not _is_over(parent):
        began = time.monotonic()
        child = subprocess.Popen([*command, "--parent", str(os.getpid())])  # noqa: S603 - our own server's words
        while child.poll() is None and not _is_over(parent):
            time.sleep(LOOK_SECONDS)
        _end(child)
        _rest(parent, wait)
        wait = SHORTEST_WAIT if time.monotonic() - began > LONGEST_WAIT else min(wait * 2, LONGEST_WAIT)


def _is_over(parent: int) -> bool:
    return signal.SIGTERM in asked or os.getppid() != parent


def _end(child: subprocess.Popen) -> None:
    child.terminate()
    try:
        child.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()


def _rest(parent: int, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and not _is_over(parent):
        time.sleep(LOOK_SECONDS)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda number, frame: asked.add(number))
    keep(int(sys.argv[1]), sys.argv[2:])
