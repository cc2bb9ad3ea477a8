"""Somebody in front of a section's two fields."""

import re

from tests.journeys.tab import Tab
from tests.waiting import wait_until

BEGUN = "# Otsikko\nEka __kappale__.\n\n\nToka {{figure:3}} kappale.\n"
ALL = (
    "# Otsikko\n\nTeksti **lihava**, {{figure:3}}[^1] ja ![Kartta](attachment:2).\n\n- yksi\n  - kaksi\n\n"
    "| a | b |\n|---|--:|\n| 1 | 2 |\n\n{{panel:7}}\n\n[^1]: Alaviite."
)
PASTE = """([html, plain]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", plain);
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  document.querySelector("#text_fi-editor").dispatchEvent(event);
}"""
HEARD = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""The editor hears of the cursor's new place a frame later."""

CLICK_AND_ENTER = 50


class Writer(Tab):
    """In front of one section's two fields."""

    def __init__(self, page):
        super().__init__(page)
        self.editor = page.locator("#text_fi-editor")
        self.keys = page.keyboard

    @property
    def text(self):
        """What the form would send."""
        return self.page.locator("#text_fi").input_value()

    def tool(self, name):
        """A tool of the Finnish field."""
        return self.page.locator(".app-toolbar").first.get_by_role("button", name=name, exact=True)

    def paste(self, html, plain="x"):
        """Paste where the cursor is."""
        self.page.evaluate(HEARD)
        self.page.evaluate(PASTE, [html, plain])

    def select(self, words, *keys):
        """Select with keys what has these words in it; whoever sees that it is not selected presses them again."""

        def are_selected():
            self.type(*keys)
            self.page.evaluate(HEARD)
            return words in self.page.evaluate("getSelection().toString()")

        wait_until(are_selected)

    def dialog(self):
        """What asks."""
        return self.page.get_by_role("dialog")

    def type(self, *typed):
        """Type words, or press keys: "Enter", "Control+b"."""
        for each in typed:
            is_key = re.fullmatch(r"(\w+\+)*(Enter|Tab|Escape|Home|End|Arrow\w+|F10|Backspace|\w)", each) and (
                "+" in each or len(each) > 1
            )
            (self.keys.press if is_key else self.keys.type)(each)
