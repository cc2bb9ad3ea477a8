"""A municipality's profile: every indicator beside one comparison area, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Row, bindparam, text
from sqlalchemy.orm import Session

from app.indicators.areas import COUNTRY, Area
from app.indicators.measuring import measure_of, trend_measure_of
from app.indicators.medians import Median, medians_in
from app.indicators.series import NUMBERS, Series, series_of
from app.indicators.shown import shown_indicators
from app.statistics.comparison import Comparison, compare_with_area, compare_with_municipality
from app.statistics.measures import Measure, Point
from app.statistics.trend import Trend, trend

SPREADS = text("""
    SELECT asked.indicator, d.quantiles
    FROM unnest(:indicators, :years) AS asked (indicator, year)
    JOIN indicator_distribution d ON d.indicator_id = asked.indicator AND d.year = asked.year
""").bindparams(bindparam("indicators", type_=NUMBERS), bindparam("years", type_=NUMBERS))


@dataclass(frozen=True)
class ProfileRow:
    """One indicator: the own latest figure, the comparison area's of the same year, and what may be said of them."""

    indicator: Row
    measure: Measure
    own: Point | None
    other: Point | None
    median: Median | None
    """Worked out by us, where the source has no figure for the comparison area."""
    country: Decimal | None
    spread: list[Decimal] | None
    """All municipalities that year: least, lower fifth, median, upper fifth, greatest."""
    comparison: Comparison
    trend: Trend


def profile(session: Session, ids: Iterable[int], own: Area, other: Area) -> list[ProfileRow]:
    """In the order asked; what is not mirrored is left out."""
    ids = list(ids)
    known = shown_indicators(session, ids)
    areas = {area_id for area_id in (own.area_id, other.area_id, COUNTRY) if area_id}
    series = series_of(session, known, areas)
    years = {number: series[number, own.area_id].latest.year for number in known if (number, own.area_id) in series}
    spreads = _spreads(session, years)
    medians = medians_in(session, _without(series, years, other), other.members)
    return [
        _row(known[number], series, own, other, medians.get(number), spreads.get(number))
        for number in ids
        if number in known
    ]


def _without(series: dict[tuple[int, int], Series], years: dict[int, int], other: Area) -> dict[int, int]:
    """The indicators and years for which the source says nothing of the area."""
    found = {number: series.get((number, other.area_id)) for number in years}
    return {number: year for number, year in years.items() if not (found[number] and found[number].at(year))}


def _spreads(session: Session, years: dict[int, int]) -> dict[int, list[Decimal]]:
    asked = {"indicators": list(years), "years": list(years.values())}
    return {row.indicator: row.quantiles for row in session.execute(SPREADS, asked)}


def _row(
    indicator: Row,
    series: dict[tuple[int, int], Series],
    own: Area,
    other: Area,
    median: Median | None,
    spread: list[Decimal] | None,
) -> ProfileRow:
    measure = measure_of(indicator)
    mine = series.get((indicator.id, own.area_id))
    point = mine.latest if mine else None
    theirs = _in_year_of(point, series.get((indicator.id, other.area_id)))
    country = _in_year_of(point, series.get((indicator.id, COUNTRY)))
    against = theirs or (Point(point.year, median.value, None) if median else None)
    compare = compare_with_municipality if other.kind == "municipality" else compare_with_area
    return ProfileRow(
        indicator=indicator,
        measure=measure,
        own=point,
        other=theirs,
        median=None if theirs else median,
        country=country.value if country else None,
        spread=spread,
        comparison=compare(measure, point, against),
        trend=trend(trend_measure_of(indicator), mine.points if mine else []),
    )


def _in_year_of(point: Point | None, series: Series | None) -> Point | None:
    """A figure of another year would not be a comparison."""
    return series.at(point.year) if point and series else None
