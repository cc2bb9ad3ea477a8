"""Lines over years: the own municipality thick and dark, the areas it is compared with thin, each named at its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from app.charts.frames import BELOW, Frame
from app.charts.labels import LINE_HEIGHT, broken, pushed_apart, width
from app.charts.palette import Palette, Style, palette
from app.charts.pieces import label, lettering, marker, picture
from app.charts.scales import amounts
from app.charts.years import interval, runs
from app.web.numbers import number

WIDTH, PLOT_HEIGHT, TOP, UNIT_HEIGHT = 640, 270, 12, 24
WIDEST_NAME, TO_NAME, BETWEEN_NAMES = 158, 28, 5
MOST_YEARS_WITH_MARKS = 12


@dataclass(frozen=True)
class Line:
    """One area. `points` are (year as the source names it, value), `band` (year, from, to): the 95 % interval."""

    name: str
    points: tuple[tuple[int, Decimal], ...]
    is_own: bool = False
    band: tuple[tuple[int, float, float], ...] = ()


@dataclass(frozen=True)
class LineChart:
    """What is drawn, with its words; `labels` are the axis's words for years that stand for a longer period."""

    prefix: str
    title: str
    description: str
    lines: tuple[Line, ...]
    decimals: int
    language: str
    unit: str = ""
    labels: Mapping[int, str] | None = None


def line_chart(chart: LineChart, for_print: bool = False) -> Markup:
    """The chart; nothing where no line has a point. A missing year is a gap. The axis follows `scales.amounts`."""
    if not any(line.points for line in chart.lines):
        return Markup()
    colours = palette(for_print)
    lines = _styled(chart.lines, colours)
    names = [_Name(line, style, _name(line, chart)) for line, style in lines]
    frame = _frame(chart, names, colours)
    drawing = _Drawing(frame, interval(frame.years), len(frame.years) <= MOST_YEARS_WITH_MARKS)
    texts = frame.grid(chart.language) + frame.below(chart.labels or {}) + label(0, TOP, chart.unit)
    bands, drawn = ("".join(draw(*each) for each in lines) for draw in (drawing.band, drawing.line))
    body = bands + lettering(texts, colours.quiet) + drawn + drawing.names(names)
    return picture(chart.prefix, chart.title, chart.description, (WIDTH, frame.bottom + BELOW), body)


@dataclass(frozen=True)
class _Name:
    """What stands at the end of a line."""

    line: Line
    style: Style
    texts: list[str]

    @property
    def height(self) -> float:
        return len(self.texts) * LINE_HEIGHT + BETWEEN_NAMES


def _styled(lines: tuple[Line, ...], colours: Palette) -> list[tuple[Line, Style]]:
    """Lines with something to draw, the own one last and so above the others. A style goes with a line's place among
    all, so that an area without figures here changes no other's colour.
    """
    areas = [line for line in lines if not line.is_own]
    styled = [(line, colours.area(place)) for place, line in enumerate(areas)]
    styled += [(line, Style(colours.own, "", "circle")) for line in lines if line.is_own]
    return [(line, style) for line, style in styled if line.points]


def _name(line: Line, chart: LineChart) -> list[str]:
    """The name with the latest value, and its period if that is not the chart's latest."""
    year, value = max(line.points)
    text = f"{line.name} {number(value, chart.decimals, chart.language)}"
    if year < max(year for each in chart.lines for year, _ in each.points):
        text += f" ({(chart.labels or {}).get(year, year)})"
    return broken(text, WIDEST_NAME)


def _frame(chart: LineChart, names: list[_Name], colours: Palette) -> Frame:
    lines = [name.line for name in names]
    values = [value for line in lines for _, value in line.points]
    ends = [end for line in lines for _, low, high in line.band for end in (low, high)]
    axis = amounts(values + ends, chart.decimals)
    top = TOP + UNIT_HEIGHT * bool(chart.unit)
    years = {year for line in lines for year, _ in line.points}
    ticks = [number(tick, axis.decimals, chart.language) for tick in axis.ticks]
    first_year = (chart.labels or {}).get(min(years), str(min(years)))
    return Frame(
        left=max(max(map(width, ticks)) + 8, width(first_year) / 2),
        right=WIDTH - TO_NAME - max(width(text) for name in names for text in name.texts),
        top=top,
        bottom=top + max(PLOT_HEIGHT, sum(name.height for name in names)),
        axis=axis,
        years=years,
        palette=colours,
    )


@dataclass(frozen=True)
class _Drawing:
    """Lines in their frame; `step` years apart lie two figures between which none is missing."""

    frame: Frame
    step: int
    has_marks: bool

    def line(self, line: Line, style: Style) -> str:
        """One line, broken where years are missing; a lone point is a dot."""
        pieces = runs(line.points, self.step)
        path = "".join(map(self._path, pieces))
        size = 5.0 if line.is_own else 4.0
        marked = [point for piece in pieces for point in (piece if self.has_marks or len(piece) == 1 else ())]
        marked += [pieces[-1][-1]] * (pieces[-1][-1] not in marked)
        marks = "".join(marker(style.shape, *self._at(*point), size, style.colour) for point in marked)
        dash = f' stroke-dasharray="{style.dash}"' * bool(style.dash)
        drawn = f'<path d="{path}" fill="none" stroke="{style.colour}" stroke-width="{3.5 if line.is_own else 1.75}"'
        drawn += f' stroke-linejoin="round"{dash}/>'
        return drawn * bool(path) + marks

    def _at(self, year: int, value: float) -> tuple[float, float]:
        return self.frame.x(year), self.frame.y(value)

    def _path(self, points: list[tuple]) -> str:
        """A line through two points or more."""
        if len(points) == 1:
            return ""
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (self._at(*point) for point in points))

    def band(self, line: Line, style: Style) -> str:
        """The intervals: a pale band around the own line, thin strokes at the points of the others."""
        pieces = runs(line.band, self.step)
        bands = [piece for piece in pieces if line.is_own and len(piece) > 1]
        strokes = [interval_ for piece in pieces if piece not in bands for interval_ in piece]
        outlines = "".join(f"{self._path(_outline(piece))}z" for piece in bands)
        x, y = self.frame.x, self.frame.y
        ends = "".join(f"M{x(year):.1f} {y(low):.1f}V{y(high):.1f}" for year, low, high in strokes)
        drawn = f'<path d="{outlines}" fill="{self.frame.palette.band}"/>' * bool(outlines)
        return drawn + f'<path d="{ends}" stroke="{style.colour}" stroke-width="1"/>' * bool(ends)

    def names(self, names: list[_Name]) -> str:
        """Each area at its line's end, led there where the names had to make room for each other."""
        frame = self.frame
        wanted = [frame.y(max(name.line.points)[1]) for name in names]
        middles = pushed_apart(wanted, [name.height for name in names], 0, frame.bottom + BELOW)
        return "".join(map(self._name, names, middles))

    def _name(self, name: _Name, middle: float) -> str:
        (x, y), right = self._at(*max(name.line.points)), self.frame.right
        first = middle - (len(name.texts) - 1) * LINE_HEIGHT / 2
        weight = ' font-weight="600"' * name.line.is_own
        texts = "".join(
            label(right + TO_NAME - 2, first + place * LINE_HEIGHT, text, attributes=weight)
            for place, text in enumerate(name.texts)
        )
        way = f"M{x + 7:.1f} {y:.1f}H{right + 8:.1f}L{right + TO_NAME - 6:.1f} {middle:.1f}"
        thread = f'<path d="{way}" fill="none" stroke="{name.style.colour}" stroke-width="0.75"/>'
        is_aside = x < right or abs(middle - y) > 3
        return thread * is_aside + lettering(texts, name.style.colour)


def _outline(band: list[tuple]) -> list[tuple]:
    """Along the upper ends and back along the lower ones."""
    return [(year, high) for year, _, high in band] + [(year, low) for year, low, _ in reversed(band)]
