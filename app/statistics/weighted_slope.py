"""The slope through figures of unequal certainty, and whether it can be told from none."""

from collections.abc import Sequence

CRITICAL = 9.5495
"""Chi-square, one degree of freedom, 99.8 %: about one flat series in 500 is called a trend."""

NEGLIGIBLE = 1e-9
"""A slope that is so small a part of another is zero but for the last digits of a float, and of neither sign."""


def weighted_slope(years: Sequence[int], values: Sequence[float], errors: Sequence[float]) -> tuple[int, float]:
    """Which way the figures go, 1, -1 or 0 where that cannot be told from chance, and the slope in units a year.

    Weighted least squares with weights 1/error², `errors` being standard errors; the slope's variance is then the
    inverse of the weighted sum of squares of the years. A way is told only where slope²/variance is above CRITICAL
    and the slope stays on its side with any one figure left out, so that no single year makes a trend. Source of the
    criteria: OHID, Fingertips public health technical guidance, trend markers.
    """
    points = list(zip(years, values, [error**-2 for error in errors], strict=True))
    slope, squares = _line(points)
    without_one = [_line(points[:place] + points[place + 1 :])[0] for place in range(len(points))]
    is_told = slope**2 * squares > CRITICAL and all(each / slope > NEGLIGIBLE for each in without_one)
    return ((slope > 0) - (slope < 0) if is_told else 0), slope


def _line(points: list[tuple[int, float, float]]) -> tuple[float, float]:
    """The slope, and the inverse of its variance. Reckoned from the first point, so that equal figures give zero."""
    first_year, first_value, _ = points[0]
    told = [(year - first_year, value - first_value, weight) for year, value, weight in points]
    whole = sum(weight for _, _, weight in told)
    middle = sum(weight * year for year, _, weight in told) / whole
    squares = sum(weight * (year - middle) ** 2 for year, _, weight in told)
    return sum(weight * (year - middle) * value for year, value, weight in told) / squares, squares
