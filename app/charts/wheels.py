"""A year as a wheel of twelve months: times as arcs, days as discs, where they stand by how they are filled.

It begins at the top and goes clockwise. What lies over another moves inwards. Small enough for a telephone without
scrolling, and its letters stay readable there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, pi, sin

from markupsafe import Markup

from app.charts.labels import width
from app.charts.palette import SCREEN
from app.charts.pieces import label, lettering, picture

WIDTH, HEIGHT, MIDDLE = 400, 446, 196
RIM, HUB, NAMES = 150, 40, 170
"""Distances from the middle: of the months' ring its edges, and of the months' names."""

DISC, DISC_LANE, MOST_DISC_LANES, WIDEST_ARC, SMALL = 9.5, 21, 3, 21, 0.85
FILLS = {"empty": "#ffffff", "half": "#a9c8e8", "full": SCREEN.own}
LATE, TODAY = "#b8430a", "#8a1538"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Slice:
    """A time of the year, or with `first` None a single day. `fill` is empty, half or full; `sign` stands in it."""

    first: date | None
    last: date
    sign: str
    fill: str
    is_late: bool = False


@dataclass(frozen=True)
class Wheel:
    """What is drawn, with its words: the months' short names, and what the legend calls the fills, late and today."""

    prefix: str
    title: str
    description: str
    year: int
    months: Sequence[str]
    slices: Sequence[Slice]
    today: date
    legend: Sequence[str]


def wheel(drawn: Wheel) -> Markup:
    """The year; a day of another year is not told as today, and a time that begins earlier begins on the first day."""
    drawing = _Drawing(drawn)
    body = drawing.months() + drawing.arcs() + drawing.now() + drawing.discs() + drawing.legend()
    return picture(drawn.prefix, drawn.title, drawn.description, (WIDTH, HEIGHT), body)


def place(angle: float, distance: float) -> tuple[float, float]:
    """Where a point lies, the angle being measured from the top, clockwise."""
    return MIDDLE + 4 + distance * sin(angle), MIDDLE - distance * cos(angle)


class _Drawing:
    """One wheel on its way to the page."""

    def __init__(self, drawn: Wheel):
        self.drawn = drawn
        self.begin = date(drawn.year, 1, 1)
        self.days = (date(drawn.year + 1, 1, 1) - self.begin).days
        self.times = sorted((each for each in drawn.slices if each.first), key=lambda each: (each.first, each.last))
        self.single = sorted((each for each in drawn.slices if not each.first), key=lambda each: each.last)
        self.disc_lanes = _lanes([self._around(each) for each in self.single])
        self.arc_lanes = _lanes([(each.first, each.last) for each in self.times])

    def angle(self, day: date) -> float:
        """Where a day begins."""
        return 2 * pi * min(max((day - self.begin).days / self.days, 0), 1)

    def _around(self, each: Slice) -> tuple[date, date]:
        """The days that a disc lies over, where the ring of days is narrowest."""
        half = timedelta(days=self.days * DISC / (2 * pi * (RIM - DISC - 3 - DISC_LANE)))
        return each.last - half, each.last + half

    def months(self) -> str:
        """Two rings, a line between the months, their names around and the year in the middle."""
        firsts = [date(self.drawn.year, month, 1) for month in range(1, 13)]
        ends = [(place(self.angle(day), HUB), place(self.angle(day), RIM)) for day in firsts]
        lines = "".join(f"M{x:.1f} {y:.1f}L{out_x:.1f} {out_y:.1f}" for (x, y), (out_x, out_y) in ends)
        rings = "".join(
            f'<circle cx="{MIDDLE + 4}" cy="{MIDDLE}" r="{r}" fill="none" stroke="{SCREEN.base}"/>' for r in (HUB, RIM)
        )
        middles = [place(self.angle(day + 15 * DAY), NAMES) for day in firsts]
        named = zip(middles, self.drawn.months, strict=True)
        names = "".join(label(x, y, name, "middle", scale=SMALL) for (x, y), name in named)
        year = label(*place(0, 0), str(self.drawn.year), "middle", ' font-weight="600"')
        grid = f'<path d="{lines}" stroke="{SCREEN.grid}"/>'
        return grid + rings + lettering(names, SCREEN.quiet, SMALL) + lettering(year, SCREEN.text)

    def arcs(self) -> str:
        """The times, each in its lane."""
        outer = RIM - 3 - DISC_LANE * min(max(self.disc_lanes, default=-1) + 1, MOST_DISC_LANES)
        broad = min(WIDEST_ARC, (outer - HUB - 3) / (max(self.arc_lanes, default=0) + 1))
        edges = [outer - lane * broad for lane in self.arc_lanes]
        return "".join(self._arc(each, edge, edge - broad + 3) for each, edge in zip(self.times, edges, strict=True))

    def _arc(self, each: Slice, outer: float, inner: float) -> str:
        begin, end = self.angle(each.first), self.angle(each.last + DAY)
        # A whole circle has no ends for an arc to go between.
        end = min(end, begin + 2 * pi - 0.01)
        corners = (place(begin, outer), place(end, outer), place(end, inner), place(begin, inner))
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
        is_long = int(end - begin > pi)
        path = (
            f"M{ax:.1f} {ay:.1f}A{outer:.1f} {outer:.1f} 0 {is_long} 1 {bx:.1f} {by:.1f}"
            f"L{cx:.1f} {cy:.1f}A{inner:.1f} {inner:.1f} 0 {is_long} 0 {dx:.1f} {dy:.1f}Z"
        )
        middle = (inner + outer) / 2
        drawn = f'<path d="{path}"{_paint(each)}/>'
        return drawn + (_sign(each, *place((begin + end) / 2, middle)) if (end - begin) * middle > 13 else "")

    def discs(self) -> str:
        """The days, along the rim."""
        lanes = [lane % MOST_DISC_LANES for lane in self.disc_lanes]
        return "".join(self._disc(each, lane) for each, lane in zip(self.single, lanes, strict=True))

    def _disc(self, each: Slice, lane: int) -> str:
        half_a_day = pi / self.days
        x, y = place(self.angle(each.last) + half_a_day, RIM - 3 - DISC - lane * DISC_LANE)
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DISC}"{_paint(each)}/>' + _sign(each, x, y)

    def now(self) -> str:
        """A hand where the year is."""
        if self.drawn.today.year != self.drawn.year:
            return ""
        angle = self.angle(self.drawn.today)
        (x, y), (out_x, out_y) = place(angle, HUB), place(angle, RIM + 6)
        return f'<path d="M{x:.1f} {y:.1f}L{out_x:.1f} {out_y:.1f}" stroke="{TODAY}" stroke-width="2.5"/>'

    def legend(self) -> str:
        """Below the wheel, in two rows: the fills, then late and today."""
        *fills, late, today = self.drawn.legend
        samples = [Slice(None, self.begin, "", fill) for fill in FILLS]
        rows = [list(zip(map(_sample, samples), fills, strict=True))]
        rows.append([(_sample(Slice(None, self.begin, "", "empty", is_late=True)), late), (_hand, today)])
        return "".join(_row(row, HEIGHT - 46 + 28 * at) for at, row in enumerate(rows))


def _row(row: list, y: float) -> str:
    wide = [18 + width(word) * SMALL + 20 for _, word in row]
    x, drawn = (WIDTH - sum(wide) + 20) / 2, ""
    for (sample, word), step in zip(row, wide, strict=True):
        drawn += sample(x + 6, y) + lettering(label(x + 18, y, word, scale=SMALL), SCREEN.text, SMALL)
        x += step
    return drawn


def _sample(each: Slice):
    return lambda x, y: f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7"{_paint(each)}/>'


def _hand(x: float, y: float) -> str:
    return f'<path d="M{x:.1f} {y - 8:.1f}v16" stroke="{TODAY}" stroke-width="2.5"/>'


def _paint(each: Slice) -> str:
    edge, thick = (LATE, 3) if each.is_late else (SCREEN.own, 1.25)
    return f' fill="{FILLS[each.fill]}" stroke="{edge}" stroke-width="{thick}"'


def _sign(each: Slice, x: float, y: float) -> str:
    colour = "#ffffff" if each.fill == "full" else SCREEN.text
    return lettering(label(x, y, each.sign, "middle", ' font-weight="600"', SMALL), colour, SMALL)


def _lanes(times: Sequence[tuple[date, date]]) -> list[int]:
    """For each of some times, in the order in which they begin, the first lane that is free by then."""
    ends: list[date] = []
    lanes = []
    for first, last in times:
        lane = next((at for at, end in enumerate(ends) if end < first), len(ends))
        ends[lane : lane + 1] = [last]
        lanes.append(lane)
    return lanes
