"""From a search to the own set and what is new: figures in both languages, on a phone, without scripts, by keys."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.indicators.areas import COUNTRY
from tenants.permissions import Role
from tests.figures import HIGHER, PROPORTION, an_indicator, area_of, register_of
from tests.journeys.keyboard import Keyboard
from tests.journeys.test_questions import signed_in
from tests.makers import a_municipality

pytestmark = pytest.mark.browser

PLACES = {"fi": "/fi/{}/tunnusluvut/", "sv": "/sv/{}/siffror/"}
WAYS = {
    "in Finnish": ("fi", {}),
    "in Swedish on a phone": ("sv", {"viewport": {"width": 360, "height": 780}}),
    "in Finnish without scripts": ("fi", {"java_script_enabled": False}),
}
TITLES = {"fi": "Kirjastossa käyneet, % asukkaista ({})", "sv": "Besökare i biblioteket, % av invånarna ({})"}
WORDS = {"fi": "kirjasto asukas ({})", "sv": "besökarna bibliotek ({})"}


@pytest.fixture
def home(engines):
    """A bilingual municipality of whose made-up indicator there is everything: years, counts, others, the country."""
    made = a_municipality(engines, bilingual=True)
    others = sorted(register_of(made).numbers)
    figures = {area: {2024: (20 + place % 40, 2000)} for place, area in enumerate(others)}
    figures[area_of(made)] = {2020 + back: (50 - 5 * back, 5000 - 500 * back) for back in range(5)}
    figures[COUNTRY] = {2020 + back: 45 + back for back in range(5)}
    an_indicator(engines, figures, direction=HIGHER, method=PROPORTION, title=title_of(made))
    return made


def title_of(home):
    """Of its own indicator: figures of other tests stand in the same mirror."""
    return {language: title.format(home.facts.municipality_code) for language, title in TITLES.items()}


@pytest.mark.parametrize(("language", "options"), WAYS.values(), ids=WAYS.keys())
def test_figures_are_found_compared_chosen_and_taken_along(home, tab, language, options):
    reader = signed_in(tab(**options), home.people[Role.COORDINATOR], language)
    reader.open(PLACES[language].format(home.facts.slugs[language]))
    steps = (
        finds_the_indicator,
        compares_with_another_municipality,
        sees_the_same_in_charts_and_tables,
        adds_it_to_the_own_set,
        sees_what_changes,
        takes_the_figures_along,
        chooses_comparison_municipalities,
        has_seen_what_is_new,
    )
    for step in steps:
        step(reader, home)
        assert "java_script_enabled" in options or not reader.faults(), step.__name__
    assert not [each for each in reader.troubles if "422" not in each]


def finds_the_indicator(reader, home):
    reader.page.locator("#q").fill(WORDS[reader.language].format(home.facts.municipality_code))
    reader.press("Search")
    reader.page.locator("main").get_by_role("link", name=title_of(home)[reader.language], exact=True).first.click()
    assert reader.heading() == title_of(home)[reader.language]


def opens(reader, msgid):
    """A part of the page that is closed at first."""
    reader.page.locator("summary", has_text=reader.say(msgid)).click()


def compares_with_another_municipality(reader, home):
    opens(reader, "Choose what to compare with")
    reader.page.locator("#name").fill("Atlantis")
    reader.press("Show")
    assert "Atlantis" in reader.page.locator("#name-error").inner_text()
    reader.page.locator("#name").fill({"fi": "Espoo", "sv": "esbo"}[reader.language])
    reader.page.locator("#area-region").uncheck()
    reader.press("Show")
    reader.page.locator("#name-error").wait_for(state="detached")
    areas = reader.page.locator(".app-figures__indicator").all_inner_texts()
    assert areas[0] == {"fi": "Koko maa", "sv": "Hela landet"}[reader.language]
    assert areas[-1] == {"fi": "Espoo", "sv": "Esbo"}[reader.language]


def sees_the_same_in_charts_and_tables(reader, home):
    charts = reader.page.locator("main svg[role=img]")
    assert charts.count() == 3
    assert all(charts.nth(place).is_visible() for place in range(3))
    opens(reader, "The same as a table: over time")
    rows = reader.page.locator("main table").last.locator("tbody tr").all_inner_texts()
    assert len(rows) == 5
    assert "30,0" in rows[0] and "49,0" in rows[0]
    reader.page.locator("summary", has_text=reader.say("The same as a table: all municipalities")).click()
    assert reader.page.locator(".app-catalogue li").count() > 300


def adds_it_to_the_own_set(reader, home):
    reader.press("Add to the own set")
    reader.button(reader.say("Take out of the own set")).wait_for()
    reader.page.locator(".govuk-breadcrumbs__link").last.click()
    reader.follow("Sets of indicators")
    reader.follow("Show as a profile")
    reader.page.locator("#basket").wait_for()
    (row,) = reader.page.locator("main tbody tr").all_inner_texts()
    assert title_of(home)[reader.language] in row
    assert str(reader.say("worse")) in row


def sees_what_changes(reader, home):
    reader.page.locator(".govuk-breadcrumbs__link").last.click()
    reader.follow("What changes")
    reader.page.locator("#basket").select_option("own")
    reader.press("Show")
    reader.page.wait_for_url("**basket=own*")
    (found,) = reader.page.locator(".app-findings__item").all_inner_texts()
    assert title_of(home)[reader.language] in found
    assert str(reader.say("falling, getting worse")) in found


def takes_the_figures_along(reader, home):
    with reader.page.expect_download() as coming:
        reader.link("Excel").click()
    reader.page.evaluate("document.activeElement.blur()")  # a link in focus has another look
    content = Path(coming.value.path()).read_bytes()
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert [row[2] for row in rows[1:2]] == [title_of(home)[reader.language]]
    assert rows[1][5:7] == (2024, 30)


def chooses_comparison_municipalities(reader, home):
    reader.page.locator(".govuk-breadcrumbs__link").last.click()
    reader.follow("Comparison municipalities")
    reader.page.locator("main input[type=checkbox]").first.check()
    reader.page.locator("#name").fill("Atlantis")
    reader.press("Save")
    reader.page.locator("#name-error").wait_for()
    assert reader.page.locator("main input[type=checkbox]").first.is_checked()
    reader.page.locator("#name").fill({"fi": "Espoo", "sv": "Esbo"}[reader.language])
    reader.press("Save")
    reader.page.locator(".govuk-notification-banner--success").wait_for()
    assert reader.page.locator("main input:checked").count() == 2


def has_seen_what_is_new(reader, home):
    reader.page.locator(".govuk-breadcrumbs__link").last.click()
    reader.follow("What is new")
    reader.button(reader.say("I have seen these")).wait_for()
    assert title_of(home)[reader.language] in reader.text()
    reader.press("I have seen these")
    reader.button(reader.say("I have seen these")).wait_for(state="detached")
    assert reader.say("Nothing has changed.") in reader.text()
    assert title_of(home)[reader.language] not in reader.text()


def test_figures_are_searched_compared_and_chosen_by_keys_alone(home, tab):
    opened = tab()
    opened.open("/fi/")
    keyboard = Keyboard(opened)
    keyboard.signs_in(home.people[Role.COORDINATOR].email)
    opened.open(PLACES["fi"].format(home.facts.slugs["fi"]))
    keyboard.type("#q", WORDS["fi"].format(home.facts.municipality_code))
    with opened.page.expect_navigation():
        keyboard.press("Enter")
    keyboard.choose("main [role=status] + .govuk-list a")
    assert opened.heading() == title_of(home)["fi"]
    keyboard.go_to("main summary")
    keyboard.press("Enter")
    keyboard.type("#name", "espoo")
    with opened.page.expect_navigation():
        keyboard.press("Enter")
    assert opened.page.locator(".app-figures__indicator").last.inner_text() == "Espoo"
    keyboard.choose("main button[name=move]")
    opened.page.locator("main button[value=drop]").wait_for()
    assert keyboard.unseen == []
