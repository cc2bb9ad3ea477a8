"""Trends, against numpy, scipy and a published example."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from math import sqrt

import numpy
import pytest
import scipy  # its parts are loaded when they are asked for, by the one process that does
from hypothesis import assume, given
from hypothesis import strategies as st

from app.statistics import weighted_slope
from app.statistics.intervals import interval
from app.statistics.mann_kendall import mann_kendall, score, variance
from app.statistics.measures import Direction, Method
from app.statistics.periods import PeriodKind
from app.statistics.trend import Course, TrendMethod, Verdict, trend
from tests.measuring import a_counted_series, a_measure, a_point, a_series

LESS_IS_BETTER = a_measure()
MORE_IS_BETTER = a_measure(direction=Direction.HIGHER_BETTER)
NEUTRAL = a_measure(direction=Direction.NEUTRAL)
EUROS = a_measure(Method.NONE)
NO_TREND = (Course.CANNOT_BE_CALCULATED, None, 0)

TURNED = {Course.RISING: Course.FALLING, Course.FALLING: Course.RISING}
TURNED_VERDICT = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}
RISING_COUNTS = (400, 450, 500, 550, 600)

figures = st.decimals(1, 99, places=1)
decades = st.lists(figures, min_size=8, max_size=10)
counts = st.lists(st.integers(300, 700), min_size=5, max_size=5)
counts |= counts.map(sorted) | counts.map(lambda numbers: sorted(numbers, reverse=True))


def told(found):
    """Which course, by which test, of how many figures."""
    return found.course, found.method, found.points


# Five figures with intervals


@pytest.mark.parametrize(
    ("measure", "verdict"),
    [(LESS_IS_BETTER, Verdict.WORSE), (MORE_IS_BETTER, Verdict.BETTER), (NEUTRAL, Verdict.NEUTRAL)],
)
def test_a_rise_is_judged_by_the_direction(measure, verdict):
    found = trend(measure, a_counted_series(RISING_COUNTS, 10_000, measure))
    assert told(found) == (Course.RISING, TrendMethod.WEIGHTED_SLOPE, 5)
    assert (found.verdict, found.first_year, found.last_year) == (verdict, 2020, 2024)
    assert found.slope == pytest.approx(0.5, abs=0.01)


def test_the_critical_value_is_that_of_chi_square():
    assert pytest.approx(scipy.stats.chi2.ppf(0.998, 1), abs=5e-5) == weighted_slope.CRITICAL


def by_numpy(points, measure):
    """The same test by matrices: generalised least squares, chi-square, and each figure left out once."""
    bounds = [interval(measure, point) for point in points]
    weights = numpy.array([(3.92 / (each.upper - each.lower)) ** 2 for each in bounds])
    years = numpy.array([point.year for point in points], dtype=float)
    values = numpy.array([float(point.value) for point in points])
    design = numpy.column_stack([numpy.ones(5), years - 2020])

    def fit(kept):
        information = design[kept].T @ numpy.diag(weights[kept]) @ design[kept]
        covariance = numpy.linalg.inv(information)
        return (covariance @ design[kept].T @ (weights * values)[kept])[1], covariance[1, 1]

    slope, squared_error = fit(numpy.arange(5))
    without_one = [fit(numpy.delete(numpy.arange(5), left_out))[0] for left_out in range(5)]
    return slope, scipy.stats.chi2.sf(slope**2 / squared_error, 1), without_one


@given(counts, st.sampled_from([Method.PROPORTION, Method.RATE]))
def test_any_five_figures_get_the_answer_that_numpy_and_scipy_give(numbers, method):
    measure = a_measure(method, decimals=2)
    points = a_counted_series(numbers, 10_000, measure)
    slope, p, without_one = by_numpy(points, measure)
    assume(min(map(abs, without_one)) > 1e-9)
    is_significant = p < 0.002 and len({numpy.sign(each) for each in (slope, *without_one)}) == 1
    found = trend(measure, points)
    assert found.slope == pytest.approx(slope, rel=1e-6, abs=1e-9)
    assert (found.course != Course.NO_SIGNIFICANT_CHANGE) == is_significant
    if is_significant:
        assert found.course == (Course.RISING if slope > 0 else Course.FALLING)


def test_one_odd_year_makes_no_trend():
    # The last year alone lifts the line far beyond the critical value; without it the figures fall.
    points = a_counted_series((520, 515, 510, 505, 900), 10_000, LESS_IS_BETTER)
    slope, p, without_one = by_numpy(points, LESS_IS_BETTER)
    assert slope > 0
    assert p < 1e-6
    assert without_one[-1] < 0
    assert trend(LESS_IS_BETTER, points).course == Course.NO_SIGNIFICANT_CHANGE


def test_a_line_that_lies_flat_without_one_year_is_of_neither_sign():
    # Without the first year the others lie as in a mirror: the digits of a float may not decide.
    for per, decimals in ((100, 2), (1000, 1), (10_000, 0)):
        measure = a_measure(per=per, decimals=decimals)
        for numbers in ((300, 511, 591, 591, 511), (511, 591, 591, 511, 300)):
            found = trend(measure, a_counted_series(numbers, 10_000, measure))
            assert found.course == Course.NO_SIGNIFICANT_CHANGE


def test_the_same_percentages_in_a_small_municipality_are_no_trend():
    assert trend(LESS_IS_BETTER, a_counted_series((40, 45, 50, 55, 60), 1000, LESS_IS_BETTER)).course == (
        Course.NO_SIGNIFICANT_CHANGE
    )


def test_the_latest_five_decide_and_what_was_before_is_not_asked():
    before = a_counted_series((900, 800, 700), 10_000, LESS_IS_BETTER, last_year=2019)
    latest = a_counted_series(RISING_COUNTS, 10_000, LESS_IS_BETTER)
    assert trend(LESS_IS_BETTER, before + latest) == trend(LESS_IS_BETTER, latest)


def test_five_figures_of_every_other_year_are_a_trend_of_nine_years():
    yearly = a_counted_series(RISING_COUNTS, 10_000, LESS_IS_BETTER)
    found = trend(LESS_IS_BETTER, [replace(point, year=2024 - 2 * (2024 - point.year)) for point in yearly])
    assert (told(found), found.first_year) == ((Course.RISING, TrendMethod.WEIGHTED_SLOPE, 5), 2016)
    assert found.slope == pytest.approx(0.25, abs=0.01)


def test_a_missing_year_among_the_latest_five_is_not_bridged():
    points = a_counted_series((350, *RISING_COUNTS), 10_000, LESS_IS_BETTER)
    del points[3]
    assert told(trend(LESS_IS_BETTER, points)) == NO_TREND


@pytest.mark.parametrize("lacking", [0, 2, 4])
def test_one_figure_of_the_five_without_a_count_is_enough_to_leave_the_test(lacking):
    points = a_counted_series(RISING_COUNTS, 10_000, LESS_IS_BETTER)
    points[lacking] = replace(points[lacking], count=None)
    assert told(trend(LESS_IS_BETTER, points)) == NO_TREND


def test_where_the_five_have_intervals_the_order_of_the_decade_is_not_asked():
    rising = a_series([Decimal(each) / 10 for each in range(41, 51)])
    assert told(trend(LESS_IS_BETTER, rising)) == (Course.RISING, TrendMethod.MANN_KENDALL, 10)
    counted = [replace(point, count=Decimal(8)) for point in rising]
    assert told(trend(LESS_IS_BETTER, counted)) == (Course.NO_SIGNIFICANT_CHANGE, TrendMethod.WEIGHTED_SLOPE, 5)


# A decade of figures without


def test_a_published_example_has_the_score_and_the_deviate_that_were_printed():
    """J. Little, College of the Holy Cross, "A Mann-Kendall example (by hand)": S = 54, Z = 2.9058, one pair tied."""
    values = "12.9 14.8 13.2 15.7 13.8 15.6 12.9 11.0 17.3 15.9 19.0 18.3 20.1 21.7"
    values = [Decimal(value) for value in values.split()]
    assert score(values) == 54
    assert (score(values) - 1) / sqrt(variance(values)) == pytest.approx(2.9058, abs=5e-5)
    assert mann_kendall(range(14), values)[0] == 1


@given(st.lists(st.integers(0, 9).map(Decimal), min_size=8, max_size=10))
def test_any_decade_gets_the_answer_that_scipy_gives(values):
    years = range(2024 - len(values) + 1, 2025)
    numbers = [float(value) for value in values]
    found = trend(EUROS, a_series(values))
    assert found.slope == pytest.approx(scipy.stats.theilslopes(numbers, years).slope)
    if len(set(values)) == 1:
        assert found.course == Course.NO_SIGNIFICANT_CHANGE
        return
    pairs = len(values) * (len(values) - 1) / 2
    tied = sum(count * (count - 1) / 2 for count in Counter(values).values())
    by_scipy = scipy.stats.kendalltau(years, numbers, method="asymptotic")
    s = by_scipy.statistic * sqrt(pairs * (pairs - tied))
    assert score(values) == pytest.approx(s)
    if round(s):
        # scipy corrects for ties and not for continuity: its p gives the deviation back.
        deviation = abs(s) / scipy.stats.norm.isf(by_scipy.pvalue / 2)
        assert variance(values) == pytest.approx(deviation**2)
        p = 2 * scipy.stats.norm.sf((abs(s) - 1) / deviation)
        assert (found.course != Course.NO_SIGNIFICANT_CHANGE) == (p < 0.01)


@pytest.mark.parametrize(("years", "is_calculated"), [(7, False), (8, True), (10, True)])
def test_eight_figures_of_a_decade_are_the_fewest(years, is_calculated):
    found = trend(EUROS, a_series(range(100, 100 + years)))
    assert told(found) == ((Course.RISING, TrendMethod.MANN_KENDALL, years) if is_calculated else NO_TREND)
    assert found.slope == (1 if is_calculated else None)


def test_eight_figures_of_more_than_a_decade_are_too_few():
    every_other_year = a_series(range(100, 110), step=2)
    assert told(trend(EUROS, every_other_year)) == NO_TREND


def test_a_missing_year_of_the_decade_is_no_figure_and_the_slope_knows_its_place():
    points = [point for point in a_series(range(100, 110)) if point.year not in (2017, 2021)]
    found = trend(EUROS, points)
    assert (told(found), found.slope) == ((Course.RISING, TrendMethod.MANN_KENDALL, 8), 1)


@given(decades, st.lists(figures, max_size=12))
def test_what_was_before_the_decade_does_not_speak_for_today(latest, earlier):
    decade = a_series(latest)
    old = a_series(earlier, last_year=2014)
    assert trend(EUROS, [*old, *decade]) == trend(EUROS, decade)


# Both


@pytest.mark.parametrize("measure", [LESS_IS_BETTER, EUROS], ids=["counted", "euros"])
def test_a_constant_series_does_not_change(measure):
    points = a_counted_series([500] * 10, 10_000, measure)
    found = trend(measure, points)
    assert (found.course, found.verdict, found.slope) == (Course.NO_SIGNIFICANT_CHANGE, Verdict.NONE, 0)


@pytest.mark.parametrize("points", [[], [a_point("5.0", 50)], a_series([1, 2, 3, 4])])
def test_too_few_figures_are_said_to_be_too_few(points):
    found = trend(LESS_IS_BETTER, points)
    assert told(found) == NO_TREND
    assert (found.verdict, found.slope, found.first_year, found.last_year) == (Verdict.NONE, None, None, None)


def test_rolling_means_that_overlap_are_no_points_of_their_own():
    rolling = a_measure(period_kind=PeriodKind.THREE_YEARS)
    yearly = a_counted_series(range(300, 650, 25), 10_000, rolling)
    found = trend(rolling, yearly)
    assert (told(found), found.first_year) == ((Course.RISING, TrendMethod.WEIGHTED_SLOPE, 5), 2012)
    # Four that do not overlap are too few, and a decade holds no eight.
    assert told(trend(rolling, yearly[-12:])) == NO_TREND
    assert told(trend(a_measure(Method.NONE, period_kind=PeriodKind.THREE_YEARS), yearly)) == NO_TREND


def test_school_years_follow_each_other_and_do_not_overlap():
    school_years = a_measure(period_kind=PeriodKind.SCHOOL_YEAR)
    assert trend(school_years, a_counted_series(RISING_COUNTS, 10_000, school_years)).course == Course.RISING


@given(counts, st.permutations(range(5)))
def test_figures_may_come_in_any_order(numbers, order):
    points = a_counted_series(numbers, 10_000, LESS_IS_BETTER)
    assert trend(LESS_IS_BETTER, [points[place] for place in order]) == trend(LESS_IS_BETTER, points)


@given(counts | decades.map(lambda values: [int(value * 10) for value in values]))
def test_turning_the_direction_round_turns_the_verdict_round_and_nothing_else(numbers):
    for method in (Method.PROPORTION, Method.NONE):
        less, more, neutral = (
            trend(measure, a_counted_series(numbers, 10_000, measure))
            for measure in (a_measure(method, direction) for direction in Direction)
        )
        assert replace(less, verdict=Verdict.NONE) == replace(more, verdict=Verdict.NONE)
        assert more.verdict == TURNED_VERDICT.get(less.verdict, less.verdict)
        assert neutral.verdict in (Verdict.NEUTRAL, Verdict.NONE)
        has_course = less.course in (Course.RISING, Course.FALLING)
        assert has_course == (less.verdict in (Verdict.BETTER, Verdict.WORSE)) == (neutral.verdict == Verdict.NEUTRAL)


@given(decades)
def test_a_series_read_backwards_goes_the_other_way(values):
    there, back = trend(EUROS, a_series(values)), trend(EUROS, a_series(values[::-1]))
    assert back.course == TURNED.get(there.course, there.course)
    assert back.slope == pytest.approx(-there.slope)


@given(decades, st.integers(2, 1000))
def test_another_unit_changes_the_slope_alone(values, factor):
    one, many = trend(EUROS, a_series(values)), trend(EUROS, a_series([value * factor for value in values]))
    assert replace(many, slope=None) == replace(one, slope=None)
    assert many.slope == pytest.approx(one.slope * factor)


@given(counts)
def test_per_hundred_and_per_thousand_are_the_same_trend(numbers):
    percent, thousandths = a_measure(decimals=2), a_measure(decimals=1, per=1000)
    one = trend(percent, a_counted_series(numbers, 10_000, percent))
    ten = trend(thousandths, a_counted_series(numbers, 10_000, thousandths))
    assert replace(ten, slope=None) == replace(one, slope=None)
    assert ten.slope == pytest.approx(10 * one.slope, abs=1e-9)
