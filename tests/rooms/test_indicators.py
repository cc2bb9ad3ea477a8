"""The mirror of figures: what a refresh may replace, and what a report gets."""

from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from app.indicators import actions
from app.indicators.collecting import collect
from app.indicators.models import Indicator, StatisticalArea
from app.indicators.queries import figures_for, indicators_of
from app.indicators.sotkanet import Sotkanet, SotkanetError
from app.indicators.themes import themes
from tenants.municipalities import Municipality
from tests.sotkanet_server import COUNTRY, EUROPE, HELSINKI, PARGAS, PIRKANMAA, PIRKANMAA_COUNTY, TAMPERE, a_sotkanet

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
    actions.refresh(owner_session, sotkanet, FIRST_DAY, say=lambda line: None)
    return owner_session


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
    actions.load_bundle(owner_session)
    tampere = municipality(owner_session, "837")
    counts = []
    for asked in ([CHILD_POVERTY], [theme.indicator_id for theme in themes()]):
        with statements(owner_session) as told:
            assert len(figures_for(owner_session, tampere, asked)) == len(asked)
        counts.append(len(told))
    assert counts == [2, 2]


def test_a_later_refresh_replaces_what_changed_and_what_disappeared(service, sotkanet, mirror):
    service.add(CHILD_POVERTY, TITLES[CHILD_POVERTY], {(TAMPERE, 2022): 12.0, (TAMPERE, 2024): 12.5})
    actions.refresh(mirror, sotkanet, NEXT_DAY, say=lambda line: None)
    own = child_poverty(mirror)["own"]
    assert (own.year, own.value, own.previous_value) == (2024, Decimal("12.5"), Decimal("12"))
    assert mirror.get(Indicator, CHILD_POVERTY, populate_existing=True).fetched_on == NEXT_DAY


def wrong_title(service):
    service.metadata[CHILD_POVERTY]["title"] = {"fi": "Aikuisten pienituloisuusaste", "sv": "", "en": ""}


def no_metadata(service):
    del service.metadata[CHILD_POVERTY]


def gone_from_the_list(service):
    del service.titles[CHILD_POVERTY]


def no_figures(service):
    service.rows[CHILD_POVERTY] = []


def figures_of_unknown_areas_only(service):
    service.rows[CHILD_POVERTY] = [row | {"region": EUROPE} for row in service.rows[CHILD_POVERTY][:1]]


def a_figure_twice(service):
    service.rows[CHILD_POVERTY].append(service.rows[CHILD_POVERTY][0])


def a_figure_that_is_none(service):
    service.rows[CHILD_POVERTY][0]["value"] = "withheld"


def no_range(service):
    service.metadata[CHILD_POVERTY]["range"] = {}


def years_backwards(service):
    service.metadata[CHILD_POVERTY]["range"] = {"start": 2023, "end": 2020}


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (wrong_title, "now called 'Aikuisten pienituloisuusaste'"),
        (no_metadata, "no metadata"),
        (gone_from_the_list, "gone from Sotkanet's list"),
        (no_figures, "no figures"),
        (figures_of_unknown_areas_only, "no figures"),
        (a_figure_twice, "two figures for one area and year"),
        (a_figure_that_is_none, "not a number"),
        (no_range, "not a whole number"),
        (years_backwards, "its years are 2023–2020"),
    ],
)
def test_an_indicator_that_fails_a_check_keeps_its_figures_and_the_operator_is_told(
    service, sotkanet, mirror, spoil, said
):
    service.rows[CHILD_POVERTY][2]["value"] = 99
    spoil(service)
    lines = []
    refused = actions.refresh(mirror, sotkanet, NEXT_DAY, lines.append)
    assert said in refused[CHILD_POVERTY]
    assert any(line.startswith("228 Lasten pienituloisuusaste: kept as it was") and said in line for line in lines)
    assert child_poverty(mirror)["own"].value == Decimal("12.7")
    assert mirror.get(Indicator, CHILD_POVERTY, populate_existing=True).fetched_on == FIRST_DAY


def test_one_bad_indicator_does_not_keep_the_others_from_coming(service, sotkanet, mirror):
    wrong_title(service)
    service.add(DIABETES, TITLES[DIABETES], {(TAMPERE, 2023): 10.7})
    refused = actions.refresh(mirror, sotkanet, NEXT_DAY, say=lambda line: None)
    assert CHILD_POVERTY in refused
    assert DIABETES not in refused
    (told,) = figures_for(mirror, municipality(mirror, "837"), [DIABETES]).values()
    assert told.figures[0].value == Decimal("10.7")


def test_a_service_that_is_down_changes_nothing(service, sotkanet, mirror):
    service.troubles = ["503"] * 1000
    with pytest.raises(SotkanetError):
        actions.refresh(mirror, sotkanet, NEXT_DAY, say=lambda line: None)
    assert child_poverty(mirror)["own"].value == Decimal("12.7")


def test_passing_troubles_give_the_same_figures(service, sotkanet, mirror):
    service.troubles = ["503", "cut", "hang up", "break off", "cut"]
    assert CHILD_POVERTY not in actions.refresh(mirror, sotkanet, NEXT_DAY, say=lambda line: None)
    assert child_poverty(mirror)["own"].value == Decimal("12.7")


def test_areas_that_nobody_compares_are_not_kept(service, sotkanet, mirror):
    service.rows[CHILD_POVERTY].append(service.rows[CHILD_POVERTY][0] | {"region": EUROPE, "year": 2023})
    actions.refresh(mirror, sotkanet, NEXT_DAY, say=lambda line: None)
    assert mirror.get(StatisticalArea, EUROPE) is None
    assert mirror.get(StatisticalArea, COUNTRY) is not None


def test_an_area_of_the_register_that_sotkanet_has_renumbered_is_told(service, sotkanet, owner_session):
    service.regions = [area for area in service.regions if area["id"] != PIRKANMAA_COUNTY]
    lines = []
    actions.refresh(owner_session, sotkanet, FIRST_DAY, lines.append)
    assert any(line.startswith("Pirkanmaan hyvinvointialue: Sotkanet does not know its number") for line in lines)
    assert not any(line.startswith("Tampere:") for line in lines)


def test_a_count_without_a_value_is_a_figure_only_where_the_unit_is_a_count(service, sotkanet):
    people = {"code": "LKM", "title": {"fi": "Lukumäärä", "sv": "Antal", "en": ""}}
    service.add(127, TITLES[127], {(TAMPERE, 2022): 1, (PARGAS, 2022): 2}, primaryValueType=people)
    for number in (127, CHILD_POVERTY):
        del service.rows[number][0]["value"]
        service.rows[number][0]["absValue"] = 249009
    by_id = {each.metadata.id: each for each in collect(sotkanet, themes(), FIRST_DAY, print).series}
    tampere = {v.year: v.value for v in by_id[127].values if v.area_id == TAMPERE}
    assert tampere == {2022: Decimal(249009)}
    assert 2020 not in {v.year for v in by_id[CHILD_POVERTY].values if v.area_id == TAMPERE}


def test_our_own_unit_stands_where_the_source_says_only_number(service, sotkanet, owner_session):
    number = {"code": "LKM", "title": {"fi": "Lukumäärä"}}
    service.add(COSTS, TITLES[COSTS], {(TAMPERE, 2022): 270.1}, primaryValueType=number)
    actions.refresh(owner_session, sotkanet, FIRST_DAY, say=lambda line: None)
    (told,) = figures_for(owner_session, municipality(owner_session, "837"), [COSTS]).values()
    assert told.unit == {"fi": "Euroa / asukas", "sv": "Euro / invånare"}


@pytest.mark.parametrize("age_group", ["all", "children", "youth", "working_age", "older"])
def test_every_part_of_a_report_has_indicators_with_a_judged_direction(age_group):
    assert len(indicators_of(age_group)) >= 3
    directions = {theme.direction for theme in themes() if theme.age_group == age_group}
    assert directions <= {"higher_better", "lower_better", "neutral"}


def test_an_indicator_stands_in_one_part_only():
    numbers = [theme.indicator_id for theme in themes()]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("plane", ["tenant", "door", "staff", "worker"])
def test_everybody_reads_figures_and_only_the_owner_writes_them(engines, plane):
    with Session(getattr(engines, plane)) as session:
        assert session.scalar(select(func.count()).select_from(StatisticalArea)) is not None
        with pytest.raises(ProgrammingError, match="permission denied"):
            session.execute(text("DELETE FROM indicator_value"))
