"""The Sotkanet client against a real server with Sotkanet's habits and troubles."""

from datetime import date
from decimal import Decimal

import pytest

from app.indicators.sotkanet import ATTEMPTS, Sotkanet, SotkanetError
from tests.sotkanet_server import PARGAS, TAMPERE, a_sotkanet


@pytest.fixture
def service():
    with a_sotkanet() as running:
        running.add(228, "Lasten pienituloisuusaste", {(TAMPERE, 2022): 11.9, (TAMPERE, 2023): 12.7, (PARGAS, 2023): 0})
        yield running


@pytest.fixture
def sotkanet(service):
    return Sotkanet(service.url, "tuki@example.example", wait=0)


def test_the_client_says_who_is_asking(service, sotkanet):
    sotkanet.regions()
    assert service.agents == {"welfare-report/0.1 (+tuki@example.example)"}


def test_years_and_genders_are_repeated_not_joined(service, sotkanet):
    sotkanet.values(228, [2022, 2023], ["total", "male"])
    assert service.asked == ["json?indicator=228&years=2022&years=2023&genders=total&genders=male"]


def test_figures_are_exact(sotkanet):
    values = sotkanet.values(228, [2022, 2023])
    assert [(v.area_id, v.year, v.value) for v in values] == [
        (TAMPERE, 2022, Decimal("11.9")),
        (TAMPERE, 2023, Decimal("12.7")),
        (PARGAS, 2023, Decimal("0")),
    ]


def test_a_missing_figure_is_an_absent_row(sotkanet):
    assert [v.area_id for v in sotkanet.values(228, [2022])] == [TAMPERE]


def test_a_year_without_figures_is_an_empty_list(sotkanet):
    assert sotkanet.values(228, [1999]) == []


def test_a_row_may_have_a_count_without_a_value(service, sotkanet):
    service.rows[228] = [{"indicator": 228, "region": TAMPERE, "year": 2023, "gender": "total", "absValue": 3035}]
    (value,) = sotkanet.values(228, [2023])
    assert (value.value, value.absolute_value) == (None, Decimal(3035))


def test_metadata_are_read_with_blank_texts_as_blank(service, sotkanet):
    service.metadata[228]["title"]["sv"] = " "
    told = sotkanet.metadata(228)
    assert told.title == {"fi": "Lasten pienituloisuusaste", "sv": ""}
    assert (told.unit_code, told.decimals, told.updated_on) == ("PROS", 1, date(2026, 5, 15))
    assert (told.first_year, told.last_year) == (2022, 2023)
    assert told.organisation["sv"] == "Statistikcentralen"


def test_a_names_stray_spaces_are_taken_away(sotkanet):
    names = {area.code: area.title["sv"] for area in sotkanet.regions()}
    assert names["8"] == "Birkalands välfärdsområde"


def test_an_id_without_metadata_is_no_error(sotkanet):
    assert sotkanet.metadata(322) is None


@pytest.mark.parametrize("trouble", ["503", "500", "429", "cut", "break off", "hang up"])
def test_a_passing_trouble_is_asked_again(service, sotkanet, trouble):
    service.troubles = [trouble] * (ATTEMPTS - 1)
    assert len(sotkanet.values(228, [2022, 2023])) == 3


def test_a_lasting_trouble_is_told_after_the_last_attempt(service, sotkanet):
    service.troubles = ["503"] * 50
    with pytest.raises(SotkanetError, match="regions: status 503"):
        sotkanet.regions()
    assert len(service.asked) == ATTEMPTS


def test_a_refusal_is_not_asked_again(service, sotkanet):
    service.troubles = ["400", "400"]
    with pytest.raises(SotkanetError, match="status 400"):
        sotkanet.values(228, [2023])
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "row",
    [
        {"indicator": 228, "region": TAMPERE, "year": 2023, "gender": "total", "value": "12,7"},
        {"indicator": 228, "region": TAMPERE, "year": 2023, "gender": "total", "value": float("nan")},
        {"indicator": 228, "region": None, "year": 2023, "gender": "total", "value": 1},
        {"indicator": 229, "region": TAMPERE, "year": 2023, "gender": "total", "value": 1},
    ],
)
def test_a_row_that_makes_no_sense_is_an_error(service, sotkanet, row):
    service.rows[228] = [row]
    with pytest.raises(SotkanetError):
        sotkanet.values(228, [2023])


def test_an_answer_of_another_shape_is_an_error(service, sotkanet):
    service.regions = {"message": "maintenance"}
    with pytest.raises(SotkanetError, match="not a list"):
        sotkanet.regions()


def test_nobody_at_the_address_is_an_error(service):
    with pytest.raises(SotkanetError, match="regions"):
        Sotkanet("http://127.0.0.1:1/rest/1.1", "tuki@example.example", wait=0).regions()
