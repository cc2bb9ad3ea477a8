"""How the figures of all municipalities lie: the numbers behind a strip and the classes of a map."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

FIFTHS = (0.2, 0.4, 0.6, 0.8)


@dataclass(frozen=True)
class Distribution:
    """A fifth of the municipalities lie at or below `lower_fifth`, a fifth at or above `upper_fifth`."""

    count: int
    minimum: Decimal
    lower_fifth: Decimal
    median: Decimal
    upper_fifth: Decimal
    maximum: Decimal


def distribution(values: Iterable[Decimal]) -> Distribution | None:
    """None where no municipality has a figure."""
    known = sorted(values)
    if not known:
        return None
    fifths = class_limits(known)
    return Distribution(len(known), known[0], fifths[0], median(known), fifths[-1], known[-1])


def quantile(values: Iterable[Decimal], q: float) -> Decimal:
    """The value below which a share q (0 to 1) lies; between two values on the straight line that joins them.

    The commonest of the definitions (number 7 of Hyndman & Fan 1996, Am Stat 50:361–365), that of spreadsheets.
    Raises ValueError where there are no values.
    """
    known = sorted(values)
    if not known:
        raise ValueError("no values, no quantile")
    place = (len(known) - 1) * Decimal(str(q))
    below = int(place)
    above = min(below + 1, len(known) - 1)
    return known[below] + (known[above] - known[below]) * (place - below)


def median(values: Iterable[Decimal]) -> Decimal:
    """The value in the middle; raises ValueError where there are no values."""
    return quantile(values, 0.5)


def class_limits(values: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """The four limits between five classes of 20 % each, as on Sotkanet's own maps."""
    known = sorted(values)
    return tuple(quantile(known, q) for q in FIFTHS)


def class_of(value: Decimal, limits: Sequence[Decimal]) -> int:
    """0, the lowest fifth, to 4.

    A value on a limit belongs to the class below it, and where several limits are alike to the lowest of these: equal
    values are always in one class, and many zeros in the lowest, so that a class may hold more than a fifth or nobody.
    """
    return bisect_left(limits, value)
