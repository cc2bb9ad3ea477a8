"""What residents are told first of an edition's figures: only what a test has said, worries and joys by turns."""

from decimal import Decimal

import pytest

from app.residents.findings import chosen, findings_of
from app.statistics.comparison import Outcome
from tests.edition_contents import a_definition, area, content_with, yearly

STEADY, RISING, FALLING = (100, 100, 100, 100, 100), (100, 110, 121, 133, 146), (146, 133, 121, 110, 100)


def groups_of(content, most=9):
    return [each.group for each in chosen(findings_of(content), most)]


def test_worries_and_joys_take_turns_and_what_two_tests_say_comes_first():
    told = [
        a_definition(1, own=yearly(STEADY), country="10.0"),  # similar, no change: nothing to tell
        a_definition(2, own=yearly(STEADY), country="5.0"),
        a_definition(3, own=yearly(RISING), country="5.0"),
        a_definition(4, own=yearly(FALLING), country="20.0"),
        a_definition(5, own=yearly(RISING), country="20.0"),
        a_definition(6, own=yearly(STEADY), country="7.0"),
    ]
    assert groups_of(content_with(told)) == [
        "worse_and_worse", "better_and_better", "only_worse", "only_worse", "better_but_worse",
    ]  # fmt: skip
    numbers = [each.indicator["indicator"] for each in chosen(findings_of(content_with(told)), 4)]
    assert numbers == [3, 4, 2, 6]  # of two alike, the one that is further from the country comes first


def test_what_no_test_can_say_is_not_told():
    told = [
        a_definition(1, own=[[2024, "30.0", None]], country="5.0"),
        a_definition(2, own=yearly(STEADY), country="5.0", method="none"),
        a_definition(3, own=yearly(STEADY), country="5.0", direction="neutral"),
        a_definition(4, own=[], country="5.0"),
    ]
    found = findings_of(content_with(told))
    assert [each.indicator["indicator"] for each in found] == [1, 2, 3]
    assert [each.is_tested for each in found] == [False, False, True]
    assert chosen(found, 9) == [] and found[0].sentences("fi") == ""
    assert findings_of({"sections": []}) == []  # an edition of before figures were kept in it


def test_the_county_is_told_of_where_the_country_has_no_figure_of_the_year():
    told = a_definition(1, own=yearly(STEADY), country="5.0", county="30.0")
    next(each for each in told["series"] if each["area"]["kind"] == "country")["points"][0][0] = 2001
    (found,) = findings_of(content_with([told]))
    assert (found.area["kind"], found.other.value, found.facts.outcome) == ("county", Decimal("30.0"), Outcome.BETTER)


def test_only_figures_of_everybody_in_the_newest_revision_speak():
    old, new = (a_definition(1, own=yearly(STEADY), country=it, revision=of) for it, of in (("5.0", 1), ("20.0", 2)))
    women = {"gender": "female", "area": area("own"), "points": yearly(RISING)}
    new["series"].insert(0, women)
    (found,) = findings_of(content_with([old, new]))
    assert found.group == "only_better" and found.own.value == Decimal("10.0")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "fi",
            "Luku on huonompi kuin koko maassa (5,0\N{NO-BREAK SPACE}%), ja ero on tilastollisesti merkitsevä. "
            "Luku on noussut vuosina 2020–2024, ja kehitys on kielteistä.",
        ),
        (
            "sv",
            "Siffran är sämre än i hela landet (5,0\N{NO-BREAK SPACE}%), och skillnaden är statistiskt signifikant. "
            "Siffran har stigit åren 2020–2024, och utvecklingen är negativ.",
        ),
    ],
)
def test_a_finding_says_figure_comparison_and_years_in_words(language, told):
    (found,) = findings_of(content_with([a_definition(1, own=yearly(RISING), country="5.0")]))
    assert found.value(language) == "14,6\N{NO-BREAK SPACE}%" and found.facts.period == "2024"
    assert found.sentences(language) == told
