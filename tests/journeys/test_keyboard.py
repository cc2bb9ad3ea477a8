"""Everything without a mouse: the focus is always seen, goes in order, and is never caught."""

import pytest
from playwright.sync_api import expect

from tenants.permissions import Role
from tests.makers import a_report

pytestmark = pytest.mark.browser

MOST_STEPS = 60
FOCUS = """() => {
  const focused = document.activeElement, style = getComputedStyle(focused), box = focused.getBoundingClientRect();
  const marked = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none" || style.boxShadow !== "none";
  return {
    name: focused.id || focused.textContent.trim(),
    seen: marked && box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight,
  };
}"""


class Keyboard:
    """A window of which only the keys are used."""

    def __init__(self, tab):
        self.tab = tab
        self.unseen = []

    def press(self, key):
        self.tab.page.keyboard.press(key)

    def go_to(self, selector):
        """Tab until the focus is there."""
        for _ in range(MOST_STEPS):
            self.press("Tab")
            focus = self.tab.page.evaluate(FOCUS)
            if not focus["seen"]:
                self.unseen.append(focus["name"])
            if self.tab.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"no Tab leads to {selector}")

    def choose(self, selector):
        """Tab there and press Enter, which leads to another page."""
        self.go_to(selector)
        with self.tab.page.expect_navigation():
            self.press("Enter")

    def type(self, selector, text):
        """Tab there and type."""
        self.go_to(selector)
        self.tab.page.keyboard.type(text)


@pytest.fixture
def keyboard(tab):
    """At the service's front page."""
    opened = tab()
    opened.open("/fi/")
    return Keyboard(opened)


def signs_in(keyboard, person):
    keyboard.choose("header a[href='/fi/kirjaudu']")
    keyboard.type("#email", person.email)
    keyboard.type("#password", "a long enough password")
    with keyboard.tab.page.expect_navigation():
        keyboard.press("Enter")


def test_the_first_stop_leads_past_the_header(keyboard):
    keyboard.go_to(".govuk-skip-link")
    assert keyboard.unseen == []
    keyboard.press("Enter")
    assert keyboard.tab.page.evaluate("document.activeElement.id") == "main"
    keyboard.press("Tab")
    assert keyboard.tab.page.evaluate("document.activeElement.closest('main') !== null")


def test_a_coordinator_signs_in_begins_a_report_and_writes_by_keys_alone(keyboard, municipality):
    signs_in(keyboard, municipality.people[Role.COORDINATOR])
    keyboard.choose("main a[role=button]")
    keyboard.choose("main form button")
    keyboard.choose(".govuk-task-list__link")
    keyboard.type("#text_fi-editor", "Näppäimin kirjoitettu")
    keyboard.type("#text_sv-editor", "Skrivet med tangenter")
    keyboard.choose("button[value=ready]")
    assert keyboard.tab.page.locator("#text_sv").input_value() == "Skrivet med tangenter"
    expect(keyboard.tab.page.locator(".govuk-notification-banner--success")).to_be_visible()
    assert keyboard.unseen == []


def test_after_a_refusal_the_focus_is_on_what_is_wrong_and_leads_to_its_field(keyboard, municipality):
    a_report(municipality)
    signs_in(keyboard, municipality.people[Role.COORDINATOR])
    keyboard.tab.open(f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/osat/1")
    keyboard.choose("button[value=ready]")
    assert keyboard.tab.page.evaluate("document.activeElement.matches('.govuk-error-summary')")
    keyboard.go_to(".govuk-error-summary a")
    keyboard.press("Enter")
    assert keyboard.tab.page.evaluate("document.activeElement.id") == "text_fi-editor"


def test_the_menu_of_a_phone_opens_and_closes_by_keys(tab):
    phone = Keyboard(tab(viewport={"width": 390, "height": 800}))
    phone.tab.open("/fi/")
    phone.go_to(".govuk-service-navigation__toggle")
    menu = phone.tab.page.locator("#navigation")
    assert not menu.is_visible()
    phone.press("Enter")
    expect(menu).to_be_visible()
    phone.press("Enter")
    assert not menu.is_visible()


def test_without_scripts_a_phone_shows_the_whole_menu(tab):
    phone = tab(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    phone.open("/fi/")
    expect(phone.page.locator("#navigation")).to_be_visible()


def test_the_switch_of_language_is_reached_and_keeps_the_page(keyboard):
    keyboard.tab.open("/fi/raportit/")
    keyboard.choose(".app-languages a")
    assert keyboard.tab.page.url.endswith("/sv/rapporter/")
    assert keyboard.unseen == []
