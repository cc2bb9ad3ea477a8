"""A municipality's profile: its latest figures beside one area, and nothing said that no test supports."""

from decimal import Decimal

import pytest

from app.indicators.areas import COUNTRY
from app.indicators.finder import GROUPS, found
from app.indicators.profile import profile
from app.indicators.themes import themes
from app.statistics.comparison import Outcome, Reason
from app.statistics.trend import Course, Verdict
from tests.figures import HIGHER, LOWER, NEUTRAL, PROPORTION, an_indicator, listed_indicator, register_of
from tests.makers import a_municipality

EVERY_THEME = [theme.indicator_id for theme in themes()]
FALLING = {2020 + back: (30 - 5 * back, 3000 - 500 * back) for back in range(5)}
"""From 30 % of ten thousand people to 10 %."""

RISING = {2020 + back: (10 + 5 * back, 1000 + 500 * back) for back in range(5)}


@pytest.fixture(scope="module")
def home(engines):
    """Its figures are made up in each test; nothing else of it changes."""
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
def rows_of(home, everybody):
    """A function: the profile's rows of these indicators beside an area."""

    def ask(*numbers, beside="country"):
        mine, other = everybody.areas_of(home.facts.municipality_code, [beside])
        with home.session(read_only=True) as session:
            return profile(session, numbers, mine, other)

    return ask


def neighbours_in(everybody, home, kind, count):
    """Numbers of municipalities of the same area, the own one left out."""
    area = everybody.shared_by(home.facts.municipality_code)[kind]
    own = everybody.by_code[home.facts.municipality_code].sotkanet_region_id
    return sorted(area.members - {own})[:count]


def test_the_comparison_is_made_in_the_municipality_s_own_latest_year_even_when_the_area_has_a_later_one(
    engines, rows_of, own
):
    number = an_indicator(engines, {own: {2022: 1, 2023: 2}, COUNTRY: {2022: 3, 2023: 4, 2024: 5}})
    (row,) = rows_of(number)
    assert (row.own.year, row.own.value, row.other.year, row.other.value) == (2023, 2, 2023, 4)
    assert row.country == 4


def test_another_year_s_figure_is_never_a_comparison(engines, rows_of, own):
    number = an_indicator(engines, {own: {2023: (2, 20)}, COUNTRY: {2022: 3, 2024: 5}}, method=PROPORTION)
    (row,) = rows_of(number)
    assert (row.other, row.median, row.country) == (None, None, None)
    assert (row.comparison.outcome, row.comparison.reason) == (Outcome.UNAVAILABLE, Reason.MISSING)


def test_where_the_source_has_no_figure_for_the_county_the_median_of_its_municipalities_stands_in(
    engines, rows_of, home, everybody, own
):
    one, two, three, four = neighbours_in(everybody, home, "county", 4)
    figures = {own: {2024: 9}, one: {2024: 1}, two: {2024: 4}, three: {2023: 100}, four: {2024: "4.5"}}
    (row,) = rows_of(an_indicator(engines, figures), beside="county")
    assert row.other is None
    assert (row.median.municipalities, row.median.value) == (4, Decimal("4.25"))
    assert row.comparison.outcome == Outcome.HIGHER


def test_no_median_is_worked_out_where_the_source_has_the_area_s_own_figure(engines, rows_of, home, everybody, own):
    county = everybody.shared_by(home.facts.municipality_code)["county"].area_id
    others = {each: {2024: 1} for each in neighbours_in(everybody, home, "county", 4)}
    (row,) = rows_of(an_indicator(engines, others | {own: {2024: 9}, county: {2024: 7}}), beside="county")
    assert (row.other.value, row.median) == (7, None)


def test_two_municipalities_make_no_median(engines, rows_of, home, everybody, own):
    """Least of all the own one alone, which would be compared with itself."""
    alone = an_indicator(engines, {own: {2024: 9}})
    two = an_indicator(engines, {own: {2024: 9}, neighbours_in(everybody, home, "county", 1)[0]: {2024: 1}})
    assert [row.median for row in rows_of(alone, two, beside="county")] == [None, None]


def test_the_group_of_municipalities_has_medians_only(engines, rows_of, home, everybody, own):
    others = {each: {2024: 3} for each in neighbours_in(everybody, home, "group", 2)}
    (row,) = rows_of(an_indicator(engines, others | {own: {2024: 9}, COUNTRY: {2024: 7}}), beside="group")
    assert (row.other, row.median.municipalities, row.median.value, row.country) == (None, 3, 3, 7)


def test_the_rows_come_in_the_order_asked_and_what_is_not_mirrored_is_left_out(engines, rows_of):
    listed = listed_indicator(engines, "Ei peilissä")
    assert [row.indicator.id for row in rows_of(683, listed, 228, 999_999)] == [683, 228]


def test_an_indicator_without_a_figure_of_the_municipality_says_so_and_is_compared_with_nothing(engines, rows_of):
    (row,) = rows_of(an_indicator(engines, {COUNTRY: {2024: 5}}, method=PROPORTION, direction=LOWER))
    assert (row.own, row.other, row.median, row.spread) == (None, None, None, None)
    assert (row.comparison.outcome, row.trend.course) == (Outcome.UNAVAILABLE, Course.CANNOT_BE_CALCULATED)


def test_the_spread_is_that_of_all_municipalities_in_the_same_year(engines, rows_of, everybody, own):
    others = dict(zip(sorted(everybody.numbers - {own})[:4], (1, 2, 3, 4), strict=True))
    figures = {area: {2023: value, 2024: 1000} for area, value in others.items()}
    (row,) = rows_of(an_indicator(engines, figures | {own: {2023: 5}, COUNTRY: {2023: 99}}))
    assert row.spread == [Decimal(value) for value in ("1", "1.8", "3", "4.2", "5")]


@pytest.mark.parametrize(
    ("direction", "outcome", "verdict"),
    [
        (LOWER, Outcome.BETTER, Verdict.BETTER),
        (HIGHER, Outcome.WORSE, Verdict.WORSE),
        (NEUTRAL, Outcome.LOWER, Verdict.NEUTRAL),
    ],
)
def test_what_is_better_depends_on_the_direction_and_a_neutral_indicator_is_never_judged(
    engines, rows_of, own, direction, outcome, verdict
):
    number = an_indicator(engines, {own: FALLING, COUNTRY: {2024: 20}}, method=PROPORTION, direction=direction)
    (row,) = rows_of(number)
    assert (row.comparison.outcome, row.trend.course, row.trend.verdict) == (outcome, Course.FALLING, verdict)
    assert row.comparison.is_tested


def test_the_same_difference_without_counts_is_only_higher_or_lower_and_says_why(engines, rows_of, own):
    number = an_indicator(engines, {own: {2024: 10}, COUNTRY: {2024: 20}}, method=PROPORTION, direction=LOWER)
    (row,) = rows_of(number)
    assert (row.comparison.outcome, row.comparison.reason) == (Outcome.LOWER, Reason.NO_COUNT)
    assert not row.comparison.has_colour


@pytest.mark.parametrize("beside", ["country", "county", "region", "group", "091"])
def test_no_row_of_a_real_profile_has_a_colour_or_a_judgement_without_a_test(rows_of, beside):
    rows = rows_of(*EVERY_THEME, beside=beside)
    assert len(rows) == len(EVERY_THEME)
    for row in rows:
        judged = row.comparison.outcome in (Outcome.BETTER, Outcome.WORSE, Outcome.SIMILAR)
        assert row.comparison.is_tested or not (judged or row.comparison.has_colour), row.indicator.title_fi
        assert row.comparison.is_tested == (row.comparison.reason is None)
        assert row.comparison.interval or not row.comparison.is_tested
        assert not (row.indicator.direction == NEUTRAL and row.comparison.outcome in (Outcome.BETTER, Outcome.WORSE))
        assert not (row.indicator.direction == NEUTRAL and row.trend.verdict in (Verdict.BETTER, Verdict.WORSE))
        assert row.trend.method or row.trend.verdict == Verdict.NONE
    assert {row.comparison.is_tested for row in rows} == {True, False}


def test_the_finder_puts_each_indicator_into_one_group_and_only_what_a_test_has_said(engines, rows_of, own):
    def number(figures, country, direction=LOWER, method=PROPORTION):
        return an_indicator(engines, {own: figures, COUNTRY: {2024: country}}, method=method, direction=direction)

    steady = dict.fromkeys(range(2020, 2025), (10, 1000))
    expected = {
        "worse_and_worse": [number(RISING, 20)],
        "better_and_better": [number(FALLING, 20)],
        "better_but_worse": [number(RISING, 50)],
        "worse_but_better": [number(FALLING, 5)],
        "only_worse": [number(steady, 5), number(RISING, 30)],
        "only_better": [number(steady, 50), number({2024: (10, 1000)}, 50)],
    }
    silent = [number(steady, 10), number(RISING, 20, NEUTRAL), number({2024: 30}, 20)]
    silent.append(number(RISING, 20, LOWER, "none"))
    groups = found(rows_of(*(each for numbers in expected.values() for each in numbers), *silent))
    assert {name: [row.indicator.id for row in rows] for name, rows in groups.items()} == expected
    assert list(groups)[:4] == list(GROUPS)
