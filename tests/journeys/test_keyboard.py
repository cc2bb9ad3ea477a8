"""Everything without a mouse: the focus is always seen, goes in order, and is never caught."""

import pytest
from playwright.sync_api import expect

from tenants.permissions import Role
from tests.journeys.keyboard import Keyboard
from tests.makers import a_report

pytestmark = pytest.mark.browser

@pytest.fixture
def keyboard(tab):
    """At the service's front page."""
    opened = tab()
    opened.open("/fi/")
    return Keyboard(opened)


def test_the_first_stop_leads_past_the_header(keyboard):
    keyboard.go_to(".govuk-skip-link")
    assert keyboard.unseen == []
    keyboard.press("Enter")
    assert keyboard.tab.page.evaluate("document.activeElement.id") == "main"
    keyboard.press("Tab")
    assert keyboard.tab.page.evaluate("document.activeElement.closest('main') !== null")


def test_a_coordinator_signs_in_begins_a_report_and_writes_by_keys_alone(keyboard, municipality):
    keyboard.signs_in(municipality.people[Role.COORDINATOR].email)
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
    keyboard.signs_in(municipality.people[Role.COORDINATOR].email)
    keyboard.tab.open(f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/osat/1")
    keyboard.choose("button[value=ready]", is_refused=True)
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
