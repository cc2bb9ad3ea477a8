"""What tests of pages ask for: visitors of their own. The world they look at is in `tests/conftest.py`."""

import pytest

from tests.pages.visitor import Visitor
from tests.walls.past_the_wall import looking_past


@pytest.fixture
def visitor(app):
    """A function: a fresh visitor, signed in as a person or anonymous."""
    return lambda person=None: Visitor(app, person)


@pytest.fixture
def superuser_of_tests(settings):
    """A function: does one statement past every wall, so that time has passed."""

    def do(statement):
        with looking_past(settings) as connection:
            connection.execute(statement)
            connection.commit()

    return do
