"""The search among all that Sotkanet has: stems, parts of words, both languages, numbers; words are only words."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.indicators.catalogue import BASKETS, MOST_FOUND, MOST_WORDS, every_basket, listed, search
from app.indicators.themes import themes
from tests.figures import an_indicator, area_of, listed_indicator, take_off_the_list
from tests.makers import a_municipality

AT_EASE = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def home(engines):
    """Who searches."""
    return a_municipality(engines)


@pytest.fixture(scope="module")
def numbers(engines):
    """Made-up indicators by a word of their own, so that figures of others are never found."""
    return {
        "children": listed_indicator(engines, "Zyxilasten hyvinvointi", "Zyxibarnens välfärd"),
        "many": listed_indicator(engines, "Zorkkien kuntien talot", "Zorkkernas hus i kommunerna"),
        "percent": listed_indicator(engines, "Zabba 50 % väestöstä", ""),
        "half": listed_indicator(engines, "Zabba 50 x väestöstä", ""),
        "line": listed_indicator(engines, "Zebba_alaviiva", ""),
        "no line": listed_indicator(engines, "Zebbaxalaviiva", ""),
        "slash": listed_indicator(engines, "Zibba\\kenoviiva", ""),
    }


@pytest.fixture
def found(home):
    """A function: the numbers that a search finds."""

    def ask(words, language="fi"):
        with home.session(read_only=True) as session:
            return [row.id for row in search(session, words, language)]

    return ask


@pytest.mark.parametrize(
    "word", ["zorkki", "Zorkkien", "ZORKEILLE", "zorkkien kunta", "taloissa zorkkien", "zorkkerna"]
)
def test_words_are_found_in_whatever_form_they_stand(found, numbers, word):
    assert numbers["many"] in found(word)


def test_lasten_finds_the_words_of_the_dictionary_s_stem_as_well(found):
    titles = {theme.indicator_id: theme.title_fi.lower() for theme in themes()}
    expected = {number for number, title in titles.items() if "lasten" in title.split() or "lasta" in title.split()}
    assert len(expected) >= 2
    assert expected <= set(found("lasten"))


@pytest.mark.parametrize("part", ["xilast", "zyxilasten hyvinv", "xibarn", "ZYXI"])
def test_a_part_of_a_compound_word_is_enough(found, numbers, part):
    assert found(part) == [numbers["children"]]


def test_swedish_words_find_what_a_finnish_page_lists(found, numbers):
    assert found("zyxibarnens välfärden") == [numbers["children"]]


def test_every_word_must_be_there_in_either_language(found, numbers):
    assert found("zyxilasten välfärd") == [numbers["children"]]
    assert found("zyxilasten zorkki") == []


def test_a_number_finds_its_indicator(found, numbers):
    assert found(str(numbers["line"])) == [numbers["line"]]
    assert 228 in found("228")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("zabba %", "percent"), ("zebba_", "line"), ("zibba\\k", "slash"), ("zabba x", "half")],
)
def test_percent_underscore_and_backslash_are_signs_like_others(found, numbers, typed, name):
    assert found(typed) == [numbers[name]]


@pytest.mark.parametrize("typed", ["", "   ", "\t\n"])
def test_nothing_asked_finds_nothing(found, typed):
    assert found(typed) == []


@AT_EASE
@given(typed=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=100))
def test_whatever_is_typed_finds_something_or_nothing(found, typed):
    assert len(found(typed)) <= MOST_FOUND


@pytest.mark.parametrize("typed", ["' OR 1=1 --", "zyxi & | ! ( ) :*", "zyxi'; DROP TABLE indicator", ":word0 %s {}"])
def test_what_means_something_to_a_database_means_nothing_here(found, typed):
    assert found(typed) == []


def test_words_beyond_the_first_eight_are_not_looked_at(found, numbers):
    assert found(" ".join(["zyxi"] * MOST_WORDS + ["zorkki"])) == [numbers["children"]]


def test_mirrored_ones_come_first_and_those_that_are_gone_last(engines, home, found):
    gone, here = listed_indicator(engines, "Zuppa a"), listed_indicator(engines, "Zuppa c")
    mirrored = an_indicator(engines, {area_of(home): {2023: 1}}, title={"fi": "Zuppa d", "sv": "Zuppsoppa"})
    take_off_the_list(engines, gone, date(2026, 2, 1))
    assert found("zuppa") == [mirrored, here, gone]


def test_the_order_is_that_of_the_reader_s_language_where_the_source_has_it(engines, found):
    first = listed_indicator(engines, "Zoppa 1", "Zoppa b")
    second = listed_indicator(engines, "Zoppa 2", "Zoppa a")
    third = listed_indicator(engines, "Zoppa 3", "")
    assert found("zoppa") == [first, second, third]
    assert found("zoppa", "sv") == [third, second, first]


def test_no_more_than_a_hundred_are_shown_and_all_are_counted(engines, home):
    for _ in range(MOST_FOUND + 1):
        listed_indicator(engines, "Zappatus")
    with home.session(read_only=True) as session:
        rows = search(session, "zappatus", "fi")
    assert (len(rows), rows[0].found) == (MOST_FOUND, MOST_FOUND + 1)


def test_a_listed_indicator_tells_whether_it_is_mirrored(home, numbers):
    with home.session(read_only=True) as session:
        told = listed(session, [228, numbers["line"], 999_999])
    assert {number: row.is_mirrored for number, row in told.items()} == {228: True, numbers["line"]: False}


def test_the_baskets_hold_every_shipped_indicator_once():
    baskets = every_basket()
    assert tuple(baskets) == BASKETS
    together = [number for numbers in baskets.values() for number in numbers]
    assert sorted(together) == sorted(theme.indicator_id for theme in themes())
