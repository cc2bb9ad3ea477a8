"""What may be said of two figures side by side: no judgement without a test."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.statistics.comparison import Outcome, Reason, compare_with_area, compare_with_municipality
from app.statistics.intervals import interval
from app.statistics.measures import Direction, Method
from tests.measuring import a_measure, a_point

LESS_IS_BETTER = a_measure()
MORE_IS_BETTER = a_measure(direction=Direction.HIGHER_BETTER)
NEUTRAL = a_measure(direction=Direction.NEUTRAL)
JUDGING = {Outcome.BETTER, Outcome.WORSE}
MIRRORED = {Outcome.BETTER: Outcome.WORSE, Outcome.WORSE: Outcome.BETTER}
MIRRORED |= {Outcome.HIGHER: Outcome.LOWER, Outcome.LOWER: Outcome.HIGHER}

measures = st.builds(a_measure, st.sampled_from(Method), st.sampled_from(Direction), st.integers(0, 1))
figures = st.decimals(0, 101, places=1).map(str)
points = st.none() | st.builds(a_point, figures, st.none() | st.integers(0, 500), st.sampled_from([2023, 2024]))
ways = st.sampled_from([compare_with_area, compare_with_municipality])


@pytest.mark.parametrize(
    ("value", "count", "less_is_better", "more_is_better", "neutral"),
    [
        # Of about 1,000: the interval of 50 is 3.8 to 6.6, of 80 6.5 to 9.9, of 30 2.1 to 4.3.
        ("5.0", 50, Outcome.SIMILAR, Outcome.SIMILAR, Outcome.SIMILAR),
        ("8.0", 80, Outcome.WORSE, Outcome.BETTER, Outcome.HIGHER),
        ("3.0", 30, Outcome.BETTER, Outcome.WORSE, Outcome.LOWER),
    ],
)
def test_the_interval_against_the_area_s_value_judges_by_direction(
    value, count, less_is_better, more_is_better, neutral
):
    own, area = a_point(value, count), a_point("5.4")
    for measure, outcome in ((LESS_IS_BETTER, less_is_better), (MORE_IS_BETTER, more_is_better), (NEUTRAL, neutral)):
        found = compare_with_area(measure, own, area)
        assert (found.outcome, found.is_tested, found.reason) == (outcome, True, None)
        assert found.interval == interval(measure, own)
        assert found.has_colour


def test_an_area_needs_no_count_and_another_municipality_does():
    own, other = a_point("8.0", 80), a_point("5.0")
    assert compare_with_area(LESS_IS_BETTER, own, other).is_tested
    found = compare_with_municipality(LESS_IS_BETTER, own, other)
    assert (found.outcome, found.reason) == (Outcome.HIGHER, Reason.NO_COUNT)


def test_two_municipalities_differ_where_their_intervals_do_not_overlap():
    # 6.0 lies outside the interval of 8.0, but its own reaches into that.
    own, near, far = a_point("8.0", 80), a_point("6.0", 60), a_point("3.0", 30)
    assert compare_with_area(LESS_IS_BETTER, own, near).outcome == Outcome.WORSE
    assert compare_with_municipality(LESS_IS_BETTER, own, near).outcome == Outcome.SIMILAR
    assert compare_with_municipality(LESS_IS_BETTER, own, far).outcome == Outcome.WORSE
    assert compare_with_municipality(LESS_IS_BETTER, far, own).outcome == Outcome.BETTER


@pytest.mark.parametrize(
    ("measure", "own", "other", "outcome", "reason"),
    [
        (LESS_IS_BETTER, None, a_point("5.0", 50), Outcome.UNAVAILABLE, Reason.MISSING),
        (LESS_IS_BETTER, a_point("5.0", 50), None, Outcome.UNAVAILABLE, Reason.MISSING),
        (LESS_IS_BETTER, a_point("9.0", 90, 2023), a_point("5.0", 50), Outcome.HIGHER, Reason.OTHER_PERIOD),
        (a_measure(Method.NONE), a_point("9.0", 90), a_point("5.0", 50), Outcome.HIGHER, Reason.NO_METHOD),
        (LESS_IS_BETTER, a_point("4.9"), a_point("5.0", 50), Outcome.LOWER, Reason.NO_COUNT),
        (LESS_IS_BETTER, a_point("0.0", 0), a_point("5.0", 50), Outcome.LOWER, Reason.NO_INTERVAL),
    ],
)
def test_without_a_test_the_reason_is_told_and_nothing_is_judged(measure, own, other, outcome, reason):
    for compare in (compare_with_area, compare_with_municipality):
        found = compare(measure, own, other)
        assert (found.outcome, found.is_tested, found.reason, found.has_colour) == (outcome, False, reason, False)


def test_figures_that_look_equal_are_said_to_be_equal():
    found = compare_with_area(LESS_IS_BETTER, a_point("5.04"), a_point("4.96"))
    assert (found.outcome, found.has_colour) == (Outcome.EQUAL, False)


def test_the_own_interval_is_told_also_where_no_test_was_made():
    own = a_point("5.0", 50)
    for other in (None, a_point("4.0"), a_point("4.0", 40, 2022)):
        assert compare_with_municipality(LESS_IS_BETTER, own, other).interval == interval(LESS_IS_BETTER, own)


def test_everybody_here_and_everybody_there_are_similar():
    """A bound that a float puts beside 100 would make a difference out of nothing."""
    for count in range(1, 400):
        assert compare_with_area(LESS_IS_BETTER, a_point("100.0", count), a_point("100.0")).outcome == Outcome.SIMILAR


@given(ways, measures, points, points)
def test_there_is_no_colour_and_no_judgement_without_a_test(compare, measure, own, other):
    found = compare(measure, own, other)
    assert found.is_tested == (found.reason is None) == found.has_colour
    if not found.is_tested:
        assert found.outcome not in JUDGING | {Outcome.SIMILAR}
    assert (found.outcome == Outcome.UNAVAILABLE) == (own is None or other is None)


@given(ways, st.sampled_from(Method), points, points)
def test_a_neutral_indicator_is_never_better_or_worse(compare, method, own, other):
    assert compare(a_measure(method, Direction.NEUTRAL), own, other).outcome not in JUDGING


@given(ways, st.sampled_from(Method), points, points)
def test_turning_the_direction_round_turns_the_judgement_round_and_nothing_else(compare, method, own, other):
    less, more = (
        compare(a_measure(method, way), own, other) for way in (Direction.LOWER_BETTER, Direction.HIGHER_BETTER)
    )
    assert less.is_tested == more.is_tested
    turned = MIRRORED.get(less.outcome, less.outcome) if less.is_tested else less.outcome
    assert more.outcome == turned


@given(measures, points, points)
def test_two_municipalities_see_each_other_alike(measure, own, other):
    ours, theirs = compare_with_municipality(measure, own, other), compare_with_municipality(measure, other, own)
    assert theirs.outcome == MIRRORED.get(ours.outcome, ours.outcome)
    assert theirs.reason == ours.reason
