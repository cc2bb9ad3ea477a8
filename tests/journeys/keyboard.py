"""A browser window of which only the keys are used."""

from tests.journeys.tab import Tab
from tests.makers import PASSWORD

MOST_STEPS = 120
FOCUS = """selector => {
  const focused = document.activeElement, style = getComputedStyle(focused), box = focused.getBoundingClientRect();
  const inside = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
  const marked = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none" || style.boxShadow !== "none";
  return {
    name: focused.id || focused.textContent.trim(),
    seen: focused === document.body || marked && inside,
    there: focused.matches(selector),
  };
}"""


class Keyboard:
    """In the hands of somebody without a mouse. `unseen` fills with what had the focus and did not show it."""

    def __init__(self, tab: Tab):
        self.tab = tab
        self.unseen: list[str] = []

    def press(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            self.tab.page.keyboard.press(key)

    def opens(self, address: str) -> None:
        """Go to an address, and past what stands above every page's own part."""
        assert self.tab.open(address).ok, address
        self.press("Tab", "Enter")

    def go_to(self, selector: str) -> None:
        """Tab until the focus is there."""
        for _ in range(MOST_STEPS):
            self.press("Tab")
            focus = self.tab.page.evaluate(FOCUS, selector)
            if not focus["seen"]:
                self.unseen.append(focus["name"])
            if focus["there"]:
                return
        raise AssertionError(f"no Tab leads to {selector} on {self.tab.page.url}")

    def focused(self, what: str) -> str:
        """A property of what has the focus."""
        return self.tab.page.evaluate("what => document.activeElement[what]", what)

    def choose(self, selector: str, *, is_refused: bool = False) -> None:
        """Tab there and press Enter, which leads to another page."""
        self.go_to(selector)
        with self.tab.page.expect_navigation() as led:
            self.press("Enter")
        assert led.value is None or led.value.ok is not is_refused, f"{selector}: {led.value.status}"

    def does(self, selector: str) -> None:
        """The same where it is a deed, of which the next page tells that it was done."""
        self.choose(selector)
        wrong = self.tab.page.locator(".govuk-error-summary, .govuk-notification-banner:not([class*=success])")
        told = wrong.all_inner_texts()
        assert not told, f"{selector}: {told}"

    def type(self, selector: str, text: str) -> None:
        """Tab there and type."""
        self.go_to(selector)
        self.tab.page.keyboard.type(text)

    def picks(self, selector: str, *keys: str) -> None:
        """Tab there and press keys: to another answer, or the first letters of one."""
        self.go_to(selector)
        self.press(*keys)

    def attaches(self, selector: str, file: dict[str, object]) -> None:
        """Tab to a field for files, and choose one in what it opens."""
        with self.tab.page.expect_file_chooser() as opened:
            self.go_to(selector)
            self.press("Enter")
        opened.value.set_files(file)

    def signs_in(self, email: str) -> None:
        """From any page, by its header."""
        self.choose("header a[href='/fi/kirjaudu']")
        self.type("#email", email)
        self.type("#password", PASSWORD)
        with self.tab.page.expect_navigation():
            self.press("Enter")
