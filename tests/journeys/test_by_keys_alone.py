"""All that is done in the writing rooms, of the plan and its year, of publishing: by keys, with scripts and without."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import expect

from tenants.embedded_postgres import CHECKOUT
from tenants.permissions import Role
from tests.attachments import an_attachment
from tests.journeys import walk_of_publishing, walk_of_the_year, walk_of_what_waits, walk_of_writing
from tests.journeys.keyboard import Keyboard
from tests.makers import a_report, adopt, write

pytestmark = pytest.mark.browser

NAMES = """() => [...document.querySelectorAll("main .app-editor :is(button, [role]), dialog *, .app-saving")]
  .flatMap(each => [each.getAttribute("aria-label"), each.title, each.childElementCount ? "" : each.textContent])
  .filter(Boolean)"""
WITH_OR_WITHOUT = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@pytest.fixture
def place(municipality):
    """With a report whose first section has a history and half a translation."""
    report = a_report(municipality)
    for text in ("Yksi kappale.\n\nToinen kappale.", "Yksi kappale muuttui.\n\nToinen kappale."):
        write(municipality, report, 1, text, "Ett stycke.")
    return municipality


@pytest.fixture
def coordinator(tab, municipality):
    """A function: somebody who may do everything, signed in, without a mouse and with scripts or without."""

    def at_the_keys(scripts=True):
        keys = Keyboard(tab(java_script_enabled=scripts))
        keys.tab.open("/fi/")
        keys.signs_in(municipality.people[Role.COORDINATOR].email)
        return keys

    return at_the_keys


@WITH_OR_WITHOUT
def test_everything_in_the_writing_rooms_is_done_by_keys(coordinator, place, scripts):
    keys = coordinator(scripts)
    for step in walk_of_writing.STEPS:
        step(keys, f"/fi/{place.facts.slugs['fi']}/kertomukset/1", scripts)
    assert keys.unseen == []


@WITH_OR_WITHOUT
def test_everything_of_the_plan_and_its_year_is_done_by_keys(coordinator, place, scripts):
    keys = coordinator(scripts)
    for step in walk_of_the_year.STEPS:
        step(keys, f"/fi/{place.facts.slugs['fi']}")
    assert keys.unseen == []


@WITH_OR_WITHOUT
def test_what_waits_for_a_person_is_settled_by_keys(coordinator, municipality, scripts):
    token = walk_of_what_waits.something_waits(municipality, a_report(municipality))
    keys = coordinator(scripts)
    for step in walk_of_what_waits.STEPS:
        step(keys, f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/osat/{walk_of_what_waits.POSITION}", token)
    assert keys.unseen == []


@WITH_OR_WITHOUT
def test_everything_of_publishing_is_done_by_keys(coordinator, municipality, scripts):
    report, slug = a_report(municipality), municipality.facts.slugs["fi"]
    for section in report.sections:
        write(municipality, report, section.position, "Kunnan hyvinvointi.", "Kommunens välfärd.", "approve")
    keys = coordinator(scripts)
    walk_of_publishing.a_summary_is_written(keys, slug, scripts)
    adopt(municipality, report)
    for step in walk_of_publishing.STEPS:
        step(keys, slug, scripts)
    assert keys.unseen == []


def english_sentences():
    """What a page would say in English, were it not translated."""
    with (Path(CHECKOUT) / "translations/sv/LC_MESSAGES/messages.po").open("rb") as file:
        return {str(each.id) for each in read_po(file) if each.id and each.string != each.id}


def test_tools_and_dialogs_of_the_editor_open_by_keys_and_are_named_in_the_page_s_language(coordinator, place):
    an_attachment(place)
    keys = coordinator()
    keys.opens(f"/sv/{place.facts.slugs['sv']}/berattelser/1/delar/1")
    keys.go_to("#text_sv-editor")
    keys.press("Alt+F10")
    names, dialogs, first = set(keys.tab.page.evaluate(NAMES)), 0, keys.focused("title")
    while dialogs == 0 or keys.focused("title") != first:
        if keys.tab.page.evaluate("document.activeElement.matches('[aria-haspopup=dialog]')"):
            keys.press("Enter")
            expect(keys.tab.page.locator("dialog :focus")).to_be_visible()
            names |= set(keys.tab.page.evaluate(NAMES))
            assert keys.tab.faults() == []
            keys.press("Escape")
            expect(keys.tab.page.locator("#text_sv-editor")).to_be_focused()
            keys.press("Alt+F10")
            dialogs += 1
        keys.press("ArrowRight")
    assert dialogs == len(("link", "language", "figure", "panel", "image")) and len(names) > 25
    assert names & english_sentences() == set()
