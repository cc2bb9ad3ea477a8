"""What tests of pages ask for: the world they look at, and visitors of their own."""

import pytest

from tests.pages.looks import Look, every_look
from tests.pages.visitor import Visitor
from tests.pages.world import World, a_world


@pytest.fixture(scope="session")
def world(app, engines) -> World:
    """A municipality with a report in every state. Look, do not touch."""
    return a_world(app, engines)


@pytest.fixture(scope="session")
def looks(world) -> list[Look]:
    """Every page in each of its shapes and in both languages, asked for once."""
    return every_look(world)


@pytest.fixture
def visitor(app):
    """A function: a fresh visitor, signed in as a person or anonymous."""
    return lambda person=None: Visitor(app, person)
