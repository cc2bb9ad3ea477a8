"""The page with the saving, and a server that has troubles on request."""

import pytest

from tests.journeys.editor_page import Desk
from tests.journeys.saving.writer import BEGUN, Writer
from tests.journeys.tab import a_person_at


@pytest.fixture(scope="module")
def desk():
    """The server."""
    opened = Desk()
    yield opened
    opened.stop()


@pytest.fixture(scope="module")
def browsing(browser):
    """A person's browser, its clock moved by hand."""
    opened = a_person_at(browser, viewport={"width": 1280, "height": 900})
    opened.clock.install()
    yield opened
    opened.close()


@pytest.fixture
def context(browsing, desk):
    """That browser at a section of its own, without tabs and with nothing kept."""
    desk.begin(BEGUN, "Första stycket.")
    yield browsing
    for page in browsing.pages:
        page.close()


@pytest.fixture
def writer(context, desk):
    """Somebody in front of the section."""
    return Writer(context, desk)
