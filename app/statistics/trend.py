"""Whether a series rises or falls, tested; what the tests cannot tell is said aloud.

Where the figures have intervals, the latest five decide, as on OHID's Fingertips ("recent trend"): a straight line,
each figure weighed by what chance leaves of it. (Fingertips tests proportions by their denominators, which our source
does not tell; they go the same way as all others here.) Where there are none, the latest ten years are tested by the
order of their figures alone. Periods that overlap tell partly of the same people and years: of these only every
second or third figure is a point.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.statistics.intervals import Interval, interval
from app.statistics.mann_kendall import mann_kendall
from app.statistics.measures import Measure, Point
from app.statistics.weighted_slope import weighted_slope

FIVE = 5
DECADE, FEWEST_IN_A_DECADE = 10, 8
"""A turn of long ago shall not speak for today, and fewer than eight figures can hardly be told from chance."""
WIDTH_IN_ERRORS = 3.92
"""A 95 % interval is as wide as so many standard errors."""


class Course(StrEnum):
    """Where the figures go."""

    RISING = "rising"
    FALLING = "falling"
    NO_SIGNIFICANT_CHANGE = "no_significant_change"
    CANNOT_BE_CALCULATED = "cannot_be_calculated"


class Verdict(StrEnum):
    """Whether that is good; NONE where they neither rise nor fall, as far as can be told."""

    BETTER = "better"
    WORSE = "worse"
    NEUTRAL = "neutral"
    NONE = "none"


class TrendMethod(StrEnum):
    """Which test spoke."""

    WEIGHTED_SLOPE = "weighted_slope"
    MANN_KENDALL = "mann_kendall"


@dataclass(frozen=True)
class Trend:
    """`slope` is in units of the value a year; years and `points` are those the test looked at, none without a test."""

    course: Course
    verdict: Verdict
    method: TrendMethod | None
    slope: float | None
    first_year: int | None
    last_year: int | None
    points: int


def trend(measure: Measure, points: Sequence[Point]) -> Trend:
    """The trend of one area's figures, of which there is at most one a year; a missing year is no point.

    If the latest five equally spaced figures (as far apart as the two latest) all have intervals, their test stands,
    whatever the other would say. Else eight figures or more of the latest ten years are tested by their order.
    """
    series = _apart(points, measure.period_kind.length)
    if five := _latest_five(series, measure):
        years, values = _columns([point for point, _ in five])
        errors = [(bounds.upper - bounds.lower) / WIDTH_IN_ERRORS for _, bounds in five]
        found = weighted_slope(years, [float(value) for value in values], errors)
        return _trend(measure, TrendMethod.WEIGHTED_SLOPE, years, *found)
    years, values = _columns([point for point in series if point.year > series[-1].year - DECADE])
    if len(years) >= FEWEST_IN_A_DECADE:
        return _trend(measure, TrendMethod.MANN_KENDALL, years, *mann_kendall(years, values))
    return Trend(Course.CANNOT_BE_CALCULATED, Verdict.NONE, None, None, None, None, 0)


def _apart(points: Sequence[Point], length: int) -> list[Point]:
    """The latest figure, and going back from it each whose time does not overlap a later one's; in order of time."""
    kept: list[Point] = []
    for point in sorted(points, key=lambda each: each.year, reverse=True):
        if not kept or kept[-1].year - point.year >= length:
            kept.append(point)
    return kept[::-1]


def _latest_five(series: list[Point], measure: Measure) -> list[tuple[Point, Interval]]:
    """With their intervals; empty unless all five are there and each has one."""
    if len(series) < FIVE:
        return []
    latest, step = series[-1].year, series[-1].year - series[-2].year
    years = {latest - step * back for back in range(FIVE)}
    five = [(point, interval(measure, point)) for point in series if point.year in years]
    return five if len(five) == FIVE and all(bounds for _, bounds in five) else []


def _columns(points: list[Point]) -> tuple[list[int], list[Decimal]]:
    return [point.year for point in points], [point.value for point in points]


def _trend(measure: Measure, method: TrendMethod, years: list[int], way: int, slope: float) -> Trend:
    course = {1: Course.RISING, -1: Course.FALLING, 0: Course.NO_SIGNIFICANT_CHANGE}[way]
    return Trend(course, _verdict(measure, way), method, slope, years[0], years[-1], len(years))


def _verdict(measure: Measure, way: int) -> Verdict:
    if not way:
        return Verdict.NONE
    good = measure.direction.is_good(higher=way > 0)
    if good is None:
        return Verdict.NEUTRAL
    return Verdict.BETTER if good else Verdict.WORSE
