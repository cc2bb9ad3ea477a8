"""A municipality that writes in one language: the other is out of sight, never gone."""

import pytest

from tests.makers import a_municipality, a_report, an_adopted_report, write
from tests.pages.parsed import ParsedPage
from tests.pages.visitor import Visitor

ONE = {"writes_in_one_language": "y"}


@pytest.fixture
def coordinator(visitor, municipality):
    """Of a municipality with a Finnish majority and no other language."""
    return visitor(municipality.people["coordinator"])


@pytest.fixture
def place(municipality):
    """Where its Finnish pages begin."""
    return f"/fi/{municipality.facts.slugs['fi']}"


def fields(answer):
    return [each.get("name") for each in ParsedPage(answer.text).all("textarea")]


def test_the_other_language_is_switched_off_and_on_again_and_nothing_is_lost(coordinator, municipality, place):
    write(municipality, a_report(municipality), 1, "Suomeksi", "På svenska")
    section = f"{place}/kertomukset/1/osat/1"
    assert fields(coordinator.get(section)) == ["text_fi", "text_sv"]
    assert coordinator.post(f"{place}/saannot", ONE).status_code == 302
    page = coordinator.get(section)
    assert fields(page) == ["text_fi"] and "På svenska" not in page.text
    assert "På svenska" not in coordinator.get(f"{section}/kommentit/uusi").text
    assert coordinator.post(section, {"text_fi": "Suomeksi!", "version_fi": 1}).status_code == 302
    assert "På svenska" not in coordinator.get(f"{place}/kertomukset/1/esikatselu").text
    assert "vain yhdellä kielellä" in coordinator.get(f"{place}/tapahtumat").text
    assert coordinator.post(f"{place}/saannot", {}).status_code == 302
    texts = [each.text.strip() for each in ParsedPage(coordinator.get(section).text).all("textarea")]
    assert texts == ["Suomeksi!", "På svenska"]


def test_a_bilingual_municipality_writes_in_both_by_law(app, engines):
    place = a_municipality(engines, bilingual=True)
    coordinator = Visitor(app, place.people["coordinator"])
    rules = f"/fi/{place.facts.slugs['fi']}/saannot"
    page = coordinator.get(rules).text
    assert "kielilain mukaan kaksikielinen" in page and "writes_in_one_language" not in page
    answer = coordinator.post(rules, ONE)
    assert answer.status_code == 422
    assert "kielilain mukaan kaksikielinen" in answer.text


def test_the_other_page_of_what_is_published_says_that_the_report_is_written_in_one_language(
    coordinator, municipality, place
):
    coordinator.post(f"{place}/saannot", ONE)
    an_adopted_report(municipality)
    assert coordinator.post(f"{place}/kertomukset/1/julkaisu").status_code == 302
    slugs = municipality.facts.slugs
    swedish = coordinator.get(f"/sv/rapporter/{slugs['sv']}/2025-2029/1").text
    assert swedish.count("bara på finska") == 1
    assert "Teksti 1" in swedish and "Text 1<" not in swedish
    finnish = coordinator.get(f"/fi/raportit/{slugs['fi']}/2025-2029/1").text
    assert "Teksti 1" in finnish and "vain suomeksi" not in finnish
