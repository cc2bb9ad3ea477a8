"""Nearest neighbours are found from what the service really has: the register, inhabitants, two figures of Sotkanet."""

import pytest
from sqlalchemy import text

from app.indicators.areas import register
from app.indicators.choice_queries import DEPENDENCY, FAMILIES, nearest_neighbours
from tests.makers import a_municipality


@pytest.fixture(scope="module")
def home(engines):
    """Who asks."""
    return a_municipality(engines)


@pytest.fixture
def nearest_to(home):
    """A function: the nearest neighbours of a municipality."""

    def ask(code, count=5):
        with home.session(read_only=True) as session:
            return nearest_neighbours(session, register(session), code, count)

    return ask


@pytest.fixture(scope="module")
def everybody(home):
    """All municipalities."""
    with home.session(read_only=True) as session:
        return register(session)


@pytest.mark.parametrize("code", ["091", "837", "445", "478", "020"])
def test_the_nearest_come_first_never_the_municipality_itself_and_their_parts_add_up(nearest_to, code):
    found = nearest_to(code, 8)
    assert len({each.code for each in found}) == 8
    assert code not in {each.code for each in found}
    assert [each.distance for each in found] == sorted(each.distance for each in found)
    for each in found:
        assert sum(each.parts.values()) == pytest.approx(each.distance**2)


def test_every_municipality_has_neighbours_of_all_parts(everybody, nearest_to):
    for code in list(everybody.by_code)[::40]:
        assert set(nearest_to(code, 1)[0].parts) == {"size", "age", "urban", "language"}, code


def test_the_largest_cities_are_each_others_neighbours_and_swedish_ones_those_of_swedish_ones(nearest_to, everybody):
    larger_than_110_000 = {"049", "091", "092", "179", "297", "398", "564", "853"}
    assert {each.code for each in nearest_to("837", 3)} <= larger_than_110_000
    statuses = [everybody.by_code[each.code].language_status for each in nearest_to("893", 5)]
    assert statuses.count("swedish") + statuses.count("swedish_majority") >= 3


def test_the_two_figures_are_what_their_numbers_say(home):
    with home.session(read_only=True) as session:
        rows = session.execute(text("SELECT id, title_fi FROM indicator WHERE id IN (761, 179)")).all()
    titles = {row.id: row.title_fi.lower() for row in rows}
    assert "huoltosuhde" in titles[DEPENDENCY]
    assert "lapsiperhe" in titles[FAMILIES]


def test_a_municipality_whose_inhabitants_nobody_knows_has_no_neighbours(nearest_to):
    assert nearest_to("999") == []
