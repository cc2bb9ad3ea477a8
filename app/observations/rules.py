"""What a tested indicator says to a joy or a worry. Pure."""

import re
from enum import StrEnum

from app.statistics.comparison import Comparison, Outcome
from app.statistics.trend import Trend, Verdict

JOY, WORRY = "joy", "worry"
MOST_LINES = 100
BULLET = re.compile(r"^\s*(?:[-*•–·]|\d{1,2}[.)])\s+")


class Support(StrEnum):
    """Whether the figures are on the side of what was said."""

    SUPPORTED = "supported"
    NOT_SUPPORTED = "not_supported"
    CANNOT_TELL = "cannot_tell"


class Obstacle(StrEnum):
    """Why they cannot tell."""

    NO_INDICATOR = "no_indicator"
    NO_FIGURE = "no_figure"
    NO_TEST = "no_test"
    NOTHING_FOUND = "nothing_found"
    """Tested: no difference to the country and no change."""
    NEUTRAL = "neutral"
    """A difference or a change, but neither way of this indicator is good."""
    BOTH_WAYS = "both_ways"
    """Worse but getting better, or better but getting worse."""


def support(kind: str, comparison: Comparison, trend: Trend) -> tuple[Support, Obstacle | None]:
    """By tests alone: worse or getting worse supports a worry, better or getting better a joy."""
    is_better = comparison.outcome == Outcome.BETTER or trend.verdict == Verdict.BETTER
    is_worse = comparison.outcome == Outcome.WORSE or trend.verdict == Verdict.WORSE
    if is_better and is_worse:
        return Support.CANNOT_TELL, Obstacle.BOTH_WAYS
    if is_better or is_worse:
        return (Support.SUPPORTED if is_better == (kind == JOY) else Support.NOT_SUPPORTED), None
    return Support.CANNOT_TELL, _obstacle(comparison, trend)


def _obstacle(comparison: Comparison, trend: Trend) -> Obstacle:
    if comparison.outcome == Outcome.UNAVAILABLE and trend.method is None:
        return Obstacle.NO_FIGURE if comparison.interval is None else Obstacle.NO_TEST
    if not comparison.is_tested and trend.method is None:
        return Obstacle.NO_TEST
    differs = comparison.is_tested and comparison.outcome in (Outcome.HIGHER, Outcome.LOWER)
    return Obstacle.NEUTRAL if differs or trend.verdict == Verdict.NEUTRAL else Obstacle.NOTHING_FOUND


def lines_of(typed: str) -> list[str]:
    """What a group's meeting wrote down, one on each line, without the marks of a list."""
    lines = (" ".join(BULLET.sub("", line).split()) for line in typed.splitlines())
    return [line for line in lines if line]
