"""One indicator: every area over time, where the municipality lies among all, and how the source has revised it."""

from decimal import Decimal

import pytest

from app.indicators.areas import COUNTRY
from app.indicators.one_indicator import indicator_page
from app.statistics.comparison import Outcome
from app.statistics.measures import Method
from tests.figures import LOWER, PROPORTION, RATE, an_indicator, indicator_of_genders, register_of
from tests.makers import a_municipality

TITLE = {"fi": "Nimi ennen", "sv": "Namn förr", "en": ""}


@pytest.fixture(scope="module")
def home(engines):
    """Its figures are made up in each test."""
    return a_municipality(engines)


@pytest.fixture(scope="module")
def everybody(home):
    """All municipalities."""
    return register_of(home)


@pytest.fixture(scope="module")
def own(home, everybody):
    """Its number in Sotkanet."""
    return everybody.by_code[home.facts.municipality_code].sotkanet_region_id


@pytest.fixture
def page_of(home, everybody):
    """A function: the page of an indicator beside these areas."""

    def ask(number, *beside, gender="total"):
        areas = everybody.areas_of(home.facts.municipality_code, beside or ["country", "county", "group"])
        with home.session(read_only=True) as session:
            return indicator_page(session, number, areas, everybody.numbers, gender)

    return ask


def others_in(everybody, home, own, kind, count):
    area = everybody.shared_by(home.facts.municipality_code)[kind]
    return sorted(area.members - {own})[:count]


def outcomes(page):
    return {line.area.kind: comparison.outcome for line, comparison in page.comparisons}


def test_the_page_is_of_the_municipality_s_own_latest_year(engines, page_of, own):
    page = page_of(an_indicator(engines, {own: {2021: 1, 2022: 2}, COUNTRY: {2021: 5, 2024: 6}}))
    assert (page.year, page.own.value) == (2022, 2)
    assert outcomes(page)["country"] == Outcome.UNAVAILABLE, "the country's figure is of another year"
    assert page.years == [2024, 2022, 2021]


def test_without_an_own_figure_the_page_shows_the_latest_year_of_any_and_compares_nothing(engines, page_of):
    page = page_of(an_indicator(engines, {COUNTRY: {2021: 5, 2024: 6}}))
    assert (page.year, page.own) == (2024, None)
    assert set(outcomes(page).values()) == {Outcome.UNAVAILABLE}


def test_an_indicator_that_is_not_mirrored_has_no_page(page_of):
    assert page_of(999_999) is None


def test_a_missing_year_has_no_value_and_is_not_zero(engines, page_of, own):
    page = page_of(an_indicator(engines, {own: {2021: 1, 2023: 0}, COUNTRY: {2022: 3}}))
    assert [page.lines[0].value(year) for year in page.years] == [0, None, 1]


def test_a_median_stands_in_only_for_the_years_that_the_source_leaves_out(engines, page_of, home, everybody, own):
    region = everybody.shared_by(home.facts.municipality_code)["region"].area_id
    one, two = others_in(everybody, home, own, "region", 2)
    figures = {own: {2022: 1, 2023: 1}, one: {2022: 2, 2023: 5}, two: {2022: 9, 2023: 6}, region: {2022: 4}}
    line = page_of(an_indicator(engines, figures), "region").lines[1]
    assert (line.value(2022), line.value(2023)) == (4, 5)
    assert (set(line.points), set(line.medians)) == ({2022}, {2023})
    assert line.medians[2023].municipalities == 3


def test_another_municipality_never_gets_a_median(engines, page_of, own):
    page = page_of(an_indicator(engines, {own: {2023: 1}}), "091")
    assert (page.lines[1].points, page.lines[1].medians) == ({}, {})


def test_two_municipalities_differ_only_where_their_intervals_do_not_meet(engines, page_of, everybody, own):
    helsinki = everybody.by_code["091"].sotkanet_region_id

    def outcome(theirs):
        figures = {own: {2023: (10, 100)}, helsinki: {2023: theirs}}
        page = page_of(an_indicator(engines, figures, method=PROPORTION, direction=LOWER), "091")
        return page.comparisons[0][1].outcome

    assert outcome((30, 3000)) == Outcome.BETTER
    assert outcome((14, 70)) == Outcome.SIMILAR, "their interval reaches ours"
    assert outcome(14) == Outcome.LOWER, "without their count there is no test"


def test_only_municipalities_are_among_all_municipalities(engines, page_of, home, everybody, own):
    shared = everybody.shared_by(home.facts.municipality_code)
    other = others_in(everybody, home, own, "county", 1)[0]
    figures = {own: {2023: 1}, other: {2023: 2}, shared["county"].area_id: {2023: 3}, COUNTRY: {2023: 4}}
    assert page_of(an_indicator(engines, figures)).spread == {own: 1, other: 2}


def test_each_gender_has_its_own_figures_and_medians(engines, page_of, home, everybody, own):
    others = others_in(everybody, home, own, "group", 2)
    by_gender = {
        gender: {area: {2023: value + more} for more, area in enumerate([own, *others])}
        for gender, value in (("total", 10), ("female", 20), ("male", 30))
    }
    number = indicator_of_genders(engines, by_gender)
    for gender, value in (("total", 10), ("female", 20), ("male", 30)):
        page = page_of(number, "group", gender=gender)
        assert (page.gender, page.own.value, page.lines[1].value(2023)) == (gender, value, value + 1)
        assert page.genders == ["female", "male", "total"]


@pytest.mark.parametrize(("has", "asked", "shown"), [("total", "male", "total"), ("female", "total", "female")])
def test_a_gender_of_which_there_are_no_figures_gives_way_to_one_of_which_there_are(
    engines, page_of, own, has, asked, shown
):
    page = page_of(an_indicator(engines, {own: {2023: 1}}, gender=has), gender=asked)
    assert (page.gender, page.own.value) == (shown, 1)


def test_an_indicator_that_was_only_fetched_has_no_revisions_to_tell(engines, page_of, own):
    number = an_indicator(engines, {own: {2023: 1}})
    an_indicator(engines, {own: {2023: 1, 2024: 2}}, number=number)
    assert page_of(number).revisions == [], "a new year changes nothing that was told before"


def test_a_revision_tells_what_the_own_figure_was_before_and_the_old_title(engines, page_of, own):
    number = an_indicator(engines, {own: {2022: "1.5", 2023: 2}, COUNTRY: {2023: 5}}, title=TITLE)
    title = {"fi": "Nimi nyt", "sv": "Namn nu", "en": ""}
    an_indicator(engines, {own: {2022: 3}, COUNTRY: {2023: 6}}, number=number, title=title)
    (revision,) = page_of(number).revisions
    assert (revision.changed_figures, revision.withdrawn_figures, revision.changed_texts) == (2, 1, ["title"])
    assert {year: Decimal(str(value)) for year, value in revision.own_before.items()} == {
        "2022": Decimal("1.5"),
        "2023": Decimal(2),
    }
    assert revision.told_before["title"]["sv"] == "Namn förr"


def test_revisions_come_newest_first_and_those_of_the_other_gender_tell_no_figure_of_this_one(engines, page_of, own):
    def fetched(total, female, number=None):
        by_gender = {"total": {own: {2023: total}}, "female": {own: {2023: female}}}
        return indicator_of_genders(engines, by_gender, number=number)

    number = fetched(1, 1)
    fetched(1, 2, number)
    fetched(3, 2, number)
    newest, older = page_of(number).revisions
    assert (newest.own_before, older.own_before) == ({"2023": 1}, {})
    assert [each.own_before for each in page_of(number, gender="female").revisions] == [{}, {"2023": 1}]


def test_a_unit_that_is_for_no_number_of_people_has_no_interval_whatever_is_judged(engines, page_of, own):
    figures = {own: {2023: (5, 50)}, COUNTRY: {2023: 9}}
    euros = an_indicator(engines, figures, method=RATE, unit_code="LKM")
    thousands = an_indicator(engines, figures, method=RATE, unit_code="PER1000")
    assert page_of(euros).measure.method == Method.NONE
    assert page_of(euros).comparisons[0][1].interval is None
    assert page_of(thousands).comparisons[0][1].interval is not None
