"""Measures and figures for the rules of statistics."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from app.statistics.measures import Direction, Measure, Method, Point
from app.statistics.periods import PeriodKind


def a_measure(
    method: Method = Method.PROPORTION,
    direction: Direction = Direction.LOWER_BETTER,
    decimals: int = 1,
    per: int = 100,
    period_kind: PeriodKind = PeriodKind.YEAR,
) -> Measure:
    """A percentage of which less is better, unless told otherwise."""
    return Measure(method, direction, decimals, per, period_kind)


def a_point(value: str, count: int | None = None, year: int = 2024) -> Point:
    """A figure as the source gives it."""
    return Point(year, Decimal(value), None if count is None else Decimal(count))


def published(count: int, denominator: int, measure: Measure, year: int = 2024) -> Point:
    """The figure that a source rounds and publishes without its denominator."""
    return Point(year, round(Decimal(count) * measure.per / denominator, measure.decimals), Decimal(count))


def a_series(values: Iterable[str | int | Decimal], last_year: int = 2024, step: int = 1) -> Sequence[Point]:
    """Figures without counts, equally spaced, the last of them of `last_year`."""
    values = list(values)
    first_year = last_year - step * (len(values) - 1)
    return [Point(first_year + step * place, Decimal(value), None) for place, value in enumerate(values)]


def a_counted_series(counts: Iterable[int], denominator: int, measure: Measure, last_year: int = 2024) -> list[Point]:
    """Yearly figures out of the same denominator, with their counts."""
    counts = list(counts)
    return [
        published(count, denominator, measure, last_year - len(counts) + 1 + place)
        for place, count in enumerate(counts)
    ]
