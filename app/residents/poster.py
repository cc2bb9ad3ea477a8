"""The poster: what stands out and what is done about it on one sheet of A3, for a wall. Pure but for the clock."""

from datetime import date
from pathlib import Path
from typing import Any

from app.indicators.reader import Reader
from app.residents import words
from app.residents.cards import card, cards
from app.residents.findings import Content, Finding, chosen, findings_of, points_of
from app.residents.papers import head, reader_of
from app.text_figures.rules import written
from app.writing.typesetting import typeset
from app.writing.typst_data import printable
from tenants.clock import today

TEMPLATE = Path(__file__).parent / "typst" / "poster.typ"
MOST_FINDINGS, MOST_GOALS = 4, 9
WIDEST_GOAL = 420


def make_poster(content: Content, language: str, bodies: object = None, *, draft: bool = False) -> bytes:
    """One page of A3 as an accessible PDF. Raises TypesettingFailed."""
    return typeset(TEMPLATE, printable(document(content, reader_of(language), draft=draft, made_on=today())))


def document(content: Content, reader: Reader, *, draft: bool, made_on: date) -> dict[str, Any]:
    """Every word and figure in its place; how it looks is `typst/poster.typ`."""
    told = chosen(findings_of(content), MOST_FINDINGS)
    of_findings = cards(content, reader, MOST_FINDINGS) | {
        "cards": [card(each, reader) | {"bars": bars(each, reader)} for each in told]
    }
    return {
        **head(content, reader, draft=draft, made_on=made_on),
        "name": reader._("Poster"),
        "subtitle": reader._("How we are doing"),
        "findings": {"title": reader._("What stands out"), **of_findings},
        "plan": {
            "title": reader._("What is done about it"),
            **words.goals(content, reader, MOST_GOALS, WIDEST_GOAL),
        },
        "read": reader._("Read the whole report and tell what you think"),
    }


def bars(finding: Finding, reader: Reader) -> list[dict[str, Any]]:
    """The figures of one time side by side, as shares of the greatest; nothing without a comparison, and where one is
    below zero, for bars begin there.
    """
    shown = [
        (area, each.value)
        for area, points in points_of(finding.indicator, "own", "county", "country")
        for each in points
        if each.year == finding.own.year
    ]
    greatest = max(value for _, value in shown)
    if len(shown) < 2 or greatest <= 0 or min(value for _, value in shown) < 0:
        return []
    return [
        {
            "name": reader.said(area["name"])["text"],
            "value": written(finding.indicator, str(value), reader.language),
            "share": float(value / greatest),
            "is_own": area["kind"] == "own",
        }
        for area, value in shown
    ]
