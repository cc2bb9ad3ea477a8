"""Everything on the page of one indicator, in a constant number of queries: all of its series are asked for at once,
for the map, the strip and the medians need every municipality.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from app.indicators.areas import Area
from app.indicators.measuring import measure_of, trend_measure_of
from app.indicators.medians import Median, median_series
from app.indicators.models import Indicator
from app.indicators.series import Series, every_area
from app.statistics.comparison import Comparison, compare_with_area, compare_with_municipality
from app.statistics.measures import Measure, Point
from app.statistics.trend import Trend, trend

GENDERS = text("SELECT DISTINCT gender FROM indicator_series WHERE indicator_id = :indicator")
REVISIONS = text("""
    SELECT r.number, r.fetched_at, r.updated_on, r.changed_texts, r.changed_figures, r.withdrawn_figures, r.told,
           before.told AS told_before,
           coalesce((SELECT jsonb_object_agg(s.year, s.value) FROM superseded_figure s
                     WHERE s.indicator_id = r.indicator_id AND s.revision = r.number AND s.area_id = :area
                       AND s.gender = :gender), '{}') AS own_before
    FROM indicator_revision r
    LEFT JOIN indicator_revision before ON before.indicator_id = r.indicator_id AND before.number = r.number - 1
    WHERE r.indicator_id = :indicator
      AND (r.changed_figures > 0 OR r.withdrawn_figures > 0 OR cardinality(r.changed_texts) > 0)
    ORDER BY r.number DESC LIMIT 20
""")


@dataclass(frozen=True)
class Line:
    """One area over time; `medians` stand in for the years in which the source has no figure for it."""

    area: Area
    points: dict[int, Point]
    medians: dict[int, Median]

    def value(self, year: int) -> Decimal | None:
        """The source's figure, or the median."""
        if year in self.points:
            return self.points[year].value
        return self.medians[year].value if year in self.medians else None


@dataclass(frozen=True)
class IndicatorPage:
    """The own line is the first. `year` is the own latest, or the latest of any; None without figures."""

    indicator: Indicator
    measure: Measure
    gender: str
    genders: list[str]
    lines: list[Line]
    year: int | None
    comparisons: list[tuple[Line, Comparison]]
    trend: Trend
    spread: dict[int, Decimal]
    """The figures of all municipalities in that year, by their numbers in Sotkanet."""
    revisions: Sequence[Row]
    """Fetches that changed what had been told before, newest first; `own_before` are own figures by year."""

    @property
    def own(self) -> Point | None:
        """The municipality's figure in that year."""
        return self.lines[0].points.get(self.year)

    @property
    def years(self) -> list[int]:
        """Every year of which any line says something, newest first."""
        told = {year for line in self.lines for year in (*line.points, *line.medians)}
        return sorted(told, reverse=True)


def indicator_page(
    session: Session, indicator_id: int, areas: Sequence[Area], municipalities: frozenset[int], gender: str
) -> IndicatorPage | None:
    """None when it is not mirrored. The first of the areas is the own municipality."""
    indicator = session.get(Indicator, indicator_id)
    if indicator is None:
        return None
    measure = measure_of(indicator)
    genders = sorted(session.scalars(GENDERS, {"indicator": indicator_id}))
    gender = _shown_gender(gender, genders)
    series = every_area(session, indicator_id, gender)
    lines = [_line(area, series) for area in areas]
    year = max(lines[0].points, default=None) or _latest_of_any(series)
    asked = {"indicator": indicator_id, "area": areas[0].area_id, "gender": gender}
    return IndicatorPage(
        indicator=indicator,
        measure=measure,
        gender=gender,
        genders=genders,
        lines=lines,
        year=year,
        comparisons=[(line, _compared(measure, lines[0], line, year)) for line in lines[1:]],
        trend=trend(trend_measure_of(indicator), list(lines[0].points.values())),
        spread=_spread(series, municipalities, year),
        revisions=session.execute(REVISIONS, asked).all(),
    )


def _shown_gender(asked: str, genders: list[str]) -> str:
    """The one that is asked for, or else all together, or else the one of which alone there are figures."""
    return next((each for each in (asked, "total", *genders) if each in genders), asked)


def _line(area: Area, series: Mapping[int, Series]) -> Line:
    points = {point.year: point for point in series[area.area_id].points} if area.area_id in series else {}
    medians = median_series(series, area.members)
    return Line(area, points, {year: each for year, each in medians.items() if year not in points})


def _latest_of_any(series: Mapping[int, Series]) -> int | None:
    return max((each.latest.year for each in series.values()), default=None)


def _compared(measure: Measure, own: Line, other: Line, year: int | None) -> Comparison:
    value = other.value(year)
    against = other.points.get(year) or (Point(year, value, None) if value is not None else None)
    compare = compare_with_municipality if other.area.kind == "municipality" else compare_with_area
    return compare(measure, own.points.get(year), against)


def _spread(series: Mapping[int, Series], municipalities: frozenset[int], year: int | None) -> dict[int, Decimal]:
    if year is None:
        return {}
    found = {area_id: series[area_id].at(year) for area_id in municipalities & series.keys()}
    return {area_id: point.value for area_id, point in found.items() if point}
