"""The frame of a chart over years: light lines at round values, the years below, and where a figure lies in it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.charts.labels import width
from app.charts.palette import Palette
from app.charts.pieces import label
from app.charts.scales import Axis
from app.charts.years import named_years
from app.web.numbers import number

BELOW = 34
BETWEEN_YEARS = 26


@dataclass(frozen=True)
class Frame:
    """Edges in pixels; `years` are those of which anything is known."""

    left: float
    right: float
    top: float
    bottom: float
    axis: Axis
    years: Collection[int]
    palette: Palette

    def x(self, year: int) -> float:
        """Where a year lies; an only year lies where the last one would."""
        first, last = min(self.years), max(self.years)
        return self.right if first == last else self.left + (year - first) / (last - first) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Where a value lies."""
        return self.axis.place(value, self.bottom, self.top)

    def grid(self, language: str) -> str:
        """A line at each round value; that at zero is darker."""
        return "".join(self._grid_line(tick, number(tick, self.axis.decimals, language)) for tick in self.axis.ticks)

    def _grid_line(self, tick: float, text: str) -> str:
        colour = self.palette.grid if tick else self.palette.base
        line = f'<path d="M{self.left:.1f} {self.y(tick):.1f}H{self.right:.1f}" stroke="{colour}"/>'
        return line + label(self.left - 8, self.y(tick), text, "right")

    def below(self, labels: Mapping[int, str]) -> str:
        """The years, or the periods they stand for, as many as there is room for."""
        widest = max(width(labels.get(year, str(year))) for year in self.years)
        room = (self.right - self.left) / (widest + BETWEEN_YEARS) + 1
        named = [year for year in named_years(self.years, room) if year in labels or not labels]
        return "".join(self._year(year, labels.get(year, str(year))) for year in named)

    def _year(self, year: int, text: str) -> str:
        x = self.x(year)
        dash = f'<path d="M{x:.1f} {self.bottom}v5" stroke="{self.palette.base}"/>'
        return dash + label(x, self.bottom + 18, text, "middle")
