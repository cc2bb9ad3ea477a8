"""A question from the help to the desk and back, in both languages, on a phone and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tenants.permissions import Role
from tests.journeys.tab import TabInOneLanguage
from tests.makers import a_municipality, a_person
from tests.support import a_canned_answer

pytestmark = pytest.mark.browser

SIGN_IN = {"fi": "/fi/kirjaudu", "sv": "/sv/logga-in"}
DESK = {"fi": "/fi/liitto/tuki", "sv": "/sv/forbundet/stod"}
CANNED = {"fi": "Tallenna osa painikkeesta.", "sv": "Spara delen med knappen."}
WAYS = {
    "in Finnish without scripts": ("fi", {"java_script_enabled": False}),
    "in Swedish on a phone": ("sv", {"viewport": {"width": 375, "height": 800}}),
}


@pytest.mark.parametrize(("language", "options"), WAYS.values(), ids=WAYS.keys())
def test_a_writer_asks_from_the_help_and_the_desk_answers(engines, tab, language, options):
    home, staff = a_municipality(engines), a_person(engines, "Tiina Tuki", language=language, is_staff=True)
    a_canned_answer(engines, staff)
    writer = signed_in(tab(**options), home.people[Role.WRITER], language)
    number = asks(writer, home)
    officer = signed_in(tab(**options), staff, language)
    answers(officer, number)
    writer.page.reload()
    assert CANNED[language] in writer.text()
    assert writer.say("waiting for the customer") in writer.text()
    writer.page.locator("#text").fill("Kiitos, tack")
    writer.press("Send")
    officer.open(f"{DESK[language]}/{number}")
    assert "Kiitos, tack" in officer.text()
    assert not [each for each in writer.troubles + officer.troubles if "422" not in each]


def signed_in(opened, person, language):
    inside = TabInOneLanguage(opened.page, language)
    inside.open(SIGN_IN[language])
    inside.sign_in(person)
    return inside


def asks(writer, home):
    writer.open(f"/{writer.language}/{home.facts.slugs[writer.language]}/")
    writer.page.locator("header").get_by_role("link", name=writer.say("Help"), exact=True).click()
    writer.follow("Ask the association")
    writer.press("Send the question")
    expect(writer.page.locator("#subject-error")).to_be_visible()
    writer.page.locator("#subject").fill("Osa ei tallennu")
    writer.page.locator("#text").fill("Painan nappia.")
    writer.press("Send the question")
    return int(re.match(r"\d+", writer.heading())[0])


def answers(officer, number):
    officer.open(DESK[officer.language])
    officer.page.locator("main").get_by_role("link", name=re.compile(f"^{number}:")).click()
    officer.page.locator("#canned").select_option(index=1)
    officer.press("Put into the answer")
    assert CANNED[officer.language] in officer.page.locator("#text").input_value()
    officer.press("Send the answer")
    assert officer.say("The answer is sent.") in officer.text()
