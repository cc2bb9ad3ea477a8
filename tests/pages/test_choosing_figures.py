"""What a municipality chooses on its pages about figures: whom it is beside, its own set, what it has seen."""

from datetime import date

import pytest

from app.indicators.areas import COUNTRY
from tenants.permissions import Role
from tests.figures import (
    a_set,
    an_indicator,
    area_of,
    choose,
    compare_with,
    listed_indicator,
    take_off_the_list,
)
from tests.makers import a_municipality
from tests.pages.figure_reader import Reader, charts_of, main_text, moves
from tests.pages.parsed import ParsedPage, text_of


@pytest.fixture(scope="module")
def home(engines):
    """A bilingual municipality; what tests choose in it they choose in one of their own."""
    return a_municipality(engines, bilingual=True)


@pytest.fixture(scope="module")
def reader(app, home):
    """Its coordinator."""
    return Reader(app, home)


@pytest.fixture(scope="module")
def own(home):
    """Its number in Sotkanet."""
    return area_of(home)


@pytest.fixture
def coordinator(app, municipality):
    """Of a fresh municipality."""
    return Reader(app, municipality)


def test_an_unknown_municipality_is_told_at_its_field_and_the_view_still_shows(engines, reader, own):
    number = an_indicator(engines, {own: {2024: 1}, COUNTRY: {2024: 2}})
    page = reader.page(f"{number}?name=Atlantis&area=country")
    (field,) = (each for each in page.fields() if each.get("name") == "name")
    (error,) = (each for each in page.all() if each.get("id") == field.get("aria-describedby"))
    assert "Atlantis" in text_of(error)
    assert field.get("value") == "Atlantis"
    assert any(each.get("open") is not None for each in page.all("details"))
    assert charts_of(page)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("name={own}", "Tämä on oma kunta"),
        ("area=091&area=049&area=092&area=235&area=837", "enintään 4"),
        ("name=Helsinki&area=049&area=092&area=235&area=837", "enintään 4"),
    ],
)
def test_what_cannot_be_compared_is_said_and_what_can_be_is_shown(engines, reader, home, own, query, said):
    number = an_indicator(engines, {own: {2024: 1}})
    page = reader.page(f"{number}?{query.format(own=home.facts.names['fi'])}")
    assert said.lower() in " ".join(text_of(each) for each in page.with_class("govuk-error-message")).lower()


def test_a_municipality_found_by_its_name_is_compared_with_and_can_be_taken_off_again(engines, reader, own):
    number = an_indicator(engines, {own: {2024: 1}})
    page = reader.page(f"{number}?area=country&name=esbo")
    checked = {each.get("value") for each in page.fields() if each.get("name") == "area" and "checked" in each.attrib}
    assert checked == {"country", "049"}
    assert "Espoo" in [text_of(each) for each in page.with_class("app-figures__indicator")]


def test_the_municipality_s_own_choice_stands_beside_it_where_the_address_names_none(engines, app):
    home = a_municipality(engines)
    compare_with(home, "091", "853")
    number = an_indicator(engines, {area_of(home): {2024: 1}})
    areas = [text_of(each) for each in Reader(app, home).page(number).with_class("app-figures__indicator")]
    assert areas[-2:] == ["Helsinki", "Turku"]


def test_an_indicator_that_sotkanet_has_taken_away_stays_with_its_mark(engines, app):
    home = a_municipality(engines)
    number = an_indicator(engines, {area_of(home): {2019: 7}})
    take_off_the_list(engines, number, date(2026, 3, 1))
    choose(home, number)
    reader = Reader(app, home)
    for place in (number, "profiili?basket=own", f"?q={number}", "uutta"):
        assert "poistettu lähteestä" in main_text(reader.page(place)).lower(), place
    assert "1.3.2026" in main_text(reader.page(number))
    assert "7,0" in main_text(reader.page(number))


def test_an_indicator_that_is_not_mirrored_can_be_asked_for_and_says_when_it_comes(engines, coordinator, municipality):
    number = listed_indicator(engines, "Vielä hakematta oleva")
    assert moves(coordinator.page(number)) == ["add"]
    answer = coordinator.post(coordinator.address("oma-kokoelma"), {"indicator": number, "move": "add"})
    assert (answer.status_code, answer.location) == (302, coordinator.address(number))
    assert moves(coordinator.page(number)) == ["drop"]
    coordinator.post(coordinator.address("oma-kokoelma"), {"indicator": number, "move": "drop"})
    assert "drop" not in moves(coordinator.page(number))


def test_one_that_is_gone_and_was_never_fetched_says_so_and_offers_nothing(engines, coordinator):
    take_off_the_list(engines, number := listed_indicator(engines, "Ehti poistua"), date(2026, 2, 3))
    page = coordinator.page(number)
    assert "3.2.2026" in main_text(page)
    assert moves(page) == []


@pytest.mark.parametrize(("typed", "status"), [("999999", 302), ("", 400), ("x", 400), ("-1", 400), ("9" * 30, 400)])
def test_a_number_that_is_no_indicator_s_is_never_chosen(coordinator, municipality, typed, status):
    assert coordinator.post(coordinator.address("oma-kokoelma"), {"indicator": typed}).status_code == status
    if status == 302:
        assert "Sotkanetissa ei ole" in main_text(coordinator.page())


@pytest.mark.parametrize("role", [Role.WRITER, Role.READER])
def test_who_may_not_choose_is_offered_nothing_to_choose(app, municipality, role):
    reader = Reader(app, municipality, role)
    assert moves(reader.page("228")) == []
    assert not [each for each in reader.page().all("a") if "vertailukunnat" in each.get("href", "")]


def test_news_are_there_until_they_are_said_to_have_been_seen(engines, coordinator, municipality):
    an_indicator(engines, {area_of(municipality): {2024: 1}}, title={"fi": "Uutinen testeistä", "sv": ""})
    assert "Uutinen testeistä" in main_text(coordinator.page("uutta"))
    until = {"until": coordinator.page("uutta").value_of("until")}
    assert coordinator.post(coordinator.address("uutta"), until).location == coordinator.address("uutta")
    assert not coordinator.page("uutta").with_class("app-findings__item")


@pytest.mark.parametrize("until", ["", "x", "2026", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_a_time_that_no_page_has_told_is_refused_or_changes_nothing(coordinator, until):
    answer = coordinator.post(coordinator.address("uutta"), {"until": until})
    assert answer.status_code == (302 if until.startswith("2026-") else 400)


def comparison_form(answer):
    page = ParsedPage(answer.text)
    boxes = [each for each in page.fields() if each.get("name") == "municipality"]
    return page, {each.get("value") for each in boxes if "checked" in each.attrib}


def test_comparison_municipalities_are_chosen_and_one_more_by_its_name(coordinator):
    address = coordinator.address("vertailukunnat")
    _, before = comparison_form(coordinator.get(address))
    assert before == set()
    assert coordinator.post(address, {"name": " esbo "}).status_code == 302
    _, after = comparison_form(coordinator.get(address))
    assert after == {"049"}
    coordinator.post(address, {"municipality": ["049"], "name": "Vantaa"})
    assert comparison_form(coordinator.get(address))[1] == {"049", "092"}


@pytest.mark.parametrize("name", ["Atlantis", "own", "Vantaa"])
def test_a_name_that_cannot_be_compared_with_is_told_at_its_field_and_nothing_is_lost(coordinator, municipality, name):
    compare_with(municipality, "049", "091", "235", "837")
    typed = municipality.facts.names["fi"] if name == "own" else name
    answer = coordinator.post(
        coordinator.address("vertailukunnat"), {"municipality": ["049", "091", "235", "837"], "name": typed}
    )
    page, checked = comparison_form(answer)
    assert (answer.status_code, page.value_of("name")) == (422, typed)
    assert checked == {"049", "091", "235", "837"}
    assert any(each.get("id") == "name-error" for each in page.all())


def test_a_set_tells_how_much_of_it_is_here(engines, home, reader, own):
    made = a_set(
        engines,
        [an_indicator(engines, {own: {2024: 12}}), listed_indicator(engines, "Vain luettelossa"), None],
        announced=40,
    )
    page = reader.page(f"kokoelmat/{made.id}")
    text = main_text(page)
    assert "12,0" in text and "ehdotus" in text and "40" in text
    assert [text_of(each.find("th")) for each in page.all("tr")[1:]] == ["Osio 1", "Osio 2", "Osio 3"]
    assert [each.find("th/a") is not None for each in page.all("tr")[1:]] == [True, True, False]
