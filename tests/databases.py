"""Databases for tests: one cluster per checkout, one migrated template, a copy of it for each test process."""

import fcntl
import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from psycopg import sql
from sqlalchemy.orm import Session

from app.commands import upgrade
from app.indicators.actions import load_bundle
from app.indicators.set_actions import load_sets
from app.reports.template_actions import load_templates
from app.support.help_actions import load_help
from billing.price_lists import load_example_prices
from tenants.boundary import guard
from tenants.database import Engines, engines_for
from tenants.embedded_postgres import CHECKOUT, EmbeddedPostgres
from tenants.register_file import load_register

DATA = CHECKOUT / ".data" / "tests"
CLUSTER = EmbeddedPostgres(DATA, durable=False)
MADE_OF = (
    "migrations/*",
    "migrations/versions/*",
    "tenants/register/*",
    "app/indicators/bundle/*",
    "app/indicators/*.csv",
    "app/indicators/*.json",
    "billing/example_prices.py",
    "app/support/help/*",
    "app/reports/structure.py",
    "tests/databases.py",
)
MAKING = 4_862_017
"""Key of the lock under which a test process makes its database."""


def begin_using() -> TextIO:
    """A mark, held as long as the returned file is open, that somebody tests on the cluster."""
    DATA.mkdir(parents=True, exist_ok=True)
    mark = (DATA / "in-use").open("w")
    fcntl.flock(mark, fcntl.LOCK_SH)
    return mark


def end_using(mark: TextIO) -> None:
    """Stop the cluster, unless another run on this checkout still tests on it."""
    with mark, suppress(BlockingIOError):
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        CLUSTER.stop()


def fresh_database(name: str, *, like: str | None = None) -> Engines:
    """A database with schema, register and figures, made anew; any test process may ask at any time.

    With `like` it has all that is in that database, to which nobody may be connected.
    """
    CLUSTER.start()
    template = f"template_{_fingerprint()}"
    with CLUSTER.connect_as_superuser("postgres") as server:
        server.execute("SELECT pg_advisory_lock(%s)", [MAKING])
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
            _make_template(template)
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        server.execute(copy.format(sql.Identifier(name), sql.Identifier(like or template)))
    CLUSTER.prepare(name)  # a copy does not inherit who may connect and make temporary tables
    engines = engines_for(CLUSTER.addresses(name))
    guard(engines)
    return engines


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(path for pattern in MADE_OF for path in CHECKOUT.glob(pattern)):
        if path.is_file():
            digest.update(str(path.relative_to(CHECKOUT)).encode() + Path(path).read_bytes())
    return digest.hexdigest()[:12]


def _make_template(name: str) -> None:
    """Under another name until it is whole, so that a killed run leaves no half template."""
    unfinished = f"{name}_unfinished"
    with CLUSTER.connect_as_superuser("postgres") as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(unfinished)))
    CLUSTER.prepare(unfinished)
    upgrade(CLUSTER.addresses(unfinished)["owner"])
    engines = engines_for(CLUSTER.addresses(unfinished))
    with Session(engines.owner) as session, session.begin():
        load_register(session)
        load_bundle(session)
        load_sets(session)
        load_example_prices(session)
        load_help(session)
        load_templates(session)
    engines.dispose()
    with CLUSTER.connect_as_superuser("postgres") as server:
        server.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(name))
        )
