"""Axes: where they begin and end, and the round numbers on them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

FLAT = 0.6
ROUND = (1, 2, 5, 10)


@dataclass(frozen=True)
class Axis:
    """From the first tick to the last, which enclose every value; `decimals` is how many the ticks are written with."""

    ticks: tuple[Decimal, ...]
    decimals: int

    def place(self, value: float | Decimal, start: float, end: float) -> float:
        """Where a value lies between two ends of the picture."""
        low, high = float(self.ticks[0]), float(self.ticks[-1])
        return start + (float(value) - low) / (high - low) * (end - start)


def starts_at_zero(low: float | Decimal, high: float | Decimal) -> bool:
    """Whether an axis of amounts from `low` to `high` begins at zero.

    It does unless that would flatten what the chart shows: only where the amount nearest to zero is at least 60 % of
    the farthest one does the axis begin at a round number near the data, which the caller then says in words. A
    single amount has nothing that could be flattened.
    """
    near, far = sorted((abs(float(low)), abs(float(high))))
    return float(low) * float(high) <= 0 or low == high or near < FLAT * far


def amounts(values: Sequence[float | Decimal], decimals: int) -> Axis:
    """An axis of amounts: shares, rates, counts, changes."""
    low, high = float(min(values)), float(max(values))
    if starts_at_zero(low, high):
        low, high = min(low, 0.0), max(high, 0.0)
    return positions([low, high], decimals)


def positions(values: Sequence[float | Decimal], decimals: int, most: int = 6) -> Axis:
    """An axis on which places are compared and not lengths, so it may begin anywhere. At most about `most` ticks, which
    are never finer than figures with these decimals can be.
    """
    low, high = float(min(values)), float(max(values))
    if low == high:
        low, high = low - 10.0**-decimals, high + 10.0**-decimals
    factor, exponent = _step((high - low) / (most - 1), decimals)
    first, last = (round_off(end / factor / 10.0**exponent) for end, round_off in ((low, _floor), (high, _ceil)))
    ticks = tuple(Decimal(number * factor).scaleb(exponent) for number in range(first, last + 1))
    return Axis(ticks, max(0, -exponent))


def _step(roughly: float, decimals: int) -> tuple[int, int]:
    """(1, 2 or 5, power of ten) of the round step that is nearest above."""
    exponent = math.floor(math.log10(roughly))
    factor = next((each for each in ROUND if each * 10.0**exponent >= roughly * (1 - 1e-9)), 10)
    if factor == 10:
        factor, exponent = 1, exponent + 1
    return (factor, exponent) if exponent >= -decimals else (1, -decimals)


def _floor(number: float) -> int:
    """Rounded down, but a hair below a whole number is that number: 0.3 / 0.1 is 2.9999999999999996."""
    return math.floor(number + 1e-9)


def _ceil(number: float) -> int:
    return math.ceil(number - 1e-9)
