"""The profile: an edition in four pages for whoever reads no more. Pure but for the clock."""

from datetime import date
from pathlib import Path
from typing import Any

from app.indicators.reader import Reader
from app.residents import words
from app.residents.cards import cards, small_chart, sources, unit
from app.residents.findings import Content
from app.residents.papers import head, reader_of
from app.residents.themes import Row, Theme, on_two_pages, themes_of
from app.text_figures.rules import period, written
from app.writing.typesetting import typeset
from app.writing.typst_data import printable
from tenants.clock import today

TEMPLATE = Path(__file__).parent / "typst" / "profile.typ"
MOST_FINDINGS, MOST_KEY_FIGURES, MOST_GOALS = 6, 4, 14
MOST_ROWS, MOST_TITLES = 44, 40
WIDEST_TITLE, WIDEST_KEY, WIDEST_GOAL = 640, 400, 700
"""In pixels of `charts.labels`: two lines of a table's first column, three of a key figure, two of a goal."""


def make_profile(content: Content, language: str, bodies: object = None, *, draft: bool = False) -> bytes:
    """Four pages of A4 as an accessible PDF. Raises TypesettingFailed."""
    return typeset(TEMPLATE, printable(document(content, reader_of(language), draft=draft, made_on=today())))


def document(content: Content, reader: Reader, *, draft: bool, made_on: date) -> dict[str, Any]:
    """Every word and figure in its place; how it looks is `typst/profile.typ`."""
    begun = head(content, reader, draft=draft, made_on=made_on)
    themes = themes_of(content, MOST_ROWS)
    pages = on_two_pages(themes)
    return {
        **begun,
        "name": reader._("Profile"),
        "subtitle": reader._("How we are doing, in four pages"),
        "page": reader._("Page"),
        "findings": {"title": reader._("What stands out"), **cards(content, reader, MOST_FINDINGS)},
        "key": {"title": reader._("The municipality in numbers"), "figures": _key_figures(themes, reader)},
        "themes": [[_theme(theme, reader) for theme in page] for page in pages],
        "themes_titles": [reader._("Themes and comparison"), reader._("Themes and comparison, continued")],
        "no_themes": None if themes else reader._("This report has no numbers of the municipality."),
        "contents": _contents(content, reader, sum(not page for page in pages)),
        "legend": _legend(reader),
        "sources": sources([row.indicator for theme in themes for row in theme.rows], reader),
        "plan": {
            "title": reader._("What is done about it"),
            **words.goals(content, reader, MOST_GOALS, WIDEST_GOAL),
        },
        "about": {"title": reader._("About the report"), "pieces": _about(content, reader, begun["state"])},
    }


def _contents(content: Content, reader: Reader, pages: int) -> dict[str, Any]:
    """What the report tells of, for so many pages that have no figures to show."""
    titles = [words.short(each["title"], reader, WIDEST_TITLE) for each in content["sections"]][:MOST_TITLES]
    each = -(-len(titles) // max(pages, 1))
    return {"title": reader._("What the report tells of"), "pages": [titles[:each], titles[each:]]}


def _key_figures(themes: list[Theme], reader: Reader) -> list[dict[str, Any]]:
    """Those that the report itself begins with."""
    rows = [row for theme in themes for row in theme.rows][:MOST_KEY_FIGURES]
    return [
        {
            "title": words.short(row.indicator["title"], reader, WIDEST_KEY),
            "unit": unit(row.indicator, reader),
            **_figure(row, "own", reader),
        }
        for row in rows
    ]


def _theme(theme: Theme, reader: Reader) -> dict[str, Any]:
    columns = ("own", "county", "country")
    names = {kind: _name(theme, kind, reader) for kind in columns}
    shown = [kind for kind in columns if names[kind]]
    title = words.short(theme.title, reader, WIDEST_TITLE)
    return {
        "title": title,
        "columns": [
            reader.word(reader._("Indicator")),
            *(names[kind] for kind in shown),
            reader.word(reader._("Change")),
            reader.word(reader._("Compared with the whole country")),
        ],
        "rows": [_row(row, shown, reader) for row in theme.rows],
        "caption": reader._("Indicators: %(section)s") % {"section": title["text"]},
    }


def _name(theme: Theme, kind: str, reader: Reader) -> dict[str, str] | None:
    return next((reader.said(row.figures[kind]["area"]) for row in theme.rows if kind in row.figures), None)


def _row(row: Row, shown: list[str], reader: Reader) -> dict[str, Any]:
    return {
        "title": words.short(row.indicator["title"], reader, WIDEST_TITLE),
        "unit": unit(row.indicator, reader),
        "figures": [_figure(row, kind, reader) for kind in shown],
        "spark": str(small_chart(row.points)),
        "course": words.course(row.finding, reader) if row.finding else "",
        "level": words.level(row.finding, reader) if row.finding else reader._("not tested"),
        "mark": words.mark(row.finding.facts.outcome or "untested") if row.finding else words.mark("untested"),
    }


def _figure(row: Row, kind: str, reader: Reader) -> dict[str, Any]:
    """The value with its time; of a comparison only where it is another time than the municipality's."""
    figure, own = row.figures.get(kind), row.figures["own"]
    if figure is None:
        return {"value": None, "period": None, "missing": reader._("not available")}
    is_told = kind == "own" or figure["year"] != own["year"]
    value = written(row.indicator, figure["value"], reader.language)
    told = period(row.indicator, figure["year"], reader.language) if is_told else None
    return {"value": value, "period": told, "missing": None}


def _legend(reader: Reader) -> dict[str, Any]:
    styles = {
        "better": reader._("better than in the whole country"),
        "similar": reader._("no difference that a test finds"),
        "worse": reader._("worse than in the whole country"),
        "higher": reader._("higher, neither way is better"),
        "lower": reader._("lower, neither way is better"),
        "untested": reader._("not tested: chance cannot be reckoned"),
    }
    return {
        "title": reader._("How to read the tables"),
        "marks": [{"text": text, **words.mark(style)} for style, text in styles.items()],
        "text": reader._(
            "Small municipalities have few of everything, and their numbers move by chance. So a figure is said to be "
            "better or worse only where a statistical test finds the difference. The line shows the latest ten years."
        ),
    }


def _about(content: Content, reader: Reader, state: str) -> list[dict[str, Any]]:
    """The last one leads to the report."""
    texts = {
        reader._("How the report came about"): reader._(
            "Every municipality follows its residents' welfare and health and reports on them to its council at least "
            "once in a council term (Act 612/2021 § 6). Experts of all sectors of the municipality write the "
            "report together, and the council decides on it."
        ),
        reader._("What do you think?"): reader._(
            "Tell the municipality on the report's page what you think of it and what should be done."
        ),
        reader._("Where the numbers are from"): reader._(
            "The numbers are as the source had them when the report was made, and are published as open data with the "
            "report. Differences are tested with 95 percent confidence intervals, changes over the latest five "
            "numbers or ten years."
        ),
        reader._("Read the whole report"): reader._(
            "The report is on the web, with its texts, tables and attachments, also as PDF and Word."
        ),
    }
    more = (state, None, " ".join(sources(content.get("indicators", ()), reader)), None)
    return [
        {"title": title, "text": text, "more": told or None, "has_way": title == list(texts)[-1]}
        for (title, text), told in zip(texts.items(), more, strict=True)
    ]
