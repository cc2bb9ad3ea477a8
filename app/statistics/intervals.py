"""95 % confidence intervals: between which values chance alone lets a figure move.

Proportions have Wilson's score interval without correction for continuity (Wilson 1927, J Am Stat Assoc 22:209–212),
rates Byar's approximation of the exact Poisson limits (Breslow & Day 1987, Statistical Methods in Cancer Research II,
IARC): the methods of OHID's Fingertips. Below ten events Fingertips turns to the exact limits, from which Byar's are
never further than a few hundredths of an event: one formula that can be checked by hand is kept for all.
"""

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from statistics import NormalDist

from app.statistics.measures import Measure, Method, Point

Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Interval:
    """In the unit of the value."""

    lower: float
    upper: float


def interval(measure: Measure, point: Point) -> Interval | None:
    """The widest interval that a published figure and its count allow.

    The source tells no denominator. A value v rounded to within h says that it is between count·per/(v + h) and
    count·per/(v − h): the lower bound is that of the greatest denominator, the upper bound that of the smallest, which
    for a proportion is never below the count. None where there is no count or no method, where the count is zero or no
    whole number (then it is a mean or an estimate), and where the value rounds to zero: the denominator has no end.
    """
    half = Decimal(10) ** -measure.decimals / 2
    if point.count is None or point.value <= half:
        return None
    total = point.count * measure.per
    smallest, greatest = total / (point.value + half), total / (point.value - half)
    if measure.method == Method.PROPORTION:
        smallest = max(smallest, point.count)
    low = interval_of_counts(measure.method, point.count, greatest, measure.per)
    high = interval_of_counts(measure.method, point.count, smallest, measure.per)
    return Interval(low.lower, high.upper) if low and high else None


def interval_of_counts(method: Method, count: Decimal | int, denominator: Decimal | int, per: int) -> Interval | None:
    """The interval of a figure whose denominator is known; a count of zero has one too.

    None where the method has none, and where no such count can be: below zero, no whole number, in a denominator of
    nothing, or, for a proportion, more than all.
    """
    if method == Method.NONE or denominator <= 0 or count < 0 or count % 1:
        return None
    if method == Method.RATE:
        return _byar(float(count), per / float(denominator))
    return _wilson(float(count), float(denominator), per) if count <= denominator else None


def _wilson(count: float, denominator: float, per: int) -> Interval:
    share = count / denominator
    middle = share + Z**2 / (2 * denominator)
    spread = Z * sqrt(share * (1 - share) / denominator + (Z / (2 * denominator)) ** 2)
    whole = 1 + Z**2 / denominator
    # Exact at none and at all, where a float would end beside the bound and part two figures that are the same.
    lower = (middle - spread) / whole if count else 0.0
    upper = (middle + spread) / whole if count < denominator else 1.0
    return Interval(per * lower, per * upper)


def _byar(count: float, unit: float) -> Interval:
    """`unit` is what one event adds to the value."""
    lower = count * (1 - 1 / (9 * count) - Z / (3 * sqrt(count))) ** 3 if count else 0.0
    more = count + 1
    upper = more * (1 - 1 / (9 * more) + Z / (3 * sqrt(more))) ** 3
    return Interval(unit * lower, unit * upper)
