"""The official register: its files, its addresses, and the population that staff load."""

from collections import Counter

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tenants.municipalities import (
    County,
    Municipality,
    MunicipalityPopulation,
    Region,
    all_municipalities,
    alphabetical,
    latest_population,
    municipality_by_slug,
)
from tenants.population_file import BadPopulationFile, BadRow, load_population, population_rows
from tenants.register_file import RESERVED_WORDS, BadRegister, check_slugs, load_register, slug

HEADING = b"code,year,inhabitants,reference_date,source\n"


def counted(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_the_register_holds_the_country_of_2026(owner_session):
    assert counted(owner_session, Municipality) == 308
    assert counted(owner_session, County) == 21
    assert counted(owner_session, Region) == 19


def test_language_status_follows_the_decree(owner_session):
    statuses = Counter(owner_session.scalars(select(Municipality.language_status)))
    assert statuses == {"finnish": 259, "finnish_majority": 18, "swedish_majority": 15, "swedish": 16}


def test_the_act_applies_everywhere_but_in_aland(owner_session):
    outside = owner_session.scalars(select(Municipality).where(~Municipality.act_applies)).all()
    assert len(outside) == 16
    assert {each.region.name_sv for each in outside} == {"Åland"}
    assert {each.language_status for each in outside} == {"swedish"}
    assert all(each.county is None for each in outside)


def test_helsinki_has_no_county_and_no_other_mainland_municipality_is_without(owner_session):
    without = select(Municipality.name_fi).where(Municipality.county_code.is_(None), Municipality.act_applies)
    assert owner_session.scalars(without).all() == ["Helsinki"]


def test_an_address_word_finds_its_municipality_in_either_language(owner_session):
    assert municipality_by_slug(owner_session, "parainen").code == "445"
    assert municipality_by_slug(owner_session, "pargas").code == "445"
    assert municipality_by_slug(owner_session, "pargas").slug("fi") == "parainen"
    assert municipality_by_slug(owner_session, "pertunmaa") is None


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Äänekoski", "aanekoski"),
        ("Övertorneå", "overtornea"),
        ("S:t Karins", "st-karins"),
        ("Pedersören kunta", "pedersoren-kunta"),
        ("Mänttä-Vilppula", "mantta-vilppula"),
    ],
)
def test_address_words_are_plain_letters(name, word):
    assert slug(name) == word


def test_no_two_areas_share_an_address_word():
    one = {"name_fi": "Uusikylä", "slug_fi": "uusikyla", "slug_sv": "nyby"}
    other = {"name_fi": "Toinen", "slug_fi": "toinen", "slug_sv": "uusikyla"}
    with pytest.raises(BadRegister, match="Toinen and Uusikylä share an address"):
        check_slugs([one, other])


def test_an_area_cannot_take_the_address_of_a_page():
    word = next(iter(RESERVED_WORDS))
    with pytest.raises(BadRegister, match="the address of a page"):
        check_slugs([{"name_fi": "Uusikylä", "slug_fi": word, "slug_sv": word}])


def test_an_area_must_have_a_word_that_an_address_can_hold():
    with pytest.raises(BadRegister, match="cannot be written"):
        check_slugs([{"name_fi": "Ünö", "slug_fi": "üno", "slug_sv": "uno"}])


def test_letters_after_z_come_after_z():
    names = ["Östermark", "Åbo", "Ähtäri", "Ypäjä", "Akaa", "Äänekoski"]
    assert sorted(names, key=alphabetical) == ["Akaa", "Ypäjä", "Åbo", "Ähtäri", "Äänekoski", "Östermark"]


def test_the_list_is_sorted_by_the_readers_language(owner_session):
    swedish = [each.name("sv") for each in all_municipalities(owner_session, "sv")]
    finnish = [each.name("fi") for each in all_municipalities(owner_session, "fi")]
    assert swedish.index("Åbo") > swedish.index("Ypäjä")
    assert finnish.index("Turku") < finnish.index("Ypäjä")
    assert (finnish[0], finnish[-1]) == ("Akaa", "Äänekoski")


def test_loading_the_register_again_mends_what_differs_and_adds_nothing(owner_session):
    owner_session.get(Municipality, "445").name_fi = "Väärä"
    owner_session.flush()
    load_register(owner_session)
    owner_session.expire_all()
    assert owner_session.get(Municipality, "445").name_fi == "Parainen"
    assert counted(owner_session, Municipality) == 308


def test_population_comes_with_its_year_and_source(owner_session):
    population = latest_population(owner_session, "445")
    assert (population.inhabitants, population.year) == (14991, 2022)
    assert population.reference_date.isoformat() == "2022-12-31"
    assert "Sotkanet" in population.source
    assert counted(owner_session, MunicipalityPopulation) == 308


def test_loading_the_register_keeps_a_count_that_staff_corrected(owner_session):
    load_population(owner_session, population_rows(HEADING + b"445,2022,14990,2022-12-31,Tilastokeskus\n"))
    load_register(owner_session)
    assert latest_population(owner_session, "445").inhabitants == 14990


def test_staff_load_a_later_year(engines):
    told = b"445,2024,14950,2024-12-31,Tilastokeskus\n091,2024,684018,2024-12-31,Tilastokeskus\n"
    rows = population_rows(HEADING + told)
    with Session(engines.staff) as session:
        assert load_population(session, rows) == 2
        session.expire_all()
        assert latest_population(session, "445").inhabitants == 14950
        assert latest_population(session, "837").year == 2022
        session.rollback()


def test_a_spreadsheets_habits_are_understood():
    saved = "\ufeffcode;year;inhabitants;reference_date;source\r\n5;2024;9000;2024-12-31;Tilastokeskus\r\n".encode()
    (row,) = population_rows(saved)
    assert (row["code"], row["inhabitants"], row["source"]) == ("005", "9000", "Tilastokeskus")


def test_every_bad_row_is_named_and_nothing_is_stored(owner_session):
    content = HEADING + (
        b"445,2024,14950,2024-12-31,Tilastokeskus\n"
        b"999,2024,1,2024-12-31,Tilastokeskus\n"
        b"091,24,0,31.12.2024,\n"
        b"091,2024,7,2024-02-30,Tilastokeskus\n"
        b"837,2024,260000,2024-12-31,Tilastokeskus\n"
        b"837,2024,260001,2024-12-31,Tilastokeskus\n"
    )
    with pytest.raises(BadPopulationFile) as refused:
        load_population(owner_session, population_rows(content))
    assert refused.value.rows == (
        BadRow(3, "unknown_municipality"),
        BadRow(4, "bad_year"),
        BadRow(4, "bad_inhabitants"),
        BadRow(4, "bad_date"),
        BadRow(4, "missing_source"),
        BadRow(5, "bad_date"),
        BadRow(6, "twice"),
        BadRow(7, "twice"),
    )
    assert latest_population(owner_session, "445").year == 2022


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"code,year\n445,2024\n", "missing_column"),
        (b"", "missing_column"),
        (b"\xff\xfe\x00P", "not_text"),
    ],
)
def test_a_file_of_another_kind_is_refused_at_its_first_row(content, reason):
    with pytest.raises(BadPopulationFile) as refused:
        population_rows(content)
    assert refused.value.rows == (BadRow(1, reason),)


def test_a_file_without_rows_is_refused(owner_session):
    with pytest.raises(BadPopulationFile) as refused:
        load_population(owner_session, population_rows(HEADING))
    assert refused.value.rows == (BadRow(1, "empty"),)
