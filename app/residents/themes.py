"""The themes of an edition and their figures, as many as two pages hold. Pure: from the edition's content alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.residents.findings import Content, Finding, findings_of, points_of
from app.statistics.measures import Point

HEAD = 3
"""A theme's heading and the head of its table take as much of a page as so many rows."""

BEFORE = {"period_kind": "year"}
"""What the first editions do not tell of an indicator."""


@dataclass(frozen=True)
class Row:
    """One indicator: its facts and figures as the report's table has them by kind of area, and its series.

    `finding` is None where the edition does not hold its series.
    """

    indicator: Mapping[str, Any]
    figures: Mapping[str, Mapping[str, Any]]
    finding: Finding | None
    points: Sequence[Point]


@dataclass(frozen=True)
class Theme:
    """A section with figures."""

    title: Mapping[str, str]
    rows: list[Row]


def themes_of(content: Content, most: int) -> list[Theme]:
    """The sections with figures of the municipality; of the longest ones as many rows as fit, what a test judges first,
    each in the report's order.
    """
    findings = {each.indicator["indicator"]: each for each in findings_of(content)}
    themes = [(each["title"], list(_rows(each["indicators"], findings))) for each in content["sections"]]
    themes = [(title, rows) for title, rows in themes if rows][: most // (HEAD + 1)]
    room = _shared([len(rows) for _, rows in themes], most - HEAD * len(themes))
    return [Theme(title, _most_telling(rows, size)) for (title, rows), size in zip(themes, room, strict=True)]


def on_two_pages(themes: Sequence[Theme]) -> tuple[list[Theme], list[Theme]]:
    """Where the first page ends, so that both are about as full."""
    sizes = [len(theme.rows) + HEAD for theme in themes]
    end = min(range(len(themes) + 1), key=lambda place: abs(sum(sizes[:place]) - sum(sizes[place:]) - 0.5))
    return list(themes[:end]), list(themes[end:])


def _rows(indicators: Iterable[Mapping[str, Any]], findings: Mapping[int, Finding]) -> Iterable[Row]:
    for each in indicators:
        figures = {it["kind"]: it for it in each["figures"] if it["value"] is not None}
        if "own" in figures:
            finding = findings.get(each["id"])
            points = next((it for _, it in points_of(finding.indicator, "own")), []) if finding else []
            code = finding.indicator["unit_code"] if finding else None
            yield Row(BEFORE | each | {"unit_code": code}, figures, finding, points)


def _shared(wanted: Sequence[int], room: int) -> list[int]:
    """How many rows each theme has: all, or as many as leave the others alike."""
    given = list(wanted)
    while sum(given) > room:
        given[given.index(max(given))] -= 1
    return given


def _most_telling(rows: list[Row], size: int) -> list[Row]:
    kept = sorted(rows, key=lambda row: not (row.finding and row.finding.group))[:size]
    return [row for row in rows if row in kept]
