"""What the PDF and the Word document of an edition say, in one reader's language: every word and figure in its place.

Pure: the frozen content in, plain data out. How it looks is `typst/report.typ`, and `word_document`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.indicators.reader import Reader
from app.indicators.rules import wording
from app.plan.printed import printed_rows
from app.publishing.corrections import as_read
from app.publishing.printed_figures import printed
from app.web.figure_panel import Panel, Row, figure_panel
from app.web.numbers import number, signed, years
from app.writing.parse import parse
from app.writing.shown import Printed
from app.writing.typst_data import as_typst_data


def document(content: dict, reader: Reader, *, draft: bool, made_on: date) -> dict:
    """`made_on` dates the file where the content has no date of its own."""
    period = content["period"]
    dated = date.fromisoformat(content["published_on"]) if content["published_on"] else made_on
    return {
        "language": reader.language,
        "municipality": reader.said(content["municipality"]["name"])["text"],
        "title": reader.said(content["title"])["text"],
        "period": years(period["first_year"], period["last_year"]),
        "states": _states(content, reader, draft, made_on),
        "correction": _correction(content, reader),
        "watermark": reader._("Draft") if draft else None,
        "date": {"year": dated.year, "month": dated.month, "day": dated.day},
        "contents": reader._("Contents"),
        "sections": [_section(section, reader) for section in content["sections"]],
        "annex": _annex(content.get("annex"), reader),
        "files": _files(content, reader),
    }


def _annex(annex: dict | None, reader: Reader) -> dict | None:
    """Which indicators of the chosen set are handled, and which are left out and why. Older editions have none."""
    if annex is None:
        return None
    handled = [
        (reader.said(each["title"]), reader.word(", ".join(each["sections"]))) for each in annex["handled"]
    ]
    left_out = [(reader.said(each["title"]), reader.said(each["reason"])) for each in annex["left_out"]]
    tables = [
        (reader._("Indicators handled"), reader._("Section"), handled),
        (reader._("Left out and why"), reader._("Reason"), left_out),
    ]
    return {
        "title": reader._("Annex: minimum data"),
        "set": reader.said(annex["title"]),
        "tables": [
            {"caption": caption, "columns": [reader.word(reader._("Indicator")), reader.word(last)], "rows": rows}
            for caption, last, rows in tables
            if rows
        ],
    }


def _files(content: dict, reader: Reader) -> dict | None:
    """The documents that are handed out beside the report, by name."""
    names = [reader.said(each["name"]) for each in content.get("attachments", ()) if not each["width"]]
    return {"title": reader._("Attachments as files"), "names": names} if names else None


def _states(content: dict, reader: Reader, draft: bool, made_on: date) -> list[str]:
    states = [reader._("Proposal to the council")] if content.get("is_proposal") else []
    states += [reader._("Draft")] if draft else []
    day = {"day": reader.day(made_on.isoformat())}
    is_handed_over = content.get("is_handed_over")
    if content["edition"] is None and not is_handed_over:
        states.append(reader._("Preview of %(day)s, not a published edition") % day)
    if adoption := content["adoption"]:
        words = {"day": reader.day(adoption["meeting_on"]), "paragraph": f"§\N{NO-BREAK SPACE}{adoption['section']}"}
        states.append(reader._("Adopted by the council on %(day)s, %(paragraph)s") % words)
    if is_handed_over:
        states.append(reader._("The report as it was on %(day)s, not a published edition") % day)
    if content["published_on"]:
        words = {"number": content["edition"], "time": reader.day(content["published_on"])}
        states.append(reader._("Edition %(number)s, published %(time)s") % words)
    return states


def _correction(content: dict, reader: Reader) -> list[dict]:
    """What the edition says of itself as a correction, in lines; one from before that was told says nothing."""
    if not (told := content.get("correction")):
        return []
    read = as_read(told, reader.language, reader._)
    text = {"text": read["text"], "language": read["language"]}
    return [reader.word(read["replaces"]), text, *map(reader.word, read["differences"])]


def _section(section: dict, reader: Reader) -> dict:
    # Blank or as it was typed: without a blank at its end a sign can become the beginning of a list.
    written = {language: text if text.strip() else "" for language, text in section["text"].items()}
    text, language = wording(written, reader.language)
    return {
        "number": section["number"],
        "part": section.get("part"),
        "level": section["level"],
        "title": reader.said(section["title"]),
        "notice": _notice(language, reader) if text and language != reader.language else None,
        "language": language,
        "text": as_typst_data(parse(text), _known(section, language, reader)),
        "table": _table(section, reader) if section["indicators"] else None,
        "plan": printed_rows(section["plan"], reader) if section.get("plan") else [],
    }


def _known(section: dict, language: str, reader: Reader) -> Printed:
    """An edition from before there were figures in texts has none."""
    say = reader._ if language == reader.language else reader.foreign
    return replace(printed(section.get("figures", []), language, say), image=reader.pictures.get)


def _notice(language: str, reader: Reader) -> str:
    return {
        "fi": reader._("This section has been written only in Finnish."),
        "sv": reader._("This section has been written only in Swedish."),
    }[language]


def _table(section: dict, reader: Reader) -> dict:
    panel = figure_panel(section["indicators"])
    return {
        "caption": reader._("Indicators: %(section)s") % {"section": reader.said(section["title"])["text"]},
        "columns": [
            reader.word(reader._("Indicator")),
            reader.said(panel.own) if panel.own else reader.word(reader._("Own municipality")),
            reader.word(reader._("Change")),
            *map(reader.said, panel.areas),
            reader.word(reader._("Year")),
        ],
        "rows": [_row(row, reader) for row in panel.rows],
        "notes": _notes(panel, reader),
    }


def _notes(panel: Panel, reader: Reader) -> list[str]:
    """What is said below the table: the areas that it leaves out, and each source once."""
    without = ", ".join(reader.said(area)["text"] for area in panel.areas_without_figures)
    notes = [reader._("No comparison available: %(areas)s.") % {"areas": without}] if without else []
    return notes + [_source(each, number, reader) for number, each in panel.sources]


def named(indicator: Mapping[str, Any], reader: Reader, *more: dict[str, str]) -> dict:
    """What names an indicator's row: its title and below that its unit, where the title does not tell it."""
    title, unit = reader.said(indicator["title"]), reader.said(indicator["unit"])
    return {"title": title, "below": [*([] if unit["text"] in title["text"] else [unit]), *more]}


def _row(row: Row, reader: Reader) -> dict:
    """The year is the municipality's; where it has no figure, the comparisons'. Another year stands by its figure."""
    decimals = row.indicator["decimals"]
    years = [figure["year"] for figure in (row.own, *row.comparisons) if figure and figure["value"] is not None]
    year = next(iter(years), None)
    source = [reader.word(reader._("source %(number)s") % {"number": row.source})] if row.source else []
    return {
        **named(row.indicator, reader, *source),
        "cells": [
            _figure(row.own, decimals, year, reader),
            _change(row, decimals, reader),
            *(_figure(figure, decimals, year, reader) for figure in row.comparisons),
            _cell(str(year)) if year else _cell(reader._("not available"), is_figure=False),
        ],
    }


def _figure(figure: dict | None, decimals: int, year: int | None, reader: Reader) -> dict:
    """What is missing is said to be missing, never shown as 0."""
    if figure is None or figure["value"] is None:
        return _cell(reader._("not available"), is_figure=False)
    note = f"({figure['year']})" if figure["year"] != year else None
    return _cell(number(Decimal(figure["value"]), decimals, reader.language), note)


def _change(row: Row, decimals: int, reader: Reader) -> dict:
    if row.change is None:
        return _cell(reader._("cannot be calculated"), is_figure=False)
    note = reader._("since %(year)s") % {"year": row.own["previous_year"]}
    return _cell(signed(row.change, decimals, reader.language), note)


def _cell(text: str, note: str | None = None, *, is_figure: bool = True) -> dict:
    return {"text": text, "note": note, "is_figure": is_figure}


def _source(indicator: dict, number: int | None, reader: Reader) -> str:
    words = {"source": reader.said(indicator["source"])["text"], "day": reader.day(indicator["fetched_on"])}
    if number is None:
        return reader._("Source: %(source)s. Fetched %(day)s.") % words
    return reader._("Source %(number)s: %(source)s. Fetched %(day)s.") % {"number": number, **words}
