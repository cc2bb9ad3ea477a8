"""How the figures of all municipalities lie, against numpy."""

from decimal import Decimal

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.statistics.distribution import class_limits, class_of, distribution, median, quantile

values = st.lists(st.decimals(-1000, 1000, places=1), min_size=1, max_size=60)


@given(values, st.floats(0, 1).map(lambda q: round(q, 4)))
def test_a_quantile_is_that_of_numpy(known, q):
    assert float(quantile(known, q)) == pytest.approx(numpy.quantile([float(value) for value in known], q), abs=1e-9)


@given(values)
def test_a_distribution_is_that_of_numpy(known):
    found = distribution(known)
    expected = numpy.quantile([float(value) for value in known], [0, 0.2, 0.5, 0.8, 1])
    told = [found.minimum, found.lower_fifth, found.median, found.upper_fifth, found.maximum]
    assert [float(value) for value in told] == pytest.approx(list(expected), abs=1e-9)
    assert found.count == len(known)
    assert found.median == median(known)


def test_figures_stay_exact():
    known = [Decimal(value) for value in ("0.1", "0.3", "0.2")]
    assert median(known) == Decimal("0.2")
    assert quantile(known, 0.2) == Decimal("0.14")


def test_without_figures_there_is_no_distribution():
    assert distribution([]) is None
    for question in (median, class_limits):
        with pytest.raises(ValueError, match="no values"):
            question([])


def test_a_hundred_and_one_figures_fall_into_five_classes_of_a_fifth():
    limits = class_limits([Decimal(value) for value in range(101)])
    assert limits == (20, 40, 60, 80)
    classes = [class_of(Decimal(value), limits) for value in range(101)]
    assert [classes.count(each) for each in range(5)] == [21, 20, 20, 20, 20]


def test_a_figure_on_a_limit_belongs_to_the_class_below():
    limits = tuple(map(Decimal, (20, 40, 60, 80)))
    told = [class_of(Decimal(value), limits) for value in ("-5", "20", "20.1", "40", "80", "80.1", "900")]
    assert told == [0, 0, 1, 1, 3, 4, 4]


def test_many_zeros_are_together_in_the_lowest_class():
    known = [Decimal(0)] * 70 + [Decimal(value) for value in range(1, 31)]
    limits = class_limits(known)
    assert limits[:3] == (0, 0, 0)
    assert class_of(Decimal(0), limits) == 0
    assert class_of(Decimal(1), limits) == 3


@given(values)
def test_a_greater_figure_is_never_in_a_lower_class_and_the_lowest_class_is_never_empty(known):
    limits = class_limits(known)
    classes = [class_of(value, limits) for value in sorted(known)]
    assert classes == sorted(classes)
    assert classes[0] == 0


@given(st.lists(st.decimals(-1000, 1000, places=1), min_size=5, max_size=60, unique=True))
def test_different_figures_fill_all_classes_almost_alike(known):
    limits = class_limits(known)
    classes = [class_of(value, limits) for value in known]
    sizes = [classes.count(each) for each in range(5)]
    assert max(sizes) - min(sizes) <= 1
