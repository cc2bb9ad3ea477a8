"""Better, similar or worse: said by a test alone. Without one a figure is higher, lower or equal, and has no colour.

There are no ranks: a place in a list moves by chance as much as the figures do.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.statistics.intervals import Interval, interval
from app.statistics.measures import Measure, Method, Point


class Outcome(StrEnum):
    """How a municipality's figure stands to another."""

    BETTER = "better"
    WORSE = "worse"
    SIMILAR = "similar"
    HIGHER = "higher"
    LOWER = "lower"
    EQUAL = "equal"
    UNAVAILABLE = "unavailable"


class Reason(StrEnum):
    """Why there was no test."""

    NO_METHOD = "no_method"
    """The indicator is of a kind that has no interval."""
    NO_COUNT = "no_count"
    """There is no absolute count behind a figure."""
    NO_INTERVAL = "no_interval"
    """The interval cannot be worked out, for example because the figure is zero."""
    OTHER_PERIOD = "other_period"
    """The two figures are of different years."""
    MISSING = "missing"
    """One of the figures is not there."""


COLOURED = frozenset({Outcome.BETTER, Outcome.WORSE, Outcome.SIMILAR, Outcome.HIGHER, Outcome.LOWER})


@dataclass(frozen=True)
class Comparison:
    """`interval` is the municipality's own, wherever there is one; `reason` is None where a test was made."""

    outcome: Outcome
    is_tested: bool
    reason: Reason | None
    interval: Interval | None

    @property
    def has_colour(self) -> bool:
        """Whether it may be coloured: higher and lower, which judge nothing, in the colour of the neutral."""
        return self.is_tested and self.outcome in COLOURED


def compare_with_area(measure: Measure, own: Point | None, area: Point | None) -> Comparison:
    """A municipality and its county, region or the country: its 95 % interval against the area's value.

    So does Fingertips; the area's own chance is small beside the municipality's and is left out.
    """
    value = float(area.value) if area else None
    return _compared(measure, own, area, Interval(value, value) if area else None)


def compare_with_municipality(measure: Measure, own: Point | None, other: Point | None) -> Comparison:
    """Two municipalities: different where their 95 % intervals do not overlap.

    That is stricter than a test of the difference (Schenker & Gentleman 2001, Am Stat 55:182–186), which suits many
    comparisons side by side.
    """
    return _compared(measure, own, other, interval(measure, other) if other else None)


def _compared(measure: Measure, own: Point | None, other: Point | None, theirs: Interval | None) -> Comparison:
    ours = interval(measure, own) if own else None
    if own is None or other is None:
        return Comparison(Outcome.UNAVAILABLE, False, Reason.MISSING, ours)
    reason = _obstacle(measure, own, other, ours, theirs)
    if reason:
        return Comparison(_seen(measure, own, other), False, reason, ours)
    return Comparison(_tested(measure, ours, theirs), True, None, ours)


def _obstacle(
    measure: Measure, own: Point, other: Point, ours: Interval | None, theirs: Interval | None
) -> Reason | None:
    if own.year != other.year:
        return Reason.OTHER_PERIOD
    if measure.method == Method.NONE:
        return Reason.NO_METHOD
    lacking = [point for point, bounds in ((own, ours), (other, theirs)) if bounds is None]
    if any(point.count is None for point in lacking):
        return Reason.NO_COUNT
    return Reason.NO_INTERVAL if lacking else None


def _seen(measure: Measure, own: Point, other: Point) -> Outcome:
    """What a reader sees, in the decimals they see."""
    ours, theirs = round(own.value, measure.decimals), round(other.value, measure.decimals)
    if ours == theirs:
        return Outcome.EQUAL
    return Outcome.HIGHER if ours > theirs else Outcome.LOWER


def _tested(measure: Measure, ours: Interval, theirs: Interval) -> Outcome:
    if ours.lower <= theirs.upper and theirs.lower <= ours.upper:
        return Outcome.SIMILAR
    higher = ours.lower > theirs.upper
    good = measure.direction.is_good(higher=higher)
    if good is None:
        return Outcome.HIGHER if higher else Outcome.LOWER
    return Outcome.BETTER if good else Outcome.WORSE
