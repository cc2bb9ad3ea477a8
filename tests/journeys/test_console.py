"""The association's people at their desk: a search, a municipality, an announcement, a look that two open together."""

import pytest
from playwright.sync_api import expect

from tests.journeys.tab import TabInOneLanguage
from tests.makers import a_municipality, a_person, a_report, write

pytestmark = pytest.mark.browser

SIGN_IN = {"fi": "/fi/kirjaudu", "sv": "/sv/logga-in"}
WAYS = {
    "in Finnish": ("fi", {}),
    "in Swedish on a phone": ("sv", {"viewport": {"width": 375, "height": 800}}),
}


@pytest.mark.parametrize(("language", "options"), WAYS.values(), ids=WAYS.keys())
def test_staff_find_a_municipality_tell_everybody_and_break_the_glass_together(engines, tab, language, options):
    home = a_municipality(engines)
    write(home, a_report(home), 1, "Salainen luonnos", "Hemligt utkast")
    first, second = (an_officer(engines, tab, language, options, name) for name in ("Liiton Aatu", "Liiton Bertta"))
    finds_the_municipality(first, home)
    proposes_a_look(first)
    approves_and_looks(second, home)
    announces(second)
    reads_the_municipality_s_trail(home, tab, language, options)
    assert not [each for officer in (first, second) for each in officer.troubles if "422" not in each]


def an_officer(engines, tab, language, options, name):
    officer = TabInOneLanguage(tab(locale=f"{language}-FI", **options).page, language)
    officer.open(SIGN_IN[language])
    officer.sign_in(a_person(engines, name, language=language, is_staff=True))
    officer.page.locator("#q").wait_for()
    return officer


def finds_the_municipality(officer, home):
    writer = home.people["writer"]
    officer.page.locator("#q").fill(writer.email)
    officer.press("Search")
    officer.page.get_by_role("link", name=writer.name, exact=True).click()
    officer.page.locator("main").get_by_role("link", name=home.facts.names[officer.language], exact=True).click()
    assert officer.heading() == home.facts.names[officer.language]
    assert not officer.faults()


def proposes_a_look(officer):
    officer.follow("Emergency look")
    officer.press("Propose to a colleague")
    expect(officer.page.locator("#reason-error")).to_be_visible()
    officer.page.locator("#reason").fill("Tili on kaapattu.")
    officer.press("Propose to a colleague")
    assert officer.say("You proposed this yourself: a colleague must decide.") in officer.text()


def approves_and_looks(officer, home):
    officer.open({"fi": "/fi/liitto/ehdotukset", "sv": "/sv/forbundet/forslag"}[officer.language])
    assert not officer.faults()
    officer.page.get_by_role("button", name=officer.say("Approve"), exact=True).last.click()
    officer.page.get_by_role("link", name=home.facts.names[officer.language]).first.click()
    assert "Coordinator Testi" in officer.text()
    assert "Salainen" not in officer.text() and "Hemligt" not in officer.text()
    assert not officer.faults()


def announces(officer):
    officer.open({"fi": "/fi/liitto/tiedotteet", "sv": "/sv/forbundet/information"}[officer.language])
    officer.page.locator("input[name=kind][value=planned_break]").check()
    for name, words in {"title_fi": "Päivitys", "title_sv": "Uppdatering", "text_fi": "x", "text_sv": "y"}.items():
        officer.page.locator(f"#{name}").fill(words)
    officer.press("Announce")
    said = {"fi": "Päivitys", "sv": "Uppdatering"}[officer.language]
    assert not officer.faults()
    officer.page.locator("footer").get_by_role("link", name=officer.say("Status of the service")).click()
    assert said in officer.text()
    assert not officer.faults()
    officer.page.go_back()
    officer.page.locator("main").get_by_role("link", name=said, exact=True).first.click()
    officer.press("It is over")


def reads_the_municipality_s_trail(home, tab, language, options):
    coordinator = TabInOneLanguage(tab(locale=f"{language}-FI", **options).page, language)
    coordinator.open(SIGN_IN[language])
    coordinator.sign_in(home.people["coordinator"])
    coordinator.page.locator("h1").wait_for()
    words = {"fi": "tapahtumat", "sv": "handelser"}[language]
    coordinator.open(f"/{language}/{home.facts.slugs[language]}/{words}")
    coordinator.page.locator("#kind").select_option("support")
    coordinator.press("Show")
    assert coordinator.text().count("Tili on kaapattu.") == 2
    assert "Liiton Aatu" in coordinator.text()
    assert not coordinator.faults()
