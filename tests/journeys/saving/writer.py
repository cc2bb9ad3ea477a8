"""A tab with the section open, whose clock is moved by hand."""

import pytest
from playwright.sync_api import Error

from tests.waiting import wait_until

BEGUN = "Eka kappale.\n\nToka kappale.\n\nKolmas kappale."
MOVED_BY = 2_100
KEPT = "(part) => Object.keys(localStorage).filter((key) => key.includes(part)).length"
LONG_MILLISECONDS = 61_000


class Writer:
    """A tab with the section open; its clock is moved by hand."""

    def __init__(self, context, desk):
        self.desk, self.context = desk, context
        self.page = context.new_page()
        self.page.goto(self.desk.url)
        self.page.locator("#text_sv-editor").wait_for()

    @property
    def text(self):
        """What stands in the Finnish field."""
        return self.page.locator("#text_fi").input_value()

    @property
    def state(self):
        """What the Finnish field says about itself."""
        return self.page.locator("[data-saving=fi]").get_attribute("data-state")

    def says(self, state):
        """Wait until it says so."""
        self.page.locator(f"[data-saving=fi][data-state={state}]").wait_for()

    def type(self, words, paragraph=0):
        """At the end of a paragraph."""
        self.page.locator("#text_fi-editor p").nth(paragraph).click()
        self.page.keyboard.press("End")
        self.page.keyboard.type(words)

    def pause(self, milliseconds=MOVED_BY):
        """Write nothing for so long."""
        self.page.clock.fast_forward(milliseconds)

    def tries_until_saved(self):
        """A server that is still starting lets the first attempts down. While one is under way no time passes, for the
        page would give it up."""
        wait_until(lambda: self.state == "saved" or (self.state == "waiting" and self.pause(LONG_MILLISECONDS)))

    def saves(self, words, paragraph=0):
        """Type, pause, and wait until it is saved."""
        self.type(words, paragraph)
        self.pause()
        self.says("saved")

    def crash(self):
        """The browser loses the tab's process, with all that it had in memory."""
        with pytest.raises(Error, match="crash"):
            self.page.goto("chrome://crash")
        self.page.close()

    def drafts(self):
        """How many texts the browser keeps."""
        return self.page.evaluate(KEPT, f"autosave/{self.desk.section}|")
