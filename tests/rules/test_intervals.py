"""95 % intervals, against published values and against scipy."""

from decimal import Decimal

import pytest
import scipy  # its parts are loaded when they are asked for, by the one process that does
from hypothesis import given
from hypothesis import strategies as st

from app.statistics.caution import is_small
from app.statistics.intervals import interval, interval_of_counts
from app.statistics.measures import Method
from tests.measuring import a_measure, a_point, published

PERCENT = a_measure()
RATE = a_measure(Method.RATE, per=1000)
KINDS = st.builds(
    a_measure,
    method=st.sampled_from([Method.PROPORTION, Method.RATE]),
    decimals=st.integers(0, 2),
    per=st.sampled_from([100, 1000, 10_000, 100_000]),
)


@pytest.mark.parametrize(
    ("count", "denominator", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_proportions_have_the_intervals_that_newcombe_printed(count, denominator, lower, upper):
    """Newcombe 1998, Stat Med 17:857–872, table I, method 3: the score interval without correction for continuity."""
    found = interval_of_counts(Method.PROPORTION, count, denominator, per=1)
    assert (round(found.lower, 4), round(found.upper, 4)) == (lower, upper)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_proportions_have_the_intervals_of_scipy(counted):
    count, denominator = counted
    expected = scipy.stats.binomtest(count, denominator).proportion_ci(0.95, method="wilson")
    found = interval_of_counts(Method.PROPORTION, count, denominator, per=100)
    assert (found.lower, found.upper) == pytest.approx((100 * expected.low, 100 * expected.high), abs=1e-9)
    assert 0 <= found.lower <= found.upper <= 100


def test_a_rate_has_byar_s_interval_as_others_print_it():
    """The Ruby package "byar" 1.0.0 gives for 100 observed and 90 expected, with z = 1.96, these limits."""
    found = interval_of_counts(Method.RATE, 100, 90, per=1)
    assert (found.lower, found.upper) == pytest.approx((0.9040199067, 1.3514260808), abs=1e-5)


@given(st.integers(0, 3000))
def test_byar_s_limits_are_a_few_hundredths_of_an_event_from_the_exact_ones(count):
    """The exact limits are quantiles of chi-square (Armitage & Berry, Statistical Methods in Medical Research)."""
    exact = scipy.stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0, scipy.stats.chi2.ppf(0.975, 2 * count + 2) / 2
    found = interval_of_counts(Method.RATE, count, 1, per=1)
    assert (found.lower, found.upper) == pytest.approx(exact, abs=0.03)


def test_nobody_counted_is_no_certainty_that_there_is_nobody():
    for method in (Method.PROPORTION, Method.RATE):
        found = interval_of_counts(method, 0, 1000, per=1000)
        assert found.lower == 0
        assert 3 < found.upper < 4


def test_a_denominator_that_is_not_told_is_taken_at_its_widest():
    # 50 people are 5.0 % of anything from 50 / 0.0505 to 50 / 0.0495.
    found = interval(PERCENT, a_point("5.0", 50))
    counted = (scipy.stats.binomtest(50, round(50 / share)) for share in (0.0505, 0.0495))
    fewest, most = (each.proportion_ci(method="wilson") for each in counted)
    assert found.lower == pytest.approx(100 * most.low, rel=1e-3)
    assert found.upper == pytest.approx(100 * fewest.high, rel=1e-3)


@given(KINDS, st.integers(1, 2000), st.integers(1, 200_000))
def test_the_widest_bounds_hold_the_interval_of_every_denominator_that_rounds_to_the_value(measure, count, denominator):
    if measure.method == Method.PROPORTION:
        count = min(count, denominator)
    point = published(count, denominator, measure)
    found = interval(measure, point)
    if found is None:
        assert point.value <= Decimal(10) ** -measure.decimals / 2
        return
    fewest = count if measure.method == Method.PROPORTION else 1
    for near in range(max(fewest, denominator - 25), denominator + 26):
        if published(count, near, measure).value == point.value:
            true = interval_of_counts(measure.method, count, near, measure.per)
            assert found.lower <= true.lower * (1 + 1e-9)
            assert true.upper <= found.upper * (1 + 1e-9)


@given(KINDS, st.integers(1, 2000), st.integers(2000, 200_000))
def test_the_value_lies_inside_its_interval(measure, count, denominator):
    point = published(count, denominator, measure)
    found = interval(measure, point)
    if found is not None:
        assert found.lower < point.value < found.upper or (found.upper == measure.per == point.value)


@given(st.integers(1, 2000), st.integers(2000, 200_000))
def test_the_same_figure_per_hundred_and_per_thousand_has_the_same_interval(count, denominator):
    percent, thousandths = a_measure(decimals=2), a_measure(decimals=1, per=1000)
    one = interval(percent, published(count, denominator, percent))
    ten = interval(thousandths, published(count, denominator, thousandths))
    if one is None:
        assert ten is None
    else:
        assert (ten.lower, ten.upper) == pytest.approx((10 * one.lower, 10 * one.upper), rel=1e-9)


def test_all_of_a_group_may_be_counted_and_no_more():
    everybody = interval(PERCENT, a_point("100.0", 30))
    assert 88 < everybody.lower < 89
    assert everybody.upper == 100
    assert interval(PERCENT, a_point("100.1", 30)) is None
    assert interval_of_counts(Method.PROPORTION, 31, 30, per=100) is None
    assert interval_of_counts(Method.RATE, 31, 30, per=100) is not None


@pytest.mark.parametrize(
    ("value", "count"),
    [("5.0", None), ("0.0", 0), ("0.0", 3), ("5.0", 0), ("-1.2", 40), ("5.0", -40), ("0.05", 3)],
)
@pytest.mark.parametrize("measure", [PERCENT, RATE], ids=["proportion", "rate"])
def test_what_cannot_be_worked_out_has_no_interval(measure, value, count):
    assert interval(measure, a_point(value, count)) is None


def test_a_count_that_is_no_whole_number_is_an_estimate_and_has_no_interval():
    assert interval_of_counts(Method.RATE, Decimal("12.5"), 1000, per=1000) is None
    assert interval_of_counts(Method.RATE, Decimal("12.0"), 1000, per=1000) is not None


def test_a_denominator_of_nothing_has_no_interval():
    assert interval_of_counts(Method.RATE, 0, 0, per=1000) is None
    assert interval_of_counts(Method.PROPORTION, 0, 0, per=100) is None


def test_euros_and_indices_have_no_interval():
    assert interval(a_measure(Method.NONE), a_point("5.0", 50)) is None
    assert interval_of_counts(Method.NONE, 50, 1000, per=100) is None


@pytest.mark.parametrize(
    ("inhabitants", "count", "is_warned"),
    [
        (5000, 20, False),
        (5000, 19, True),
        (4999, 20, True),
        (60_000, None, False),
        (None, 0, True),
        (None, None, False),
    ],
)
def test_a_reader_is_warned_of_figures_that_rest_on_few(inhabitants, count, is_warned):
    assert is_small(inhabitants, a_point("5.0", count)) is is_warned


def test_a_small_municipality_is_warned_of_where_there_is_no_figure_either():
    assert is_small(900, None)
    assert not is_small(90_000, None)
