"""An indicator as pages show it, past the ORM, and what it is to a statistician."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.indicators.models import Indicator
from app.statistics.measures import Direction, Measure, Method
from app.statistics.periods import Period, PeriodKind

PER = {"PROS": 100, "PER1000": 1000, "PER10000": 10_000, "PER100000": 100_000}
"""How many inhabitants a figure of the unit is for, by Sotkanet's code of the unit."""

IN_LISTS = (
    "id", "title_fi", "title_sv", "unit_code", "unit_fi", "unit_sv", "decimals", "direction", "method", "period_kind",
    "organisation_fi", "organisation_sv", "updated_on", "fetched_on", "last_year", "revision", "withdrawn_on",
)  # fmt: skip
SHOWN = select(*(Indicator.__table__.c[name] for name in IN_LISTS))


def shown_indicators(session: Session, ids: Iterable[int]) -> dict[int, Row]:
    """By number, without the long texts; a number that is not mirrored is left out."""
    rows = session.connection().execute(SHOWN.where(Indicator.__table__.c.id.in_(list(ids))))
    return {row.id: row for row in rows}


def measure_of(indicator: Row | Indicator) -> Measure:
    """What tests may be made of its figures. Where the unit is for no number of people there is no interval."""
    per = PER.get(indicator.unit_code)
    return Measure(
        method=Method(indicator.method) if per else Method.NONE,
        direction=Direction(indicator.direction),
        decimals=indicator.decimals,
        per=per or 1,
        period_kind=PeriodKind(indicator.period_kind),
    )


def trend_measure_of(indicator: Row | Indicator) -> Measure:
    """The same for a trend: euros of each year rise with prices, so neither way of theirs is said to be good or bad."""
    measure = measure_of(indicator)
    return replace(measure, direction=Direction.NEUTRAL) if is_money(indicator) else measure


def is_money(indicator: Row | Indicator) -> bool:
    """Whether its figures are sums of money, in the prices of their own years."""
    return indicator.unit_code == "EUR" or "euro" in indicator.unit_fi.lower()


def period_label(indicator: Row | Indicator, year: int) -> str:
    """The time that a figure of this year is about: "2023", or "2023–2024" for a school year."""
    return Period(year, PeriodKind(indicator.period_kind)).label
