"""A figure is looked for and put into a sentence by keys, grows old, and the newer one takes its place."""

import pytest

from tenants.permissions import Role
from tests.figures import an_indicator, area_of
from tests.journeys.tab import TabInOneLanguage
from tests.makers import a_municipality, a_report

pytestmark = pytest.mark.browser

TITLE = {"fi": "Soutuveneen omistavia, % kuntalaisista", "sv": "Roddbåtsägare, % av kommuninvånarna"}


@pytest.fixture
def writer(engines, tab):
    """A writer in the first section of a report, in the editor."""
    municipality = a_municipality(engines)
    a_report(municipality)
    opened = TabInOneLanguage(tab(locale="fi-FI").page, "fi")
    opened.municipality = municipality
    opened.open(f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/osat/1")
    opened.sign_in(municipality.people[Role.WRITER])
    opened.page.locator("#text_fi-editor").wait_for()
    return opened


def test_a_figure_is_found_from_the_editor_and_later_renewed(engines, writer):
    area = area_of(writer.municipality)
    number = an_indicator(engines, {area: {2022: 40, 2023: 41.5}}, title=TITLE)
    keys = writer.page.keyboard
    writer.page.locator("#text_fi-editor").click()
    keys.type("Vene on ")
    keys.press("Alt+F10")
    writer.page.get_by_role("button", name=writer.say("Insert a figure"), exact=True).first.click()
    writer.page.locator("dialog input[type=search]").fill("soutuveneen omistavia")
    writer.page.locator("dialog").get_by_role("button", name=TITLE["fi"]).wait_for()
    assert writer.faults() == []
    keys.press("Enter")
    writer.page.locator(".app-chip--figure", has_text="41,5").wait_for()
    with writer.page.expect_response(lambda answer: "asukkaista" in (answer.request.post_data or "")):
        keys.type(" asukkaista.")
    assert writer.page.locator("#text_fi").input_value() == "Vene on {{figure:1}} asukkaista."
    an_indicator(engines, {area: {2022: 40, 2023: 42, 2024: 45}}, number=number, title=TITLE)
    writer.page.reload()
    assert "Vene on 41,5\N{NO-BREAK SPACE}% asukkaista." in writer.page.locator(".app-sentence").inner_text()
    writer.page.locator(".app-chip--figure").wait_for()
    assert writer.faults() == []
    writer.page.get_by_role("button", name=writer.say("Take the corrected figure")).click()
    writer.page.locator(".app-chip--figure", has_text="42,0").wait_for()
    assert writer.page.locator(".app-sentence").count() == 0
    assert not writer.troubles
