"""What a municipality can be compared with: each area has its members, and what does not exist is left out."""

import pytest

from app.indicators.areas import COUNTRY, KINDS, MOST_MUNICIPALITIES, chosen_codes, register
from tests.figures import compare_with

HELSINKI, MARIEHAMN, PARGAS, TAMPERE = "091", "478", "445", "837"


@pytest.fixture
def everybody(municipality):
    """All municipalities at hand."""
    with municipality.session(read_only=True) as session:
        return register(session)


def kinds(areas):
    return [area.kind for area in areas]


def test_the_own_municipality_is_first_and_the_areas_come_in_the_order_asked(everybody):
    areas = everybody.areas_of(TAMPERE, ["group", HELSINKI, "country", "county", "region"])
    assert kinds(areas) == ["own", "group", "municipality", "country", "county", "region"]
    assert areas[0].names == {"fi": "Tampere", "sv": "Tammerfors"}


@pytest.mark.parametrize("code", [HELSINKI, MARIEHAMN])
def test_helsinki_and_aland_have_no_county(everybody, code):
    assert kinds(everybody.areas_of(code, KINDS)) == ["own", "country", "region", "group"]


def test_every_other_municipality_has_all_four_areas_and_is_a_member_of_each(everybody):
    for code, row in everybody.by_code.items():
        shared = everybody.shared_by(code)
        assert all(row.sotkanet_region_id in area.members for area in shared.values()), code
        assert ("county" in shared) == (code != HELSINKI and row.region_fi != "Ahvenanmaa"), code


@pytest.mark.parametrize("key", ["", "999", "own", "Tampere", "\0", TAMPERE])
def test_what_is_no_area_or_the_municipality_itself_is_left_out(everybody, key):
    assert kinds(everybody.areas_of(TAMPERE, [key, "country"])) == ["own", "country"]


def test_an_area_asked_for_twice_is_there_once(everybody):
    assert kinds(everybody.areas_of(TAMPERE, [HELSINKI, "country", HELSINKI])) == ["own", "municipality", "country"]


def test_the_country_has_every_municipality_and_the_group_those_of_the_same_kind(everybody):
    shared = everybody.shared_by(TAMPERE)
    assert (shared["country"].area_id, shared["country"].members) == (COUNTRY, everybody.numbers)
    urban = {row.sotkanet_region_id for row in everybody.by_code.values() if row.urban_group == 1}
    assert shared["group"].members == urban < everybody.numbers
    assert shared["group"].area_id is None, "the source has no figures for it"


def test_counties_do_not_overlap_and_leave_out_only_those_without_one(everybody):
    codes = everybody.by_code
    counties = {row.county_code: everybody.shared_by(code)["county"] for code, row in codes.items() if row.county_code}
    members = [number for area in counties.values() for number in area.members]
    assert len(counties) == 21
    assert len(members) == len(set(members)) == sum(1 for row in codes.values() if row.county_code)


@pytest.mark.parametrize("name", ["Parainen", "pargas", "  PARGAS ", "Par\tainen".replace("\t", "")])
def test_a_municipality_is_found_by_its_name_in_either_language(everybody, name):
    assert everybody.named(name) == PARGAS


@pytest.mark.parametrize("name", ["", "Atlantis", "Parai", "%", "445"])
def test_what_is_no_name_finds_nothing(everybody, name):
    assert everybody.named(name) is None


def test_names_follow_the_alphabet_of_the_north(everybody):
    finnish = [name for _, name in everybody.names("fi")]
    assert finnish.index("Akaa") < finnish.index("Ylöjärvi") < finnish.index("Äänekoski")
    assert "Åbo" in [name for _, name in everybody.names("sv")]


def test_the_municipality_s_own_choice_keeps_its_order(municipality):
    compare_with(municipality, TAMPERE, HELSINKI, PARGAS)
    with municipality.session(read_only=True) as session:
        assert chosen_codes(session) == [TAMPERE, HELSINKI, PARGAS]
    assert MOST_MUNICIPALITIES == 4
