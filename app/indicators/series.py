"""Series as pages and reports ask for them: one question for any number of indicators and areas.

Asked past the ORM: a profile is hundreds of series, and making objects that can be changed costs more than asking.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sqlalchemy import ARRAY, Integer, bindparam, text
from sqlalchemy.orm import Session

from app.statistics.measures import Point

NUMBERS = ARRAY(Integer)


@dataclass(frozen=True)
class Series:
    """The figures of one area from `first_year` on; None is a year without one."""

    first_year: int
    figures: list[Decimal | None]
    counts: list[Decimal | None] | None

    @cached_property
    def points(self) -> list[Point]:
        """The years that have a figure, from the first to the last."""
        return list(self._points())

    def _points(self) -> Iterator[Point]:
        counts = self.counts or [None] * len(self.figures)
        for year, (value, count) in enumerate(zip(self.figures, counts, strict=True), self.first_year):
            if value is not None:
                yield Point(year, value, count)

    @property
    def latest(self) -> Point:
        """The newest figure; a series without any is not stored."""
        return self.points[-1]

    def at(self, year: int) -> Point | None:
        """The figure of a year, if there is one."""
        place = year - self.first_year
        if not 0 <= place < len(self.figures) or self.figures[place] is None:
            return None
        return Point(year, self.figures[place], self.counts[place] if self.counts else None)


SERIES = text("""
    SELECT indicator_id, area_id, first_year, figures, counts FROM indicator_series
    WHERE indicator_id = ANY (:indicators) AND gender = :gender AND area_id = ANY (:areas)
""").bindparams(bindparam("indicators", type_=NUMBERS), bindparam("areas", type_=NUMBERS))

EVERY_AREA = text("""
    SELECT area_id, first_year, figures, counts FROM indicator_series
    WHERE indicator_id = :indicator AND gender = :gender
""")


def series_of(
    session: Session, indicators: Iterable[int], areas: Iterable[int], gender: str = "total"
) -> dict[tuple[int, int], Series]:
    """By indicator and area in Sotkanet's numbers; an area without any figure is left out."""
    asked = {"indicators": list(indicators), "areas": list(areas), "gender": gender}
    return {(row[0], row[1]): Series(*row[2:]) for row in session.execute(SERIES, asked)}


def every_area(session: Session, indicator: int, gender: str = "total") -> dict[int, Series]:
    """One indicator everywhere, by the area's number in Sotkanet."""
    rows = session.execute(EVERY_AREA, {"indicator": indicator, "gender": gender})
    return {row[0]: Series(*row[1:]) for row in rows}
