"""What every test may ask for: the real database in all its roles, the application, a browser's worth of client."""

import gc
import os

import hypothesis
import pytest
from sqlalchemy.orm import Session

from app import create_app
from app.config import EInvoices, Entra, Mail, Settings
from tests.apart import a_service_apart
from tests.association import OPERATOR
from tests.databases import CLUSTER, begin_using, end_using, fresh_database
from tests.makers import a_municipality
from tests.pages.looks import Look, looks_at
from tests.pages.world import World, a_world
from tests.sharing_out import ByFile, put_in_order
from tests.walls.past_the_wall import looking_past

hypothesis.settings.register_profile("patient", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("patient")
"""Nine processes share two processors: how long an example takes says nothing of it."""

MAIL = Mail(
    host="127.0.0.1", port=9, security="none", user="", password="", sender="palvelu@koeliitto.example", caught_in=None
)
"""Nobody listens there: a test that wants its letters taken runs a server of its own."""


def pytest_configure(config) -> None:
    """The process that starts the workers says that the cluster is in use; garbage may wait longer to be looked for."""
    gc.set_threshold(30_000)
    if not hasattr(config, "workerinput"):
        config.mark_of_use = begin_using()


def pytest_unconfigure(config) -> None:
    """It also ends the cluster they shared."""
    if hasattr(config, "mark_of_use"):
        end_using(config.mark_of_use)


def pytest_collection_modifyitems(items) -> None:
    """Which tests come first."""
    put_in_order(items)


def pytest_collection_finish() -> None:
    """What has been loaded by now stays: whoever looks for garbage need not go through all of it each time."""
    gc.freeze()


def pytest_xdist_make_scheduler(config, log) -> ByFile:
    """Which process does which tests."""
    return ByFile(config, log)


@pytest.fixture(scope="session")
def database_name() -> str:
    """One database for each parallel test process."""
    return f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.fixture(scope="session")
def engines(database_name):
    """An engine per login to a fresh, migrated database with the register and the figures."""
    made = fresh_database(database_name)
    yield made
    made.dispose()


@pytest.fixture
def owner_session(engines):
    """The owner's session, for what migrations and commands do; rolled back unless the test commits."""
    with Session(engines.owner) as session:
        yield session


@pytest.fixture(scope="session")
def settings(engines, database_name) -> Settings:
    """Settings of a service that runs on this process's test database."""
    return Settings(
        databases=CLUSTER.addresses(database_name),
        is_embedded=False,
        secret_key="a secret key that only the tests have",
        public_url="http://localhost:8000",
        trusted_proxies=0,
        sotkanet_url="http://127.0.0.1:9/rest/1.1",
        is_demo=False,
        mail=MAIL,
        operator=OPERATOR,
        e_invoices=EInvoices(None, "finvoice"),
        entra=Entra("our registration", "its secret", "http://127.0.0.1:9"),
    )


@pytest.fixture(scope="session")
def app(settings):
    """The application as it is served."""
    return create_app(settings)


@pytest.fixture(scope="module")
def apart(settings, database_name):
    """A service with a database of its own, for one file's tests."""
    made = a_service_apart(settings, database_name)
    yield made
    made.engines.dispose()


@pytest.fixture
def past_the_wall(settings):
    """Sees every municipality's rows: for tests that must know that nothing at all has changed."""
    with looking_past(settings) as connection:
        yield connection


@pytest.fixture
def client(app):
    """A visitor without a cookie."""
    return app.test_client()


@pytest.fixture
def municipality(engines):
    """A fresh Finnish municipality with people in every role."""
    return a_municipality(engines)


@pytest.fixture(scope="session")
def world(app, engines) -> World:
    """A municipality with a report in every state. Look, do not touch."""
    return a_world(app, engines)


@pytest.fixture(scope="session")
def looks(world) -> list[Look]:
    """Every page in each of its shapes and in both languages, asked for once."""
    return looks_at(world)
