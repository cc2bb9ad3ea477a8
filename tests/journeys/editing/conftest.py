"""The page with the editor, served by itself."""

import pytest

from tests.journeys.editing.writer import Writer
from tests.journeys.editor_page import Desk
from tests.journeys.tab import a_person_at


@pytest.fixture(scope="module")
def desk():
    """Where the page comes from."""
    opened = Desk()
    yield opened
    opened.stop()


@pytest.fixture(scope="module")
def browsing(browser):
    """A person's browser."""
    opened = a_person_at(browser, viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def write(browsing, desk):
    """A function: the page with this text, and the cursor at the text's end."""

    def opened(text="", swedish=""):
        desk.begin(text, swedish)
        writer = Writer(browsing.new_page())
        writer.open(desk.url)
        writer.editor.focus()
        writer.type("Control+End")
        return writer

    yield opened
    for page in browsing.pages:
        page.close()
