"""What several rooms' tests share."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from app import create_app
from tests.databases import fresh_database
from tests.entra_server import FakeEntra, an_entra
from tests.makers import MunicipalityOfTest, a_municipality
from tests.mirroring import bring_up_to_date, fill
from tests.sotkanet_server import a_sotkanet
from tests.work_accounts import with_directory


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
def bank():
    """A small Sotkanet."""
    with a_sotkanet() as running:
        fill(running)
        yield running


@pytest.fixture
def a_mirror(database_name):
    """A function that makes databases of the test's own: what a refresh commits is seen by no other test."""
    made = {}

    def make(name: str = "mirror", **how: str):
        made[name] = fresh_database(f"{database_name}_{name}", **how)
        return made[name]

    yield make
    for engines in made.values():
        engines.dispose()


@pytest.fixture(scope="session")
def refreshed(database_name) -> str:
    """The name of a database whose mirror has been refreshed from the bank once. To be copied, never changed."""
    name = f"{database_name}_refreshed"
    engines = fresh_database(name)
    with a_sotkanet() as bank:
        fill(bank)
        bring_up_to_date(engines, bank)
    engines.dispose()
    return name


@pytest.fixture
def mirror(a_mirror, bank, refreshed):
    """A mirror that has been refreshed once, from a bank as the test's own is."""
    return a_mirror(like=refreshed)
