"""What an indicator is to a statistician, whether it is the mirror's or stands frozen in an edition. Pure."""

from dataclasses import replace
from typing import Protocol

from app.statistics.measures import Direction, Measure, Method
from app.statistics.periods import Period, PeriodKind
from app.statistics.trend import Trend

PER = {"PROS": 100, "PER1000": 1000, "PER10000": 10_000, "PER100000": 100_000}
"""How many inhabitants a figure of the unit is for, by Sotkanet's code of the unit."""


class Judged(Protocol):
    """An indicator with what is judged of it."""

    unit_code: str
    unit_fi: str
    decimals: int
    direction: str
    method: str
    period_kind: str


def measure_of(indicator: Judged) -> Measure:
    """What tests may be made of its figures. Where the unit is for no number of people there is no interval."""
    per = PER.get(indicator.unit_code)
    return Measure(
        method=Method(indicator.method) if per else Method.NONE,
        direction=Direction(indicator.direction),
        decimals=indicator.decimals,
        per=per or 1,
        period_kind=PeriodKind(indicator.period_kind),
    )


def trend_measure_of(indicator: Judged) -> Measure:
    """The same for a trend: euros of each year rise with prices, so neither way of theirs is said to be good or bad."""
    measure = measure_of(indicator)
    return replace(measure, direction=Direction.NEUTRAL) if is_money(indicator) else measure


def is_money(indicator: Judged) -> bool:
    """Whether its figures are sums of money, in the prices of their own years."""
    return indicator.unit_code == "EUR" or "euro" in indicator.unit_fi.lower()


def period_label(indicator: Judged, year: int) -> str:
    """The time that a figure of this year is about: "2023", or "2023–2024" for a school year."""
    return Period(year, PeriodKind(indicator.period_kind)).label


def years_of(indicator: Judged, trend: Trend) -> tuple[str, str] | None:
    """The first year and the last that a trend is about, whatever a period's length; None where no test was made."""
    if trend.method is None:
        return None
    first, last = (period_label(indicator, year) for year in (trend.first_year, trend.last_year))
    return first.split("–")[0], last.split("–")[-1]
