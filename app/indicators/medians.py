"""The median of an area's municipalities, worked out by us where the source has no figure for the area itself.

It is not the area's own figure (a small municipality weighs as much as a large one), and every page says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from app.indicators.series import NUMBERS, Series
from app.statistics.distribution import median

FEWEST = 3
"""Of one or two municipalities there is no middle; the own one alone would be compared with itself."""

MEDIANS = text("""
    SELECT asked.indicator, count(*),
           percentile_cont(0.5) WITHIN GROUP (ORDER BY s.figures[asked.year - s.first_year + 1]) AS median
    FROM unnest(:indicators, :years) AS asked (indicator, year)
    JOIN indicator_series s ON s.indicator_id = asked.indicator AND s.gender = 'total' AND s.area_id = ANY (:members)
    WHERE s.figures[asked.year - s.first_year + 1] IS NOT NULL
    GROUP BY asked.indicator HAVING count(*) >= :fewest
""").bindparams(
    bindparam("indicators", type_=NUMBERS), bindparam("years", type_=NUMBERS), bindparam("members", type_=NUMBERS)
)


@dataclass(frozen=True)
class Median:
    """Of how many municipalities' figures, and what it is, unrounded."""

    municipalities: int
    value: Decimal


def medians_in(session: Session, years: Mapping[int, int], members: Iterable[int]) -> dict[int, Median]:
    """By indicator, each in its own year; members are municipalities' numbers in Sotkanet."""
    asked = {"indicators": list(years), "years": list(years.values()), "members": list(members), "fewest": FEWEST}
    rows = session.execute(MEDIANS, asked)
    return {row.indicator: Median(row.count, Decimal(str(row.median))) for row in rows}


def median_series(series: Mapping[int, Series], members: Iterable[int]) -> dict[int, Median]:
    """By year, of one indicator whose series of all areas are at hand."""
    by_year: dict[int, list[Decimal]] = {}
    for member in members:
        for point in series[member].points if member in series else ():
            by_year.setdefault(point.year, []).append(point.value)
    told = {year: values for year, values in sorted(by_year.items()) if len(values) >= FEWEST}
    return {year: Median(len(values), median(values)) for year, values in told.items()}
