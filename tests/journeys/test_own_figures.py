"""A writer enters an own figure by form, brings in a bad file and then a good one, in both languages and on a phone."""

import pytest
from playwright.sync_api import expect

from tenants.permissions import Role
from tests.journeys.test_questions import WAYS, signed_in
from tests.makers import a_municipality

pytestmark = pytest.mark.browser

PLACES = {"fi": ("/fi/{}/omat-tunnusluvut/", "Omat tunnusluvut"), "sv": ("/sv/{}/egna-siffror/", "Egna siffror")}
SCHOOL_YEAR = {"fi": "lukuvuosi 2024–2025", "sv": "läsåret 2024–2025"}
BAD = "Nimi;Ajanjakso;Arvo\nKirjaston lainat;2024;12,7\nKirjaston lainat;ensi vuosi;1.234\n"
GOOD = "Nimi;Ajanjakso;Arvo\nKirjaston lainat;2024;12,7\nKirjaston lainat;2023;1234,5\nKävijät;2024;300\n"


@pytest.mark.parametrize(("language", "options"), WAYS.values(), ids=WAYS.keys())
def test_own_figures_are_entered_by_form_and_by_file(engines, tab, language, options):
    home = a_municipality(engines, bilingual=True)
    writer = signed_in(tab(**options), home.people[Role.WRITER], language)
    address, heading = PLACES[language]
    writer.open(address.format(home.facts.slugs[language]))
    assert writer.heading() == heading
    for step in (adds_an_indicator, enters_a_figure, brings_in_a_bad_file, brings_in_a_good_one):
        step(writer)
        assert "java_script_enabled" in options or not writer.faults()
    assert not [each for each in writer.troubles if "422" not in each]


def adds_an_indicator(writer):
    writer.press("Add an own indicator")
    writer.press("Save")
    expect(writer.page.locator("#title_fi-error")).to_be_visible()
    writer.page.locator("#title_fi").fill("Kirjaston lainat")
    writer.page.locator("#decimals").fill("1")
    writer.page.locator("#unit_fi").fill("kpl")
    writer.press("Save")
    assert writer.heading() == writer.say("Enter a figure")


def enters_a_figure(writer):
    writer.page.locator("#period").fill("lukuvuosi 2024–2025")
    writer.page.locator("#value_typed").fill("1.234")
    writer.press("Save")
    expect(writer.page.locator("#value_typed-error")).to_be_visible()
    assert writer.page.locator("#period").input_value() == "lukuvuosi 2024–2025"
    writer.page.locator("#value_typed").fill("12,3")
    writer.press("Save")
    assert SCHOOL_YEAR[writer.language] in writer.text()
    assert "12,3 kpl" in writer.text()


def chooses(writer, content):
    file = {"name": "luvut.csv", "mimeType": "text/csv", "buffer": content.encode()}
    writer.page.locator("input[type=file]").set_input_files(file)
    writer.press("Check the file")


def brings_in_a_bad_file(writer):
    writer.page.locator(".govuk-breadcrumbs__link").last.click()
    writer.press("Bring figures in by a file")
    chooses(writer, BAD)
    rows = writer.page.locator("main table").first.locator("tbody tr").all_inner_texts()
    assert len(rows) == 2
    assert all(row.startswith("3") for row in rows)
    assert writer.page.locator("input[name=table]").count() == 0


def brings_in_a_good_one(writer):
    chooses(writer, GOOD)
    assert "1234,5" in writer.text().replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    writer.press("Store all: %(new)s new, %(changed)s changed", new=3, changed=0)
    expect(writer.page.locator(".govuk-notification-banner--success")).to_be_visible()
    assert "Kävijät" in writer.text()
