"""A trend by the order of figures alone, for those of whose chance nothing is known."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from math import sqrt
from statistics import NormalDist, median

CRITICAL = NormalDist().inv_cdf(1 - 0.01 / 2)
"""Two-sided, 1 %."""


def mann_kendall(years: Sequence[int], values: Sequence[Decimal]) -> tuple[int, float]:
    """Which way the figures go, 1, -1 or 0 where that cannot be told from chance, and the slope in units a year.

    `years` ascend. Mann 1945 (Econometrica 13:245–259) and Kendall 1975 (Rank Correlation Methods): normal
    approximation, corrected for ties and for continuity. The slope is the median of those between all pairs (Sen 1968,
    J Am Stat Assoc 63:1379–1389).
    """
    pairs = combinations(zip(years, values, strict=True), 2)
    slope = median(float(later - earlier) / (then - once) for (once, earlier), (then, later) in pairs)
    found = score(values)
    way = (found > 0) - (found < 0)
    is_told = way and (abs(found) - 1) / sqrt(variance(values)) > CRITICAL
    return (way if is_told else 0), slope


def score(values: Sequence[Decimal]) -> int:
    """Of all pairs those that rise, less those that fall: Kendall's S."""
    return sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))


def variance(values: Sequence[Decimal]) -> float:
    """That of the score where there is no trend; zero where all values are equal."""
    ties = Counter(values).values()
    return (_part(len(values)) - sum(_part(count) for count in ties)) / 18


def _part(count: int) -> int:
    return count * (count - 1) * (2 * count + 5)
