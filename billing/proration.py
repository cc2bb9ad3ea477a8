"""Parts of a year and parts of a sum: the licence runs by calendar years, and a part of a year is paid by days."""

from calendar import isleap
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import accumulate, pairwise

from billing.cents import half_up


def days_in(first_day: date, last_day: date) -> int:
    """How many days from the first to the last, both included."""
    return (last_day - first_day).days + 1


def prorated_cents(yearly_net_cents: int, first_day: date, last_day: date) -> int:
    """The price of a part of a calendar year, by days. A year's own days count: 365, or 366 in a leap year."""
    if not first_day <= last_day or first_day.year != last_day.year:
        raise ValueError(f"{first_day}-{last_day} is no part of a calendar year")
    days_in_year = 366 if isleap(first_day.year) else 365
    return half_up(Fraction(yearly_net_cents * days_in(first_day, last_day), days_in_year))


def split_cents(cents: int, weights: Sequence[int]) -> tuple[int, ...]:
    """A sum divided by weights, so that the parts add up to it exactly.

    The running total is rounded, not each part: every part is within a cent of its exact share, and what is left
    over or missing is never pushed into the last one.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError(f"a sum cannot be divided by {weights}")
    marks = [half_up(Fraction(cents * weight, whole)) for weight in accumulate(weights, initial=0)]
    return tuple(upper - lower for lower, upper in pairwise(marks))


def remaining_cents(net_cents: int, first_day: date, last_day: date, ends_on: date) -> int:
    """What to credit of a line when its service ends on a day: the share of the days after that one."""
    days = days_in(first_day, last_day)
    used = min(max(days_in(first_day, ends_on), 0), days)
    _, rest = split_cents(net_cents, (used, days - used))
    return rest
