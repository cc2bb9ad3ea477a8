"""Where bench and soak run: a durable cluster of its own, as production has, with the example municipalities in it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import sql

from app.demo.people import FINNISH, PEOPLE
from tenants.embedded_postgres import CHECKOUT, EmbeddedPostgres
from tenants.permissions import Role
from tests.serving import environment

CLUSTER = EmbeddedPostgres(CHECKOUT / ".data" / "bench")
PASSWORD = "a password of the measured"
COORDINATOR = next(each.email for each in PEOPLE if each.municipality_code == FINNISH and each.role == Role.COORDINATOR)
PUBLISHED_PAGE = "/fi/raportit/kempele/2021-2025/1"
SECTION_PAGE = "/fi/kempele/kertomukset/2/osat/5"


@contextmanager
def the_service() -> Iterator[dict[str, str]]:
    """The settings of a service whose database was made just now; its cluster runs meanwhile."""
    CLUSTER.start()
    try:
        yield made_for_show("welfare")
    finally:
        CLUSTER.stop()


def made_for_show(database: str) -> dict[str, str]:
    """The settings of a service on a new database with the example municipalities."""
    empty(database)
    settings = environment(CLUSTER.addresses(database)) | {"WEB_WORKERS": "1"}
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "prepare-demo"],
        cwd=CHECKOUT,
        env=os.environ | settings | {"DEMO": "true", "DEMO_PASSWORD": PASSWORD},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return settings


def empty(database: str) -> None:
    """A database of this name with nothing in it but the logins."""
    with CLUSTER.connect_as_superuser("postgres") as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
    CLUSTER.prepare(database)
