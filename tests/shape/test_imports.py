"""The directions between houses, rooms and files: the contracts of pyproject.toml, and what they cannot say."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

from tenants.boundary import PlaneSession
from tenants.database import Base
from tenants.embedded_postgres import CHECKOUT
from tests.source import at, called, files, modules, nodes

OF_THE_WEB = {"flask", "flask_babel", "flask_login", "flask_wtf", "jinja2", "werkzeug", "wtforms"}
WEB_FILES = re.compile(
    r"app/(__init__|commands)\.py|app/(web|demo)/.*|app/\w+/((\w+_)?(routes|forms|words)|pages|sentences)\.py"
    r"|app/notices/board\.py"
    r"|app/messages/(drawing|duties|worker|writing)\.py|app/\w+/(\w+_)?duties\.py"
)
"""Where Flask may be met. The background worker, who needs the application to draw letters, is an entrance too."""

COMMANDS = {"app/commands.py", "app/demo/preparing.py"}
DUTIES = {str(path.relative_to(CHECKOUT)) for path in files("*duties.py", "app")}
WORKER = {f"app/messages/{name}.py" for name in ("content", "duties", "outbox", "writing")}
PAYMENTS = {f"app/payments/{name}.py" for name in ("cards", "delivering", "reminding")}
LEAVING = "app/leaving/duties.py"
PACKAGES = "app/hand_over/duties.py"
PUBLISHING = "app/publishing/duties.py"
REFRESHING = "app/indicators/refreshing.py"
LETTERS = {f"app/{room}/duties.py" for room in ("consulting", "feedback", "follow_up", "negotiating")}
WHERE_SESSIONS_OPEN = {
    "TenantSession": {"app/web/entrance.py", "app/messages/content.py", LEAVING, PACKAGES, PUBLISHING}
    | LETTERS
    | COMMANDS,
    "SnapshotSession": {LEAVING, PACKAGES},
    "DoorSession": {"app/web/entrance.py", LEAVING, PUBLISHING} | COMMANDS,
    "StaffSession": {"app/web/entrance.py"} | COMMANDS,
    "WorkerSession": WORKER | DUTIES | PAYMENTS | {REFRESHING} | COMMANDS,
    "Session": COMMANDS,
}
"""Each kind of session, and the only files that open one; `Session` is the owner's."""

WHERE_TRANSACTIONS_END = re.compile(r"app/web/transactions\.py")


def imported(node: ast.AST) -> set[str]:
    """The packages an import statement names."""
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").partition(".")[0]} if not node.level else set()
    return {name.name.partition(".")[0] for name in node.names}


def test_every_contract_is_kept():
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr
    assert re.search(r"Contracts: ([89]|\d\d) kept, 0 broken", linted.stdout)


def test_the_web_s_packages_are_met_only_in_the_web_s_files():
    met = {path for kind in (ast.Import, ast.ImportFrom) for path, node in nodes(kind) if OF_THE_WEB & imported(node)}
    assert {path for path in met if not WEB_FILES.fullmatch(path)} == set()
    assert "app/reports/routes.py" in met


def test_pages_hold_no_table():
    names = [path.removesuffix(".py").replace("/", ".") for path in modules("app") if path.endswith("routes.py")]
    held = {
        f"{name}: {word}"
        for name in names
        for word, value in vars(importlib.import_module(name)).items()
        if isinstance(value, type) and issubclass(value, Base)
    }
    assert len(names) >= 6
    assert held == set()


def test_only_the_entrance_the_commands_and_the_worker_open_a_session():
    assert {kind.__name__ for kind in PlaneSession.__subclasses__()} <= set(WHERE_SESSIONS_OPEN)
    opened = {kind: set() for kind in [*WHERE_SESSIONS_OPEN, "PlaneSession", "sessionmaker", "scoped_session"]}
    for path, call in nodes(ast.Call):
        if (kind := getattr(call.func, "id", "")) in opened:
            opened[kind].add(path)
    elsewhere = {kind: paths - WHERE_SESSIONS_OPEN.get(kind, set()) for kind, paths in opened.items()}
    assert {kind: paths for kind, paths in elsewhere.items() if paths} == {}
    assert "app/web/entrance.py" in opened["TenantSession"]


def test_everybody_else_leaves_the_commit_to_them():
    ending = {
        at(path, call)
        for path, call in nodes(ast.Call)
        if called(call) in {"commit", "rollback"} and not WHERE_TRANSACTIONS_END.fullmatch(path)
    }
    assert ending == set()


def test_the_service_knows_nothing_of_its_tests():
    knowing = {
        path
        for kind in (ast.Import, ast.ImportFrom)
        for path, node in nodes(kind)
        if {"tests", "pytest"} & imported(node)
    }
    assert knowing == set()
