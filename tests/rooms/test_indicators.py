"""What a report gets of the mirror, and what a figure is."""

from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event

from app.indicators.catalogue import basket
from app.indicators.collecting import collect
from app.indicators.loading import load, load_areas
from app.indicators.models import Indicator
from app.indicators.queries import figures_for
from app.indicators.sotkanet import Sotkanet
from app.indicators.themes import themes
from tenants.municipalities import Municipality
from tests.sotkanet_server import COUNTRY, HELSINKI, PARGAS, PIRKANMAA, PIRKANMAA_COUNTY, TAMPERE, a_sotkanet

CHILD_POVERTY, DIABETES, COSTS = 228, 683, 5432
TITLES = {theme.indicator_id: theme.title_fi for theme in themes()}
FIRST_DAY, NEXT_DAY = date(2030, 1, 1), date(2030, 1, 2)


@pytest.fixture
def service():
    with a_sotkanet() as running:
        running.add(
            CHILD_POVERTY,
            TITLES[CHILD_POVERTY],
            {
                (TAMPERE, 2020): 13.9, (TAMPERE, 2022): 11.9, (TAMPERE, 2023): 12.7,
                (PIRKANMAA_COUNTY, 2022): 11, (PIRKANMAA_COUNTY, 2023): 11.4, (PIRKANMAA_COUNTY, 2024): 11.8,
                (PIRKANMAA, 2023): 11.3, (PIRKANMAA, 2024): 11.9,
                (COUNTRY, 2022): 12.0, (COUNTRY, 2024): 12.2,
                (HELSINKI, 2023): 0,
            },
        )  # fmt: skip
        yield running


@pytest.fixture
def sotkanet(service):
    return Sotkanet(service.url, "tuki@example.example", wait=0)


@pytest.fixture
def mirror(owner_session, sotkanet):
    """The test's session, with the service's figures in it."""
    bring_in(owner_session, sotkanet, FIRST_DAY)
    return owner_session


def bring_in(session, sotkanet, day):
    """What the service has, as of a day, in the test's transaction."""
    collection = collect(sotkanet, themes(), day, say=lambda line: None)
    load_areas(session, collection.areas)
    load(session, collection.indicators, day)


def municipality(session, code):
    return session.get_one(Municipality, code)


def child_poverty(session, code="837"):
    """The indicator's figures by kind of area."""
    (told,) = figures_for(session, municipality(session, code), [CHILD_POVERTY]).values()
    return {figure.kind: figure for figure in told.figures}


@contextmanager
def statements(session):
    """The statements that reach the database meanwhile."""
    told = []

    def note(connection, cursor, statement, *rest):
        told.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    try:
        yield told
    finally:
        event.remove(session.get_bind(), "before_cursor_execute", note)


def test_a_report_gets_the_latest_figure_and_the_one_before_it(mirror):
    own = child_poverty(mirror)["own"]
    assert (own.year, own.value) == (2023, Decimal("12.7"))
    assert (own.previous_year, own.previous_value) == (2022, Decimal("11.9"))
    assert own.area == {"fi": "Tampere", "sv": "Tammerfors"}


def test_an_area_is_compared_in_the_municipalitys_own_years_even_when_it_has_a_later_one(mirror):
    county = child_poverty(mirror)["county"]
    assert (county.year, county.value) == (2023, Decimal("11.4"))
    assert (county.previous_year, county.previous_value) == (2022, Decimal("11"))


def test_an_area_without_a_figure_in_that_year_has_none_and_not_zero(mirror):
    figures = child_poverty(mirror)
    assert (figures["country"].year, figures["country"].value) == (None, None)
    assert (figures["country"].previous_year, figures["country"].previous_value) == (2022, Decimal("12"))
    assert (figures["region"].previous_year, figures["region"].previous_value) == (None, None)


def test_a_figure_of_zero_is_zero(mirror):
    assert child_poverty(mirror, "091")["own"].value == Decimal("0")


def test_a_municipality_without_figures_sees_the_areas_latest(mirror):
    figures = child_poverty(mirror, "211")
    assert municipality(mirror, "211").name_fi == "Kangasala"
    assert (figures["own"].year, figures["own"].value) == (None, None)
    assert (figures["county"].year, figures["county"].value) == (2024, Decimal("11.8"))
    assert (figures["county"].previous_year, figures["region"].previous_year) == (2023, 2023)


def test_helsinki_and_aland_are_compared_without_a_county(mirror):
    assert list(child_poverty(mirror, "091")) == ["own", "region", "country"]
    assert list(child_poverty(mirror, "478")) == ["own", "region", "country"]


def test_figures_come_in_the_order_asked_and_an_unknown_one_is_left_out(mirror):
    asked = [999999, CHILD_POVERTY]
    assert list(figures_for(mirror, municipality(mirror, "837"), asked)) == [CHILD_POVERTY]


def test_the_facts_a_report_keeps_are_plain_and_exact(mirror):
    facts = figures_for(mirror, municipality(mirror, "837"), [CHILD_POVERTY])[CHILD_POVERTY].as_facts()
    assert facts["fetched_on"] == "2030-01-01"
    assert facts["updated_on"] == "2026-05-15"
    assert (facts["decimals"], facts["direction"]) == (1, "lower_better")
    assert facts["source"]["sv"].endswith("(producent: Statistikcentralen)")
    assert facts["figures"][0] == {
        "kind": "own", "area": {"fi": "Tampere", "sv": "Tammerfors"},
        "year": 2023, "value": "12.7", "previous_year": 2022, "previous_value": "11.9",
    }  # fmt: skip
    assert facts["figures"][-1]["value"] is None


def test_a_title_blank_in_swedish_stays_blank_and_is_not_invented(mirror):
    told = figures_for(mirror, municipality(mirror, "445"), [CHILD_POVERTY])[CHILD_POVERTY]
    assert told.title == {"fi": "Lasten pienituloisuusaste", "sv": ""}


def test_the_number_of_queries_does_not_grow_with_the_indicators(owner_session):
    tampere = municipality(owner_session, "837")
    counts = []
    for asked in ([CHILD_POVERTY], [theme.indicator_id for theme in themes()]):
        with statements(owner_session) as told:
            assert len(figures_for(owner_session, tampere, asked)) == len(asked)
        counts.append(len(told))
    assert counts == [2, 2]


def test_a_later_fetch_replaces_what_changed_and_what_disappeared(service, sotkanet, mirror):
    service.add(CHILD_POVERTY, TITLES[CHILD_POVERTY], {(TAMPERE, 2022): 12.0, (TAMPERE, 2024): 12.5})
    bring_in(mirror, sotkanet, NEXT_DAY)
    own = child_poverty(mirror)["own"]
    assert (own.year, own.value, own.previous_value) == (2024, Decimal("12.5"), Decimal("12"))
    assert mirror.get(Indicator, CHILD_POVERTY, populate_existing=True).fetched_on == NEXT_DAY


def test_a_count_without_a_value_is_a_figure_only_where_the_unit_is_a_count(service, sotkanet):
    people = {"code": "LKM", "title": {"fi": "Lukumäärä", "sv": "Antal", "en": ""}}
    service.add(127, TITLES[127], {(TAMPERE, 2022): 1, (PARGAS, 2022): 2}, primaryValueType=people)
    for number in (127, CHILD_POVERTY):
        del service.rows[number][0]["value"]
        service.rows[number][0]["absValue"] = 249009
    by_id = {each.metadata.id: each for each in collect(sotkanet, themes(), FIRST_DAY, print).indicators}
    first = {number: next(s for s in each.series if s.area_id == TAMPERE) for number, each in by_id.items()}
    assert (first[127].first_year, first[127].figures) == (2022, (Decimal(249009),))
    assert first[CHILD_POVERTY].first_year == 2022


def test_our_own_unit_stands_where_the_source_says_only_number(service, sotkanet, owner_session):
    number = {"code": "LKM", "title": {"fi": "Lukumäärä"}}
    service.add(COSTS, TITLES[COSTS], {(TAMPERE, 2022): 270.1}, primaryValueType=number)
    bring_in(owner_session, sotkanet, FIRST_DAY)
    (told,) = figures_for(owner_session, municipality(owner_session, "837"), [COSTS]).values()
    assert told.unit == {"fi": "Euroa / asukas", "sv": "Euro / invånare"}


@pytest.mark.parametrize("age_group", ["all", "children", "youth", "working_age", "older"])
def test_every_part_of_a_report_has_indicators_with_a_judged_direction(age_group):
    assert len(basket(age_group)) >= 3
    shown = [theme for theme in themes() if theme.age_group == age_group]
    assert {theme.direction for theme in shown} <= {"higher_better", "lower_better", "neutral"}
    assert {theme.method for theme in shown} <= {"proportion", "rate", "none"}
    assert {theme.period_kind for theme in shown} <= {"year", "school_year", "two_years", "three_years"}


def test_an_indicator_stands_in_one_part_only():
    numbers = [theme.indicator_id for theme in themes()]
    assert len(numbers) == len(set(numbers))
