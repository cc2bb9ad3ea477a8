"""A pack as a PDF, accessible and archival like a report's: the same template with other sections."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from babel.support import Translations

from app.config import CHECKOUT
from app.publishing import pdf
from app.publishing.document import Reader, named
from app.web.numbers import number
from app.writing.tree import Paragraph, Run
from app.writing.typesetting import typeset
from app.writing.typst_data import as_typst_data, printable

TEMPLATE: Path = pdf.TEMPLATE
REASONS = {
    "no_method": "not tested: no confidence interval",
    "no_count": "not tested: the source tells no counts",
    "no_interval": "not tested: the confidence interval cannot be calculated",
    "other_period": "not tested: the figures are of different years",
    "missing": "a figure is missing",
}
OUTCOMES = {"kept": "Kept", "partly": "Kept in part", "not_kept": "Not kept", None: "Not told yet"}

Piece = dict[str, Any]
Lines = Iterable[tuple[str, str]]


def make_pdf(content: Piece, language: str) -> bytes:
    """`content` as content.content_of makes it, in one language."""
    return typeset(TEMPLATE, printable(printed_pack(content, reader_of(language))))


def reader_of(language: str) -> Reader:
    """Who reads in a language."""
    return Reader(language, Translations.load(CHECKOUT / "translations", [language]).gettext)


def printed_pack(content: Piece, reader: Reader) -> Piece:
    """What the template sets."""
    made = date.fromisoformat(content["made_on"])
    parts = [part for part in _parts(content, reader) if part]
    return {
        "language": reader.language,
        "municipality": reader.said(content["municipality"])["text"],
        "title": reader._("Negotiation on wellbeing and health %(year)s") % {"year": content["year"]},
        "period": reader.said(content["county"])["text"],
        "states": [reader._("As of %(day)s") % {"day": reader.day(content["made_on"])}],
        "watermark": None,
        "date": {"year": made.year, "month": made.month, "day": made.day},
        "contents": reader._("Contents"),
        "sections": [part | {"number": str(place)} for place, part in enumerate(parts, start=1)],
        "annex": None,
        "files": None,
    }


def _parts(content: Piece, reader: Reader) -> Iterable[Piece]:
    if content["figures"]:
        yield _part(reader, reader._("Figures side by side"), (), _table(content, reader))
    if content["goals"]:
        yield _part(reader, reader._("Common goals"), _goals(content["goals"], reader))
    if before := content["before"]:
        title = reader._("Promises of the negotiation of %(year)s") % {"year": before["year"]}
        yield _part(reader, title, _promises(before["promises"], reader, judged=True))
    support = reader.said(content["support"])["text"]
    if support:
        lines = [("", line) for line in _whole(content["support"], reader).splitlines() if line.strip()]
        yield _part(reader, reader._("Need for support and cooperation"), lines)
    if content["participants"]:
        yield _part(reader, reader._("Participants"), [("", line) for line in content["participants"].splitlines()])
    if minutes := content["minutes"]:
        held = " ".join(filter(None, (reader.day(minutes["met_on"]), minutes["place"])))
        lines = [(reader._("Held:"), held), *_promises(minutes["promises"], reader, judged=False)]
        yield _part(reader, reader._("Minutes"), lines)


def _whole(texts: dict[str, str], reader: Reader) -> str:
    other = "sv" if reader.language == "fi" else "fi"
    return texts[reader.language] or texts[other]


def _part(reader: Reader, title: str, lines: Lines, table: Piece | None = None) -> Piece:
    paragraphs = tuple(
        Paragraph((Run(f"{strong} ", strong=True), Run(text)) if strong else (Run(text),)) for strong, text in lines
    )
    return {
        "level": 1,
        "title": reader.word(title),
        "notice": None,
        "language": reader.language,
        "text": as_typst_data(paragraphs),
        "table": table,
        "plan": [],
    }


def _goals(goals: list[Piece], reader: Reader) -> Lines:
    for goal in goals:
        yield f"{goal['number']} {reader.said(goal['title'])['text']}", reader.said(goal["emphasis"])["text"]
        for measure in goal["measures"]:
            yield "", f"– {reader.said(measure)['text']}"


def _promises(promises: list[Piece], reader: Reader, *, judged: bool) -> Lines:
    for each in promises:
        when = f" ({each['by_when']})" if each["by_when"] else ""
        yield f"{each['who']}:", f"{each['what']}{when}"
        if judged:
            yield "", f"– {reader._(OUTCOMES[each['outcome']])}. {each['told']}".strip()


def _table(content: Piece, reader: Reader) -> Piece:
    areas = [reader.said(content[name]) for name in ("municipality", "county")]
    last = [reader.word(reader._(word)) for word in ("Comparison", "Period")]
    columns = [reader.word(reader._("Indicator")), *areas, *last]
    sources = []
    for figure in content["figures"]:
        said = {"source": reader.said(figure["source"])["text"], "day": reader.day(figure["fetched_on"])}
        sources.append(reader._("Source: %(source)s. Fetched %(day)s.") % said)
    median = reader._("The source has no figure for the area: the median of its municipalities, computed by us.")
    notes = [f"* {median}"] if any(each["median"] for each in content["figures"]) else []
    return {
        "caption": reader._("Figures side by side"),
        "columns": columns,
        "rows": [_row(figure, reader) for figure in content["figures"]],
        "notes": [*notes, *dict.fromkeys(sources)],
    }


def _row(figure: Piece, reader: Reader) -> Piece:
    note = None if figure["is_tested"] else reader._(REASONS.get(figure["reason"], REASONS["missing"]))
    outcome = "not available" if figure["outcome"] == "unavailable" else figure["outcome"]
    return {
        **named(figure, reader),
        "cells": [
            _figure(figure["own"], figure, None, reader),
            _figure(figure["county"] or figure["median"], figure, None if figure["county"] else "*", reader),
            {"text": reader._(outcome), "note": note, "is_figure": False},
            {"text": figure["period"] or "–", "note": None, "is_figure": False},
        ],
    }


def _figure(value: str | None, figure: Piece, note: str | None, reader: Reader) -> Piece:
    if value is None:
        return {"text": reader._("not available"), "note": None, "is_figure": False}
    return {"text": number(Decimal(value), figure["decimals"], reader.language), "note": note, "is_figure": True}
