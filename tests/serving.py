"""A real server: gunicorn with the service's own settings, as a process that can be measured and killed."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import requests

from tenants.embedded_postgres import CHECKOUT
from tests.processes import children, command
from tests.waiting import PATIENCE_SECONDS

AS_SERVED = ("-c", "python:app.server", "wsgi:app")
LISTENING = re.compile(r"Listening at: (http://127\.0\.0\.1:(\d+))")
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def environment(addresses: dict[str, str]) -> dict[str, str]:
    """What tells the service which databases are its own."""
    return {f"DATABASE_URL_{plane.upper()}": address for plane, address in addresses.items()} | {
        "SECRET_KEY": "a secret key that only these servers have",
        "SMTP_HOST": "127.0.0.1",
        "RUN_WORKER": "off",
    }


class Server:
    """A gunicorn on a free port; `log` gets what it says. Leaving the `with` stops it as SIGTERM does."""

    def __init__(self, log: Path, settings: dict[str, str], arguments: tuple[str, ...] = AS_SERVED):
        self.log = log
        with log.open("w") as written:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", *arguments],
                cwd=CHECKOUT,
                env=os.environ | {"PORT": "0"} | settings,
                stdout=written,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        listening = self._listening()
        self.url, self.port = listening[1], int(listening[2])

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *trouble: object) -> None:
        self.stop()

    def stop(self) -> int:
        """End it politely; returns its exit code."""
        self.process.terminate()
        return self.process.wait(PATIENCE_SECONDS)

    def kill(self) -> None:
        """Kill -9 of master and workers, all at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def workers(self) -> list[int]:
        """The process numbers of those that answer, the oldest first."""
        return [pid for pid in children(self.process.pid) if pid != self.keeper()]

    def keeper(self) -> int | None:
        """The process number of the one that keeps a background worker running."""
        return next((pid for pid in children(self.process.pid) if "beside.py" in command(pid)), None)

    def workers_beside(self) -> list[int]:
        """The process numbers of background workers."""
        keeper = self.keeper()
        return [pid for pid in children(keeper) if "worker" in command(pid)] if keeper else []

    def _listening(self) -> re.Match[str]:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (found := LISTENING.search(self.log.read_text())):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not start:\n{self.log.read_text()}")
            time.sleep(0.02)
        return found


def signed_in(url: str, email: str, password: str) -> requests.Session:
    """A person's browser, in so far as it is cookies and forms."""
    visit = requests.Session()
    page = visit.get(f"{url}/fi/kirjaudu")
    typed = {"csrf_token": TOKEN.search(page.text)[1], "email": email, "password": password}
    answer = visit.post(f"{url}/fi/kirjaudu", typed, allow_redirects=False)
    if answer.status_code != 302:
        raise RuntimeError(f"{email} could not sign in: {answer.status_code}")
    return visit
