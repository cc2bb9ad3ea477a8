"""The indicator panel as a table: which areas are its columns, and what each indicator says in them.

Takes the "indicators" of an edition's content. Pure: no Flask, no language.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Row:
    """One indicator. A comparison is None where the indicator has no figure for that area, the number of its source
    where the panel has only one.
    """

    indicator: dict
    source: int | None
    own: dict | None
    change: Decimal | None
    comparisons: list[dict | None]


@dataclass(frozen=True)
class Panel:
    """`own` and `areas` are the columns' names in both languages. An area of which no indicator here has a figure gets
    no column, but is named below the table.
    """

    own: dict[str, str] | None
    areas: list[dict[str, str]]
    areas_without_figures: list[dict[str, str]]
    rows: list[Row]
    sources: list[tuple[int | None, dict]]
    """Each source with one of its indicators, by number, None where there is only one: told once, below the table,
    since the name of a row is heard again and again.
    """


def figure_panel(indicators: list[dict]) -> Panel:
    """Columns in the order in which the areas are first met: the municipality itself, then the comparisons."""
    figures = [figure for indicator in indicators for figure in indicator["figures"]]
    own = next((figure["area"] for figure in figures if figure["kind"] == "own"), None)
    areas = {_key(figure): figure["area"] for figure in figures if figure["kind"] != "own"}
    told = {_key(figure) for figure in figures if figure["value"] is not None}
    columns = [key for key in areas if key in told]
    by_source = {_source(each): each for each in indicators}
    numbers = {source: number if len(by_source) > 1 else None for number, source in enumerate(by_source, 1)}
    return Panel(
        own=own,
        areas=[areas[key] for key in columns],
        areas_without_figures=[area for key, area in areas.items() if key not in told],
        rows=[_row(each, numbers[_source(each)], columns) for each in indicators],
        sources=[(numbers[source], each) for source, each in by_source.items()],
    )


def _row(indicator: dict, source: int | None, keys: list[tuple[str, str]]) -> Row:
    figures = {_key(figure): figure for figure in indicator["figures"]}
    own = next((figure for figure in indicator["figures"] if figure["kind"] == "own"), None)
    return Row(indicator, source, own, _change(own), [figures.get(key) for key in keys])


def _source(indicator: dict) -> tuple[str, str]:
    return indicator["source"]["fi"], indicator["fetched_on"]


def _key(figure: dict) -> tuple[str, str]:
    """Two comparison municipalities are of the same kind: it takes the name to tell them apart."""
    return figure["kind"], figure["area"]["fi"]


def _change(figure: dict | None) -> Decimal | None:
    """From the previous figure to this one; None when either is missing."""
    if not figure or figure["value"] is None or figure["previous_value"] is None:
        return None
    return Decimal(figure["value"]) - Decimal(figure["previous_value"])
