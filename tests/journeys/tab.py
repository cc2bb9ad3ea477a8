"""A browser window in a person's hands, and what can be measured in it."""

from pathlib import Path
from uuid import UUID

from babel.support import Translations
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect

from tenants.embedded_postgres import CHECKOUT
from tenants.people import Person
from tests.makers import PASSWORD
from tests.second_factors import code_of
from tests.waiting import PATIENCE_MILLISECONDS

AXE = (Path(CHECKOUT) / "app/static/node_modules/axe-core/axe.min.js").read_text("utf-8")
RUN_AXE = """async (some) => (await axe.run(document, {
  resultTypes: ["violations"],
  ...(some.length ? {runOnly: some} : {rules: {"target-size": {enabled: true}}}),
})).violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 200)}`))"""
EVERYTHING: list[str] = []
OF_WORDS_AND_ROOM = [
    *("target-size", "scrollable-region-focusable"),
    *("html-lang-valid", "valid-lang", "html-xml-lang-mismatch"),
    *("landmark-unique", "image-redundant-alt", "label-title-only"),
]
"""What axe looks for that other words in the same elements can change: their size, their language, the same said twice.
That a name is there at all is the structure's, which is a page's elements and attributes without its words."""
STRUCTURE = """() => {
  const words = ["alt", "aria-label", "hreflang", "label", "lang", "nonce", "placeholder", "src", "title", "value"];
  const leadsAway = (name, value) => ["href", "action"].includes(name) && !value.startsWith("#");
  const isWords = (name, value) => words.includes(name) || name.startsWith("data-") || leadsAway(name, value);
  const attributes = (element) => [...element.attributes].map(({name, value}) =>
    isWords(name, value) ? `${name} ${value.trim() !== ""}` : `${name}=${value}`).sort();
  const shape = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeType === Node.TEXT_NODE && node.data.trim() ? "words" : "";
    const inside = [...node.childNodes].map(shape);
    if (node.matches(".app-languages")) inside.sort();  // the language of the page and the other, in their order
    return `<${node.localName} ${attributes(node)}>${inside.join("")}</>`;
  };
  return shape(document.documentElement);
}"""
IS_SEEN = "(each) => each.checkVisibility({visibilityProperty: true})"
NOTE_WHAT_IS_HIDDEN = f"""() => {{
  window.hiddenBefore = [...document.body.querySelectorAll("*")].filter((each) => !({IS_SEEN})(each));
}}"""
WHAT_IS_SEEN_NOW = f"""() => window.hiddenBefore.filter({IS_SEEN}).map(
  (each) => `${{each.localName}}.${{each.className}}`)"""
TOO_WIDE = "document.scrollingElement.scrollWidth - window.innerWidth"
APPS: dict[UUID, str] = {}
"""Secrets of the authenticator apps that people have taken into use here."""
WIDE, NARROW = 1280, 320
"""A desktop; a phone, which is also what 640 px are at 200 % and 1280 px at 400 %."""

expect.set_options(timeout=PATIENCE_MILLISECONDS)


def a_person_at(browser: Browser, **options: object) -> BrowserContext:
    """Somebody's own windows, with what Playwright calls context options; patient with a busy machine."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    return context


class Tab:
    """`troubles` fills with what the browser complains about: script errors, what the content policy stopped."""

    def __init__(self, page: Page):
        self.page = page
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda said: self.troubles.append(said.text) if said.type == "error" else None)

    def open(self, address: str) -> Response:
        """Go to an address."""
        return self.page.goto(address)

    def write(self, language: str, text: str) -> None:
        """A section's text in a language, instead of what stands there: in the editor, or without scripts the field."""
        self.page.wait_for_load_state()  # by then scripts have put the editor in the field's place
        editor = self.page.locator(f"#text_{language}-editor")
        if editor.count():
            editor.click()
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(text)
        else:
            self.page.locator(f"#text_{language}").fill(text)

    def sign_in(self, person: Person) -> None:
        """By the sign-in page, which must be open. Staff take an authenticator app into use the first time."""
        self.page.locator("#email").fill(person.email)
        self.page.locator("#password").fill(PASSWORD)
        self.submit()
        if person.id in APPS:
            self.page.locator("#code").fill(code_of(APPS[person.id], 1))
            self.submit()
        elif person.is_staff:
            APPS[person.id] = self.take_app_into_use()

    def take_app_into_use(self) -> str:
        """From the page that explains two-step sign-in to the end of the recovery codes; returns the app's secret."""
        self.page.locator("main a.govuk-button").first.click()
        secret = self.page.locator(".app-key").inner_text().replace(" ", "")
        self.page.locator("#name").fill("Työpuhelin")
        self.page.locator("#code").fill(code_of(secret))
        self.submit()
        self.submit()
        self.page.locator("main a.govuk-button").click()
        return secret

    def submit(self) -> None:
        """Press the button of the page's own form."""
        self.page.locator("main form:not([hidden], [data-passkey=get]) button[type=submit]").first.click()

    def heading(self) -> str:
        """The page's main heading."""
        return " ".join(self.page.locator("h1").inner_text().split())

    def button(self, words: str) -> Locator:
        """A button, or a link that looks like one, by its words."""
        return self.page.get_by_role("button", name=words, exact=True)

    def link(self, words: str) -> Locator:
        """A link by its words."""
        return self.page.get_by_role("link", name=words, exact=True)

    def bring_axe(self) -> None:
        """To every page that will be opened: cheaper than to each when it is needed, where all are looked at."""
        self.page.add_init_script(AXE)

    def faults(self, known: set[str] | None = None) -> list[str]:
        """What axe finds, and what does not fit, on a desktop and on a phone.

        On a phone the room is another: all is asked only where something is seen that a desktop does not show. Of what
        is `known` axe is asked only what other words can change, where they have the least room; what it has seen is
        noted there.
        """
        known = set() if known is None else known
        self.page.wait_for_load_state()  # a page just gone to may have nothing in it yet
        self._be_as_wide_as(WIDE)
        structure = self.page.evaluate(STRUCTURE)
        found = self._too_wide(WIDE)
        if structure not in known:
            found += self._violations(WIDE, EVERYTHING)
        self.page.evaluate(NOTE_WHAT_IS_HIDDEN)
        self._be_as_wide_as(NARROW)
        found += self._too_wide(NARROW)
        seen = {structure, *self.page.evaluate(WHAT_IS_SEEN_NOW)}
        found += self._violations(NARROW, EVERYTHING if seen - known - {structure} else OF_WORDS_AND_ROOM)
        known |= seen
        return found

    def _be_as_wide_as(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})

    def _too_wide(self, width: int) -> list[str]:
        beyond = self.page.evaluate(TOO_WIDE)
        return [f"{width} px, {beyond} px too wide"] if beyond > 0 else []

    def _violations(self, width: int, rules: list[str]) -> list[str]:
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(AXE)
        return [f"{width} px, {violation}" for violation in self.page.evaluate(RUN_AXE, rules)]


class TabInOneLanguage(Tab):
    """In the hands of somebody who reads and presses what the pages say in one language."""

    def __init__(self, page: Page, language: str):
        super().__init__(page)
        self.language = language
        self.say = Translations.load(CHECKOUT / "translations", [language]).gettext

    def press(self, msgid: str, **words: object) -> None:
        """Press a button, or a link that looks like one."""
        self.button(self.say(msgid) % words if words else self.say(msgid)).click()

    def follow(self, msgid: str) -> None:
        """Follow a link of the page's main part."""
        self.page.locator("main").get_by_role("link", name=self.say(msgid), exact=True).click()

    def text(self) -> str:
        """What the page's main part says."""
        return " ".join(self.page.locator("main").inner_text().split())
