"""What tests of pages ask for: visitors of their own. The world they look at is in `tests/conftest.py`."""

import pytest

from tests.pages.visitor import Visitor


@pytest.fixture
def visitor(app):
    """A function: a fresh visitor, signed in as a person or anonymous."""
    return lambda person=None: Visitor(app, person)
