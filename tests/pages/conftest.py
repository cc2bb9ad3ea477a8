"""What tests of pages ask for: the world they look at, and visitors of their own."""

import pytest

from tests.pages.visitor import Visitor
from tests.pages.world import World, a_world


@pytest.fixture(scope="session")
def world(app, engines) -> World:
    """A municipality with a report in every state. Look, do not touch."""
    return a_world(app, engines)


@pytest.fixture
def visitor(app):
    """A function: a fresh visitor, signed in as a person or anonymous."""
    return lambda person=None: Visitor(app, person)
