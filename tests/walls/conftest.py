"""Two neighbours with a row in every table, and looks past the wall: what the service itself must never have."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import NullPool

from tests.makers import MunicipalityOfTest, a_municipality
from tests.walls.rows import a_row_in_every_table


@dataclass(frozen=True)
class Neighbour:
    """A municipality and the id of a row of its own in every table."""

    municipality: MunicipalityOfTest
    rows: dict[str, uuid.UUID]

    @property
    def id(self) -> uuid.UUID:
        """Its tenant's id."""
        return self.municipality.facts.id


@pytest.fixture(scope="session")
def neighbours(engines) -> tuple[Neighbour, Neighbour]:
    """A and B: B tries to reach what is A's. No test may succeed in changing them."""
    municipalities = a_municipality(engines), a_municipality(engines)
    return tuple(Neighbour(each, a_row_in_every_table(each)) for each in municipalities)


@pytest.fixture(scope="session")
def login(settings) -> Callable[[str], Engine]:
    """A function: an unguarded engine that logs in as any role, with a fresh connection each time."""

    @cache
    def engine_of(role: str) -> Engine:
        address = settings.databases["owner"].replace("//welfare_owner@", f"//{role}@")
        return create_engine(address, poolclass=NullPool)

    return engine_of


@pytest.fixture
def superuser(login) -> Iterator[Connection]:
    """Sees through every wall; what it does is rolled back."""
    with login("postgres").connect() as connection:
        yield connection
