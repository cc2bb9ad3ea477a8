"""The map of municipalities in five classes, from light to dark."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from app.charts.labels import LINE_HEIGHT, broken
from app.charts.palette import Palette, palette
from app.charts.pieces import label, lettering, picture, words

# Units of half a kilometre (README.md) in one pixel.
SCALE = 4
# The picture in pixels, and where in it the map begins: the legend stands in its empty north-west.
WIDTH, HEIGHT, LEFT, TOP = 372, 590, 40, 10
LEGEND_TOP, SWATCH, LEGEND_STEP, WIDEST_WORD = 170, (26, 18), 25, 140
MISSING = -1
# A municipality smaller than this many pixels is ringed, not outlined.
SMALL = 14


@dataclass(frozen=True)
class MunicipalityMap:
    """What is drawn, with its words. `classes` has a number from 0 (lowest) to 4 for each municipality's code; one that
    is not in it is missing. `names` are shown on the page where the mouse points; without them the map is smaller.
    """

    prefix: str
    title: str
    description: str
    classes: Mapping[str, int]
    own: str | None
    names: Mapping[str, str]
    legend: Sequence[str]
    missing_label: str


def municipality_map(chart: MunicipalityMap, for_print: bool = False) -> Markup:
    """The map with its legend; nothing where no municipality has a class."""
    if not chart.classes:
        return Markup()
    drawing = _Drawing(chart, palette(for_print), {} if for_print else chart.names)
    body = drawing.patterns() + drawing.land() + drawing.own() + drawing.legend()
    return picture(chart.prefix, chart.title, chart.description, (WIDTH, HEIGHT), body, SCALE)


@cache
def boundaries() -> dict[str, str]:
    """The outline of each municipality by its code, as the data of a path."""
    return json.loads(Path(__file__).with_name("boundaries.json").read_bytes())


class _Drawing:
    """One map on its way to the page, in its own units."""

    def __init__(self, chart: MunicipalityMap, colours: Palette, names: Mapping[str, str]):
        self.chart, self.palette, self.names = chart, colours, names
        self.key = words(chart.prefix)

    def patterns(self) -> str:
        """Hatches, the denser the higher the class, and the dots of what is missing."""
        hatched = [(number, apart * SCALE) for number, apart in enumerate(self.palette.hatches) if apart]
        drawn = "".join(self._hatch(number, apart) for number, apart in hatched)
        dot = f'<circle cx="8" cy="8" r="4" fill="{self.palette.border}"/>'
        return f"<defs>{drawn}{self._pattern(MISSING, 5 * SCALE, dot)}</defs>"

    def _hatch(self, number: int, apart: float) -> str:
        line = f'<path d="M0 {SCALE}H{apart:g}" stroke="{self.palette.hatch}" stroke-width="2.4"/>'
        return self._pattern(number, apart, line)

    def _pattern(self, number: int, size: float, body: str) -> str:
        return (
            f'<pattern id="{self.key}-pattern-{number}" width="{size:g}" height="{size:g}"'
            f' patternUnits="userSpaceOnUse" patternTransform="rotate(45)">{body}</pattern>'
        )

    def _filled(self, shapes: str, name: str, number: int) -> str:
        """Shapes in a class's colour, and then once more with its pattern: a colour in the pattern itself would show
        the seams of its tiles on paper. `name` is theirs alone in this picture.
        """
        has_pattern = number == MISSING or self.palette.hatches[number]
        colour = "#ffffff" if number == MISSING else self.palette.classes[number]
        if not has_pattern:
            return f'<g fill="{colour}">{shapes}</g>'
        once_more = f'<use href="#{self.key}-{name}" fill="url(#{self.key}-pattern-{number})" pointer-events="none"/>'
        return f'<g fill="{colour}"><g id="{self.key}-{name}">{shapes}</g></g>{once_more}'

    def land(self) -> str:
        """Every municipality, those of a class together."""
        groups: dict[int, list[str]] = {number: [] for number in (MISSING, 0, 1, 2, 3, 4)}
        for code, outline in boundaries().items():
            groups[self.chart.classes.get(code, MISSING)].append(self._municipality(code, outline))
        full = [(number, "".join(group)) for number, group in groups.items() if group]
        drawn = "".join(self._filled(shapes, f"class-{number}", number) for number, shapes in full)
        return self._placed(f'<g stroke="{self.palette.border}" stroke-width="1.6">{drawn}</g>')

    def _municipality(self, code: str, outline: str) -> str:
        name = self.names.get(code)
        return f'<path d="{outline}"><title>{words(name)}</title></path>' if name else f'<path d="{outline}"/>'

    def own(self) -> str:
        """The own municipality's outline, thick; instead of a small one's a ring around it, so that it is found."""
        outline = boundaries().get(self.chart.own or "")
        if not outline:
            return ""
        left, top, right, bottom = box(outline)
        shape, wide = f'<path d="{outline}"', 2 * SCALE
        if max(right - left, bottom - top) < SMALL * SCALE:
            middle = f'cx="{(left + right) / 2:g}" cy="{(top + bottom) / 2:g}"'
            shape = f'<circle {middle} r="{SMALL * SCALE}"'
        line = 'fill="none" stroke-linejoin="round"'
        rim = f'{shape} {line} stroke="#ffffff" stroke-width="{wide * 2}"/>'
        return self._placed(f'{rim}{shape} {line} stroke="{self.palette.text}" stroke-width="{wide}"/>')

    @staticmethod
    def _placed(body: str) -> str:
        return f'<g transform="translate({LEFT * SCALE} {TOP * SCALE})">{body}</g>'

    def legend(self) -> str:
        """What each fill stands for, the highest class on top, and at last which is the own municipality."""
        drawn, height = "", LEGEND_TOP
        for number, text, is_own in self._entries():
            lines = broken(text, WIDEST_WORD)
            swatch = self._swatch(height, is_own)
            drawn += self._filled(swatch, f"legend-{height}", number) + self._words(height, lines, is_own)
            height += LEGEND_STEP + (len(lines) - 1) * LINE_HEIGHT
        return lettering(drawn, self.palette.text, SCALE)

    def _entries(self) -> list[tuple[int, str, bool]]:
        """(class, its words, whether it stands for the own municipality)."""
        chart = self.chart
        entries = [(number, text, False) for number, text in reversed(list(enumerate(chart.legend)))]
        if any(code not in chart.classes for code in boundaries()):
            entries.append((MISSING, chart.missing_label, False))
        if chart.own in chart.names:
            entries.append((chart.classes.get(chart.own, MISSING), chart.names[chart.own], True))
        return entries

    def _swatch(self, height: float, is_own: bool) -> str:
        wide, high = (side * SCALE for side in SWATCH)
        line = f'stroke="{self.palette.text}" stroke-width="{8 if is_own else 2}"'
        return f'<rect x="8" y="{height * SCALE:g}" width="{wide}" height="{high}" {line}/>'

    def _words(self, height: float, lines: list[str], is_own: bool) -> str:
        middle, weight = height + SWATCH[1] / 2, ' font-weight="600"' * is_own
        return "".join(
            label((SWATCH[0] + 10) * SCALE, (middle + place * LINE_HEIGHT) * SCALE, text, "left", weight, SCALE)
            for place, text in enumerate(lines)
        )


@cache
def box(outline: str) -> tuple[int, int, int, int]:
    """The (left, top, right, bottom) of an outline whose pieces begin at a place and go on in steps."""
    places: list[tuple[int, int]] = []
    for piece in outline.split("M")[1:]:
        start, _, steps = piece.partition("l")
        x, y = map(int, start.split())
        places.append((x, y))
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + across, y + down
            places.append((x, y))
    across, down = zip(*places, strict=True)
    return min(across), min(down), max(across), max(down)
