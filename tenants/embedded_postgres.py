"""The PostgreSQL of this checkout, so that nobody has to install one to try or test the service.

A data directory of its own, reached through a private socket and never through a port. It starts
when somebody asks, outlives whoever asked, and recovers by itself when everything was killed.
Production uses a PostgreSQL of the operator's and nothing of this.
"""

import fcntl
import hashlib
import os
import shlex
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import psycopg
from psycopg import sql

from tenants.postgres_programs import (
    OURS_UNDER_ROOT,
    Account,
    PostgresTrouble,
    Programs,
    find_programs,
    make_directory,
    server_account,
)

CHECKOUT = Path(__file__).resolve().parent.parent
ROLES = CHECKOUT / "migrations" / "roles.sql"
PLANES = ("owner", "tenant", "door", "staff", "worker")
SUPERUSER = "postgres"
PORT = 5432  # only a part of the socket's name
PATIENCE_SECONDS = 60
ORPHANS_REMAIN = "pre-existing shared memory block"  # PostgreSQL's words; children of a killed server end soon
PREPARING = 0x57454C46  # the advisory lock of prepare()
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "timezone": "UTC",
    "log_checkpoints": "off",
    # What a municipality wrote must not end up in a log: no row contents, no statements.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
FORGETFUL = {"fsync": "off", "full_page_writes": "off", "max_connections": "500"}
# Survives kill -9, not a power cut; many test processes share it.


class EmbeddedPostgres:
    """One data directory and the server on it; everything about it may be asked for twice."""

    def __init__(self, data_root: Path = CHECKOUT / ".data", *, durable: bool = True):
        """A server that is not `durable` is faster and loses its data with the machine's power: for tests."""
        self.data_root = data_root.resolve()
        self.durable = durable

    @cached_property
    def account(self) -> Account:
        """Who runs the server and owns its data."""
        return server_account(self.home)

    @cached_property
    def programs(self) -> Programs:
        """The programs this server is made of."""
        return find_programs(self.account)

    @cached_property
    def home(self) -> Path:
        """Where all of it lies. Root's server runs as somebody who cannot reach root's directories."""
        if os.geteuid() == 0:
            return OURS_UNDER_ROOT / _digest(self.data_root)
        return self.data_root / "postgres"

    @cached_property
    def cluster(self) -> Path:
        """The data directory: one per major version, so that PG_BIN may be changed to and fro."""
        return self.home / self.programs.major_version()

    @cached_property
    def socket_directory(self) -> Path:
        """A short path, because a socket's may have only about 100 characters."""
        return Path(f"/tmp/welfare-report-{self.account.uid}-{_digest(self.cluster)}")  # noqa: S108 - owner checked

    @property
    def log(self) -> Path:
        """What the server says about itself."""
        return self.cluster / "server.log"

    def start(self) -> None:
        """Return when the server answers, whoever started it."""
        with self._alone():
            if not self.cluster.exists():
                self._create_cluster()
            deadline = time.monotonic() + PATIENCE_SECONDS
            while not self._answers_or_is_gone():
                self._forget_dead_server()
                try:
                    self._launch()
                except PostgresTrouble as trouble:
                    said = self._end_of_log()
                    if ORPHANS_REMAIN not in said or time.monotonic() > deadline:
                        raise PostgresTrouble(f"{trouble}\nThe end of {self.log}:\n{said}") from trouble
                    time.sleep(0.5)

    def stop(self) -> None:
        """Let transactions under way roll back, write everything down, end."""
        with self._alone():
            if self._postmaster():
                self.programs.run("pg_ctl", "stop", "-D", self.cluster, "-m", "fast", "-w", "-t", str(PATIENCE_SECONDS))

    def remove(self) -> None:
        """Stop the server and delete all its data."""
        self.stop()
        shutil.rmtree(self.socket_directory, ignore_errors=True)
        shutil.rmtree(self.home)

    def is_running(self) -> bool:
        """Whether it answers; "is starting up" is no answer."""
        try:
            self.connect_as_superuser("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def prepare(self, database: str = "welfare") -> None:
        """Make the database and the roles of migrations/roles.sql, unless they are there."""
        with self.connect_as_superuser("postgres") as server:
            server.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
            if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
                server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
            with self.connect_as_superuser(database) as inside, inside.transaction():
                inside.execute(ROLES.read_text())

    def addresses(self, database: str = "welfare") -> dict[str, str]:
        """SQLAlchemy's address of the database for each plane: owner, tenant, door, staff, worker."""
        where = f"/{database}?host={self.socket_directory}&port={PORT}"
        return {plane: f"postgresql+psycopg://welfare_{plane}@{where}" for plane in PLANES}

    def connect_as_superuser(self, database: str) -> psycopg.Connection:
        """For making databases and for tests that break things; the service itself never connects so."""
        return psycopg.connect(
            host=str(self.socket_directory), port=PORT, user=SUPERUSER, dbname=database,
            connect_timeout=10, autocommit=True,
        )  # fmt: skip

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time makes, starts or stops this server; the kernel frees the lock of a killed one."""
        if os.geteuid() == 0:
            make_directory(OURS_UNDER_ROOT, 0o755)
            make_directory(self.home, 0o755)
            (self.home / "made-for").write_text(f"{self.data_root}\n")
        else:
            self.data_root.mkdir(parents=True, exist_ok=True)
            make_directory(self.home, 0o700)
        with (self.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _answers_or_is_gone(self) -> bool:
        """Whether the server answers, after as long as it takes one that is starting up, recovering or ending."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.is_running():
            pid = self._postmaster()
            if pid is None:
                return False
            if time.monotonic() > deadline:
                raise PostgresTrouble(
                    f"PostgreSQL runs as process {pid} but does not answer in {self.socket_directory}."
                    f"\nThe end of {self.log}:\n{self._end_of_log()}"
                )
            time.sleep(0.05)
        return True

    def _postmaster(self) -> int | None:
        """The process number of this server, if it lives.

        The number in postmaster.pid proves nothing: after a crash it may be a zombie's (whose
        command line is empty) or have been given to a stranger.
        """
        try:
            pid = int((self.cluster / "postmaster.pid").read_text().split("\n")[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError, ValueError):
            return None
        return pid if os.fsencode(self.cluster) in command else None

    def _forget_dead_server(self) -> None:
        """Take away what would make PostgreSQL believe for ever that a dead server lives.

        Should one live after all, or only its last children, PostgreSQL still refuses: it finds
        the memory that they share.
        """
        make_directory(self.socket_directory, 0o700, self.account)
        for lock in (self.cluster / "postmaster.pid", self.socket_directory / f".s.PGSQL.{PORT}.lock"):
            lock.unlink(missing_ok=True)

    def _create_cluster(self) -> None:
        """Made aside and renamed: a half-made data directory never has the right name."""
        aside = self.cluster.with_suffix(".new")
        shutil.rmtree(aside, ignore_errors=True)
        make_directory(aside, 0o700, self.account)
        haste = [] if self.durable else ["--no-sync"]
        self.programs.run(
            "initdb", "-D", aside, "-U", SUPERUSER, "--auth=trust",
            "--encoding=UTF8", "--locale=C.UTF-8",  # under plain C lower('Ä') stays 'Ä'
            *haste,
        )  # fmt: skip
        aside.rename(self.cluster)

    def _launch(self) -> None:
        settings = SETTINGS | ({} if self.durable else FORGETFUL) | {"unix_socket_directories": self.socket_directory}
        options = shlex.join(word for name, value in settings.items() for word in ("-c", f"{name}={value}"))
        self.programs.run(
            "pg_ctl", "start", "-D", self.cluster, "-l", self.log, "-o", options, "-w", "-t", str(PATIENCE_SECONDS)
        )

    def _end_of_log(self) -> str:
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
        except FileNotFoundError:
            return "(there is none)"


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
