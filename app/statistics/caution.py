"""When to warn that a figure rests on few."""

from app.statistics.measures import Point

FEW = 20
"""Fewer than this are counted: chance moves a count n by about √n, so 19 by 23 % of itself, and two years in a row
easily differ by a third with nothing behind it."""
SMALL_MUNICIPALITY = 5_000
"""Fewer inhabitants than this: an age group or a year's events are few there even where the source tells no count."""


def is_small(inhabitants: int | None, point: Point | None) -> bool:
    """Whether chance moves the figure so much from year to year that a reader has to be told."""
    is_of_few = point is not None and point.count is not None and point.count < FEW
    return is_of_few or (inhabitants is not None and inhabitants < SMALL_MUNICIPALITY)
