"""What charts cost: a chart of lines, a strip, a profile of a hundred rows and a map, drawn anew each time."""

import random
import time
from collections.abc import Callable
from decimal import Decimal
from statistics import median

from app.charts.lines import Line, LineChart, line_chart
from app.charts.maps import MunicipalityMap, boundaries, municipality_map
from app.charts.spines import Spine, spine
from app.charts.strips import Mark, StripChart, strip_chart

TIMES = 101
ROWS = 100
AREAS = ("Kempele", "Koko maa", "Pohjois-Pohjanmaan hyvinvointialue", "Pohjois-Pohjanmaa", "Liminka", "Tyrnävä")
OUTCOMES = ("better", "worse", "similar", "higher", "lower", "untested")


def milliseconds_of_charts() -> dict[str, float]:
    """The median of many drawings, by what is drawn; the first of each, which reads the map's outlines, is left out."""
    chance = random.Random(612)
    figures = [Decimal(chance.randrange(400)) / 10 for _ in boundaries()]
    chosen, strip, rows, country = _lines(figures), _strip(figures), _rows(figures), _map(figures)
    return {
        "a chart of lines": _milliseconds(lambda: line_chart(chosen)),
        "a strip": _milliseconds(lambda: strip_chart(strip)),
        f"{ROWS} rows of a profile": _milliseconds(lambda: [spine(row) for row in rows]),
        "a map": _milliseconds(lambda: municipality_map(country)),
    }


def _milliseconds(draw: Callable[[], object]) -> float:
    draw()
    return median(_seconds(draw) for _ in range(TIMES)) * 1000


def _seconds(draw: Callable[[], object]) -> float:
    began = time.perf_counter()
    draw()
    return time.perf_counter() - began


def _lines(figures: list[Decimal]) -> LineChart:
    """Six areas over sixteen years."""
    years = range(2010, 2026)
    lines = tuple(
        Line(name, tuple(zip(years, figures[place * len(years) :], strict=False)), is_own=not place)
        for place, name in enumerate(AREAS)
    )
    return LineChart("lines", "Lines", "Description", lines, 1, "fi", "%")


def _strip(figures: list[Decimal]) -> StripChart:
    marks = [Mark(name, figures[place], "area" if place else "own") for place, name in enumerate(AREAS)]
    return StripChart("strip", "Strip", "Description", figures, marks, 1, "fi")


def _rows(figures: list[Decimal]) -> list[Spine]:
    ordered = sorted(figures)
    five = [ordered[int(share * (len(ordered) - 1))] for share in (0, 0.2, 0.5, 0.8, 1)]
    return [
        Spine(f"row-{number}", "Row", "Description", *five, figures[number], five[2], OUTCOMES[number % 6])
        for number in range(ROWS)
    ]


def _map(figures: list[Decimal]) -> MunicipalityMap:
    classes = {code: int(figure / 8) for code, figure in zip(boundaries(), figures, strict=True)}
    names = dict.fromkeys(classes, "A municipality")
    return MunicipalityMap("map", "Map", "Description", classes, "244", names, list("12345"), "not available")
