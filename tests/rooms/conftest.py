"""What several rooms' tests share."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from flask import Flask
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from app import create_app
from app.messages.duties import DUTIES
from tenants import clock
from tenants.database import Engines
from tests.databases import CLUSTER, fresh_database
from tests.entra_server import FakeEntra, an_entra
from tests.makers import MunicipalityOfTest, a_municipality
from tests.mirroring import bring_up_to_date, fill
from tests.sotkanet_server import a_sotkanet
from tests.work_accounts import with_directory

ASKING_OTHERS = {"send_letters", "refresh_figures"}


@dataclass(frozen=True)
class Apart:
    """A service on a database of its own, where days may pass without anybody else growing older."""

    app: Flask
    engines: Engines

    def do(self, *names: str) -> None:
        """Do these duties, or every one there is but what asks other servers, as the worker does at this hour."""
        with self.app.app_context():
            for duty in DUTIES:
                name = duty.name.rpartition(".")[2]
                if name in names or (not names and name not in ASKING_OTHERS):
                    duty.do(self.engines, clock.now())


@pytest.fixture(scope="module")
def apart(settings, database_name) -> Iterator[Apart]:
    """For one file's tests."""
    name = f"{database_name}_apart"
    engines = fresh_database(name)
    yield Apart(create_app(replace(settings, databases=CLUSTER.addresses(name))), engines)
    engines.dispose()


@pytest.fixture(scope="module")
def running_entra() -> Iterator[FakeEntra]:
    """A provider of work accounts."""
    with an_entra() as running:
        yield running


@pytest.fixture
def entra(running_entra) -> FakeEntra:
    """The provider, honest whatever a test before made it say."""
    running_entra.claims, running_entra.sign = {}, None
    return running_entra


@pytest.fixture(scope="module")
def service(settings, running_entra) -> Flask:
    """The service, registered at that provider."""
    return create_app(replace(settings, entra=running_entra.settings()))


@pytest.fixture(scope="module")
def place(engines) -> MunicipalityOfTest:
    """A municipality with a directory in use."""
    return with_directory(a_municipality(engines))


@pytest.fixture
def past_the_walls(settings) -> Iterator[Connection]:
    """A look at every row there is; what it does is rolled back."""
    address = settings.databases["owner"].replace("//welfare_owner@", "//postgres@")
    with create_engine(address, poolclass=NullPool).connect() as connection:
        yield connection


@pytest.fixture
def bank():
    """A small Sotkanet."""
    with a_sotkanet() as running:
        fill(running)
        yield running


@pytest.fixture
def a_mirror(database_name):
    """A function that makes databases of the test's own: what a refresh commits is seen by no other test."""
    made = {}

    def make(name: str = "mirror"):
        made[name] = fresh_database(f"{database_name}_{name}")
        return made[name]

    yield make
    for engines in made.values():
        engines.dispose()


@pytest.fixture
def mirror(a_mirror, bank):
    """A mirror that has been refreshed from the bank once."""
    engines = a_mirror()
    bring_up_to_date(engines, bank)
    bank.asked.clear()
    return engines
