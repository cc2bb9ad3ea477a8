"""What tests of pages ask for: visitors of their own. The world they look at is in `tests/conftest.py`."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from tests.pages.visitor import Visitor


@pytest.fixture
def visitor(app):
    """A function: a fresh visitor, signed in as a person or anonymous."""
    return lambda person=None: Visitor(app, person)


@pytest.fixture
def past_the_wall(settings) -> Iterator[Connection]:
    """Sees every municipality's rows: for tests that must know that nothing at all has changed."""
    address = settings.databases["owner"].replace("//welfare_owner@", "//postgres@")
    with create_engine(address, poolclass=NullPool).connect() as connection:
        yield connection


@pytest.fixture
def superuser_of_tests(settings):
    """A function: does one statement past every wall, so that time has passed."""
    address = settings.databases["owner"].replace("//welfare_owner@", "//postgres@")

    def do(statement):
        engine = create_engine(address, poolclass=NullPool)
        with engine.begin() as connection:
            connection.execute(statement)

    return do
