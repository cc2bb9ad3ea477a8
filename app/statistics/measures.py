"""What an indicator is to a statistician, and one figure of it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.statistics.periods import PeriodKind


class Method(StrEnum):
    """How chance moves the figure, and so which interval it has."""

    PROPORTION = "proportion"
    """So many of a group of people: each is counted or is not."""
    RATE = "rate"
    """Events that happen independently of each other, to a population."""
    NONE = "none"
    """Euros, indices, days, visits: nothing is known of their chance, so they have no interval."""


class Direction(StrEnum):
    """Which way is good; our own judgement, which the source does not have."""

    HIGHER_BETTER = "higher_better"
    LOWER_BETTER = "lower_better"
    NEUTRAL = "neutral"

    def is_good(self, *, higher: bool) -> bool | None:
        """Whether it is good to be higher (or else lower); None where nobody may say."""
        return None if self == Direction.NEUTRAL else higher == (self == Direction.HIGHER_BETTER)


@dataclass(frozen=True)
class Measure:
    """`decimals` are those the source rounds to; `per` is 100 for percent, else 1000, 10000 or 100000 inhabitants."""

    method: Method
    direction: Direction
    decimals: int
    per: int
    period_kind: PeriodKind


@dataclass(frozen=True)
class Point:
    """The figure of one area in the year that the source names. `count` is the absolute count behind it."""

    year: int
    value: Decimal
    count: Decimal | None
