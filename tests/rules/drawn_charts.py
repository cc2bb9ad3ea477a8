"""Charts for the tests: one of each kind, and how a drawn one is looked into."""

from decimal import Decimal

from lxml import etree

from app.charts.lines import Line, LineChart, line_chart
from app.charts.maps import MunicipalityMap, boundaries, municipality_map
from app.charts.sparks import spark
from app.charts.spines import Spine, spine
from app.charts.strips import Mark, StripChart, strip_chart

SVG = {"svg": "http://www.w3.org/2000/svg"}
NAME = "Kempele"


def points(*values: tuple[int, str]) -> tuple[tuple[int, Decimal], ...]:
    """Years with their values."""
    return tuple((year, Decimal(value)) for year, value in values)


def yearly(first: int, *values: str) -> tuple[tuple[int, Decimal], ...]:
    """Values of one year after another."""
    return points(*enumerate(values, start=first))


def lines(*drawn: Line, decimals: int = 1, **more) -> LineChart:
    """A chart of these lines."""
    return LineChart("lines", "Lines", "What they say.", drawn, decimals, "fi", **more)


def strip(marks: list[Mark], values: tuple[str, ...] = ("3", "8", "9.5", "12")) -> StripChart:
    """A strip with these marks."""
    return StripChart("strip", "Strip", "What it says.", [Decimal(value) for value in values], marks, 1, "sv")


def row(**changed) -> Spine:
    """A row of a profile between 0 and 10."""
    figures = {"minimum": 0, "lower_fifth": 3, "median": 5, "upper_fifth": 6, "maximum": 10, "own": 8, "country": 4}
    decimals = {name: Decimal(value) for name, value in figures.items()}
    return Spine("row", "Row", "What it says.", **decimals | {"outcome": "better"} | changed)


def country(**changed) -> MunicipalityMap:
    """A map on which every fifth municipality is missing."""
    classes = {code: at % 5 for at, code in enumerate(sorted(boundaries())) if at % 6}
    words = {"legend": ["–1", "1–2", "2–3", "3–4", "4–"], "missing_label": "ei saatavilla"}
    chosen = {"classes": classes, "own": "244", "names": {"244": NAME}} | words | changed
    return MunicipalityMap("map", "Map", "What it says.", **chosen)


def every_chart(for_print: bool = False, name: str = NAME) -> dict[str, str]:
    """One of each kind; the municipality has this name."""
    own = Line(name, yearly(2015, "3", "4", "4.5"), True, ((2015, 2.0, 4.0), (2016, 3.0, 5.0), (2017, 4.0, 5.0)))
    marks = [Mark(name, Decimal(8), "own"), Mark(name, Decimal(9), "area")]
    return {
        "lines": line_chart(lines(own, Line(name, yearly(2015, "2", "1", "1"))), for_print),
        "strip": strip_chart(strip(marks), for_print),
        "map": municipality_map(country(names={"244": name}), for_print),
    }


def small_charts() -> dict[str, str]:
    """Those that stand in the cells of a table."""
    return {"row": spine(row()), "spark": spark("spark", "Spark", yearly(2015, "3", "4"), 2015, 2016)}


def parsed(chart: str) -> etree._Element:
    """The picture as a tree; it must be well-formed."""
    return etree.fromstring(chart)


def found(chart: str, path: str) -> list:
    """What an XPath leads to."""
    return parsed(chart).xpath(path, namespaces=SVG)


def texts(chart: str) -> list[str]:
    """Every visible text."""
    return ["".join(each.itertext()) for each in found(chart, "//svg:text")]
