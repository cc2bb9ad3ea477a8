"""A panel as it is read: a chart over time and a table of the latest years, from what was kept alone. Pure: the words
come from the caller, for a text is not always in the page's language.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from app.charts.lines import Line, LineChart, line_chart
from app.indicators.rules import wording
from app.text_figures.rules import period
from app.web.numbers import day, number

MOST_YEARS = 10
"""A table's rows, unless more are wanted; the chart has all years."""


@dataclass(frozen=True)
class Panel:
    """One panel in one language; `_` is the catalogue's gettext in it."""

    facts: Mapping[str, Any]
    language: str
    _: Callable[[str], str]
    most_years: int = MOST_YEARS

    @property
    def title(self) -> str:
        """The indicator, with its unit where the title does not tell it."""
        title, unit = (wording(self.facts[name], self.language)[0] for name in ("title", "unit"))
        is_told = not unit or re.search(rf"(?<!\w){re.escape(unit)}(?!\w)", title, re.IGNORECASE)
        return title if is_told else f"{title}, {unit[0].lower()}{unit[1:]}"

    @property
    def language_of_title(self) -> str:
        """The other language where the indicator is named in that alone."""
        return wording(self.facts["title"], self.language)[1]

    @property
    def has_chart(self) -> bool:
        """Not where two periods begin in one year, which an axis of years cannot tell apart."""
        periods = self.facts.get("periods", {})
        return all(told["first_day"].startswith(f"{int(year):04}-") for year, told in periods.items())

    @property
    def areas(self) -> list[str]:
        """The columns of the table."""
        return [area["name"][self.language] for area in self.facts["areas"]]

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The same as columns of figures (`components/tables.html`)."""
        return [("numeric", name) for name in self.areas]

    @property
    def years(self) -> list[int]:
        """The rows of the table, newest first."""
        return sorted({year for points in self._points for year in points}, reverse=True)[: self.most_years]

    def period(self, year: int) -> str:
        """What a row is called."""
        return period(self.facts, year, self.language)

    def cells(self, year: int) -> list[str | None]:
        """One row: None where the source has no figure."""
        return [self._written(points[year]) if year in points else None for points in self._points]

    @property
    def source(self) -> str:
        """Where all this is from."""
        words = {
            "source": wording(self.facts["source"], self.language)[0],
            "day": day(date.fromisoformat(self.facts["fetched_on"]), self.language),
        }
        if "own_indicator" in self.facts:
            return self._("Source: %(source)s. Entered %(day)s.") % words
        return self._("Source: %(source)s. Fetched %(day)s.") % words

    @property
    def description(self) -> str:
        """What the chart shows, for those who do not see it: each area's first and latest figure."""
        told = zip(self.areas, self._points, strict=True)
        return " ".join(self._course(name, points) for name, points in told if points)

    def chart(self, prefix: str, for_print: bool = False) -> str:
        """As SVG; `prefix` is unique on its page."""
        lines = tuple(
            Line(name, tuple(sorted(points.items())), is_own=not place)
            for place, (name, points) in enumerate(zip(self.areas, self._points, strict=True))
        )
        years = {year for points in self._points for year in points}
        drawn = LineChart(
            prefix=prefix,
            title=self.title,
            description=self.description,
            lines=lines,
            decimals=self.facts["decimals"],
            language=self.language,
            unit=wording(self.facts["unit"], self.language)[0],
            labels={year: self.period(year) for year in years},
        )
        return line_chart(drawn, for_print)

    def _course(self, name: str, points: Mapping[int, Decimal]) -> str:
        first, last = min(points), max(points)
        words = {"area": name, "value": self._written(points[last]), "period": self.period(last)}
        if first == last:
            return self._("%(area)s: value %(value)s in %(period)s.") % words
        words |= {"first_value": self._written(points[first]), "first_period": self.period(first)}
        return self._("%(area)s: value %(first_value)s in %(first_period)s, %(value)s in %(period)s.") % words

    def _written(self, value: Decimal) -> str:
        return number(value, self.facts["decimals"], self.language)

    @cached_property
    def _points(self) -> list[dict[int, Decimal]]:
        return [{year: Decimal(value) for year, value in area["points"]} for area in self.facts["areas"]]
