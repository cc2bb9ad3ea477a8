"""Find and replace across the sections of a report: seen first, done where it was chosen, each text a new version."""

import pytest

from tests.makers import a_report, write
from tests.pages.parsed import ParsedPage

TOKENS = "Lapset {{figure:1}} ja [lapset](https://lapset.example) sekä lapsetkin."


@pytest.fixture
def address(municipality):
    """Where words are looked for, in a report that has them in three sections and both languages."""
    report = a_report(municipality)
    write(municipality, report, 1, TOKENS, "Barnen och lapset")
    write(municipality, report, 2, "Meidän lapset.", "", "approve")
    write(municipality, report, 4, "Muuta", "Annat")
    return f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/etsi"


@pytest.fixture
def writer(municipality, visitor):
    return visitor(municipality.people["writer"])


def chosen(page):
    """What the boxes on the page are for."""
    return [each.get("value") for each in ParsedPage(page).all("input") if each.get("name") == "chosen"]


def texts(writer, address, position):
    """The texts of a section as the editor has them."""
    page = ParsedPage(writer.get(address.replace("etsi", f"osat/{position}")).text)
    return [each.text for each in page.all("textarea")][:2]


def test_words_are_found_in_both_languages_and_in_one(writer, address):
    page = writer.get(f"{address}?q=lapset&deed=find").text
    assert page.count("<mark>") == 5
    assert chosen(page) == []
    assert writer.get(f"{address}?q=lapset&deed=find&texts=sv").text.count("<mark>") == 1
    assert writer.get(f"{address}?q=lapset&deed=find&whole=y&case=y").text.count("<mark>") == 3


def test_what_would_be_replaced_is_seen_first_and_approved_sections_are_left(writer, address):
    page = writer.get(f"{address}?q=lapset&by=nuoret&deed=replace&whole=y").text
    assert chosen(page) == ["1-fi-1", "1-sv-1"]
    assert page.count("<del>") == page.count("<ins>") == 4
    assert "Tässä ei korvata" in page


def test_only_the_chosen_texts_change_and_addresses_and_figures_never(writer, address):
    form = {"q": "lapset", "by": "nuoret", "deed": "replace", "whole": "y"}
    answer = writer.post(address, form | {"chosen": ["1-fi-1", "2-fi-1"]})
    assert "Muuttuneita tekstejä: 1." in writer.get(answer.location).text
    finnish, swedish = texts(writer, address, 1)
    assert finnish == "nuoret {{figure:1}} ja [nuoret](https://lapset.example) sekä lapsetkin."
    assert swedish == "Barnen och lapset"
    assert "Versio 2" in writer.get(address.replace("etsi", "osat/1/historia/fi/2")).text


def test_a_text_that_was_changed_meanwhile_is_left_and_said_to_be(writer, municipality, address):
    write(municipality, a_report(municipality), 1, "", "")
    form = {"q": "lapset", "by": "nuoret", "deed": "replace", "chosen": "1-fi-0"}
    answer = writer.post(address, form)
    assert "muuttanut tekstiä" in writer.get(answer.location).text
    assert texts(writer, address, 1)[0] == TOKENS


def test_a_choice_that_no_page_offers_chooses_nothing(writer, address):
    form = {"q": "lapset", "by": "nuoret", "deed": "replace"}
    answer = writer.post(address, form | {"chosen": ["9" * 5000 + "-fi-1", "1-fi", "x"]})
    assert "Mitään ei valittu" in writer.get(answer.location).text


def test_bad_words_are_refused_at_their_field(writer, address):
    for query, field in (("q=+", "q"), ("q=a&by=%F0%9F%99%82&deed=replace", "by"), ("q=" + "x" * 201, "q")):
        answer = writer.get(f"{address}?{query}")
        assert (answer.status_code, f"{field}-error" in ParsedPage(answer.text).ids) == (422, True)


def test_a_reader_finds_but_replaces_nothing(municipality, visitor, address):
    reader = visitor(municipality.people["reader"])
    assert chosen(reader.get(f"{address}?q=lapset&by=x&deed=replace").text) == []
    answer = reader.post(address, {"q": "lapset", "by": "x", "deed": "replace", "chosen": "1-fi-1"})
    assert "ei valittu" in reader.get(answer.location).text
