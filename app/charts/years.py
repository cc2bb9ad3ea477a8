"""Years: how far apart a source's figures are, which of them lie side by side, and which are named on an axis."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

STEPS = (1, 2, 3, 4, 5, 10, 20, 50)


def interval(years: Collection[int]) -> int:
    """Years from one figure to the next, as far as the figures themselves tell: a survey made every second year lacks
    nothing. It takes three different years to tell a rhythm from a gap.
    """
    ordered = sorted(set(years))
    return min(after - before for before, after in pairwise(ordered)) if len(ordered) > 2 else 1


def runs(points: Iterable[tuple], step: int) -> list[list[tuple]]:
    """Points, each beginning with its year, cut wherever a year is missing."""
    found: list[list[tuple]] = []
    for point in sorted(points, key=lambda point: point[0]):
        if found and point[0] - found[-1][-1][0] <= step:
            found[-1].append(point)
        else:
            found.append([point])
    return found


def named_years(years: Collection[int], room: float) -> Sequence[int]:
    """At most about `room` of the years, evenly apart, counted back from the last one; the first too, if it fits."""
    first, last, step = min(years), max(years), interval(years)
    every = next((each * step for each in STEPS if (last - first) / (each * step) + 1 <= room), last - first + 1)
    named = list(range(last, first - 1, -every))
    if first not in named:
        if len(named) > 1 and named[-1] - first < every * 0.75:
            named.pop()
        named.append(first)
    return sorted(named)
