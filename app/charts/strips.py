"""All municipalities in one year as a strip of small strokes, the own one and the areas of comparison named on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from markupsafe import Markup

from app.charts.labels import lanes, shortened, width
from app.charts.palette import Palette, Style, palette
from app.charts.pieces import label, lettering, marker, picture
from app.charts.scales import positions
from app.web.numbers import number

WIDTH, ASIDE, STRIP_HEIGHT, LANE_HEIGHT, BELOW = 640, 24, 30, 22, 34
WIDEST_NAME = 260
# The white around a letter hides the thread that passes behind it.
HALO = ' paint-order="stroke" stroke="#ffffff" stroke-width="4" stroke-linejoin="round"'


@dataclass(frozen=True)
class Mark:
    """A named value on the strip."""

    name: str
    value: Decimal
    kind: Literal["own", "area"]


@dataclass(frozen=True)
class StripChart:
    """What is drawn, with its words; `values` are those of all municipalities, in any order."""

    prefix: str
    title: str
    description: str
    values: Sequence[Decimal]
    marks: Sequence[Mark]
    decimals: int
    language: str


def strip_chart(chart: StripChart, for_print: bool = False) -> Markup:
    """The strip; nothing where no municipality has a value. It compares places, not lengths: the axis need not begin at
    zero.
    """
    if not chart.values:
        return Markup()
    drawing = _Drawing(chart, palette(for_print))
    body = drawing.axis_below() + drawing.crowd() + drawing.threads() + drawing.marks()
    return picture(chart.prefix, chart.title, chart.description, (WIDTH, drawing.bottom + BELOW), body)


class _Drawing:
    """One strip on its way to the page."""

    def __init__(self, chart: StripChart, colours: Palette):
        self.chart, self.palette = chart, colours
        self.axis = positions([*chart.values, *(mark.value for mark in chart.marks)], chart.decimals, most=8)
        self.texts = [self._text(mark) for mark in chart.marks]
        self.places = [self.x(mark.value) for mark in chart.marks]
        self.boxes = [_box(place, width(text)) for place, text in zip(self.places, self.texts, strict=True)]
        self.lanes = lanes(self.places, self.boxes)
        self.top = LANE_HEIGHT * (max(self.lanes, default=-1) + 1) + 8
        self.bottom = self.top + STRIP_HEIGHT

    def _text(self, mark: Mark) -> str:
        return f"{shortened(mark.name, WIDEST_NAME)} {number(mark.value, self.chart.decimals, self.chart.language)}"

    def x(self, value: Decimal) -> float:
        """Where a value lies on the strip."""
        return self.axis.place(value, ASIDE, WIDTH - ASIDE)

    def axis_below(self) -> str:
        """A line with round values."""
        ticks = [(self.x(tick), number(tick, self.axis.decimals, self.chart.language)) for tick in self.axis.ticks]
        dashes = "".join(f"M{x:.1f} {self.bottom}v5" for x, _ in ticks)
        line = f'<path d="M{ASIDE} {self.bottom}H{WIDTH - ASIDE}{dashes}" stroke="{self.palette.base}"/>'
        texts = "".join(label(x, self.bottom + 18, text, "middle") for x, text in ticks)
        return line + lettering(texts, self.palette.quiet)

    def crowd(self) -> str:
        """A thin stroke for each municipality."""
        strokes = "".join(f"M{self.x(value):.1f} {self.top + 4}v{STRIP_HEIGHT - 8}" for value in self.chart.values)
        return f'<path d="{strokes}" stroke="{self.palette.crowd}" stroke-width="1"/>'

    def threads(self) -> str:
        """From each name down to its place."""
        return "".join(
            f'<path d="M{x:.1f} {self._height(lane) + 6:.1f}V{self.bottom}" stroke="{style.colour}"'
            f' stroke-width="{3 if mark.kind == "own" else 1.25}"/>'
            for mark, style, x, lane in zip(self.chart.marks, self._styles(), self.places, self.lanes, strict=True)
        )

    def marks(self) -> str:
        """The names and the marks on the strip, the own one last and so above the others."""
        rows = list(zip(self.chart.marks, self._styles(), self.places, self.boxes, self.lanes, self.texts, strict=True))
        return "".join(self._mark(*row) for row in sorted(rows, key=lambda row: row[0].kind == "own"))

    def _mark(self, mark, style, x, box, lane, text) -> str:
        is_own = mark.kind == "own"
        drawn = marker(style.shape, x, self.top + STRIP_HEIGHT / 2, 8 if is_own else 5, style.colour)
        text = label(box[0], self._height(lane), text, attributes=HALO + ' font-weight="600"' * is_own)
        return drawn + lettering(text, style.colour)

    def _height(self, lane: int) -> float:
        return self.top - LANE_HEIGHT * (lane + 0.5)

    def _styles(self) -> list[Style]:
        areas = iter(range(len(self.chart.marks)))
        own = Style(self.palette.own, "", "circle")
        return [own if mark.kind == "own" else self.palette.area(next(areas)) for mark in self.chart.marks]


def _box(place: float, wide: float) -> tuple[float, float]:
    """From where to where a name reaches: it begins at its place, or ends at the edge."""
    start = min(place - 4, WIDTH - wide)
    return start, start + wide + 8
