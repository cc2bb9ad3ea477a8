"""The indicator panel as HTML: the figures a text is about. Pure: no Flask; the words come from the caller.

A page can have hundreds of cells, for which a template takes four times as long. Pieces are plain strings of
finished HTML; names and texts enter them only through `escape`.
"""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from jinja2 import Environment, pass_environment
from markupsafe import Markup, escape

from app.web.figure_panel import Panel, Row, figure_panel
from app.web.numbers import MINUS, day, number, signed


@pass_environment
def figure_table(
    environment: Environment,
    indicators: list[dict],
    language: str,
    caption: str = "",
    has_heading: bool = False,
    pages: str = "",
) -> Markup:
    """`indicators` as in an edition's content. A figure that is not there is said to be missing, never shown as 0.

    Where there is no room for columns, each indicator becomes a card, whose cells show the names of their columns;
    the roles keep it a table to listen to, in which those names are heard from the header.
    """
    if not indicators:
        return Markup()
    drawing = Drawing(figure_panel(indicators), language, environment.globals["_"], pages)
    return Markup(drawing.table(caption, has_heading))  # noqa: S704 - every text in it went through escape


@pass_environment
@lru_cache(maxsize=128)
def kept_figure_table(environment: Environment, indicators: str, language: str, pages: str = "") -> Markup:
    """The table, below a heading of its own, of indicators in JSON. Drawn once: a page where people write is opened
    again and again, and its figures stay what they are. `pages` is the address below which each indicator has its own.
    """
    return figure_table(environment, json.loads(indicators), language, has_heading=True, pages=pages)


class Drawing:
    """One table on its way to the page. `say` is a template's `_`, whose sentences are safe."""

    def __init__(self, panel: Panel, language: str, say: Callable[..., Markup], pages: str = ""):
        _ = say
        own = escape(panel.own[language]) if panel.own else _("Own municipality")
        self.panel, self.language, self._, self.pages = panel, language, say, pages
        self.columns = [own, _("Change"), *(escape(area[language]) for area in panel.areas)]
        self.labels = [f'<span class="app-figures__label" aria-hidden="true">{name}</span>' for name in self.columns]
        self.missing = self._nothing(_("not available"))
        self.incalculable = self._nothing(_("cannot be calculated"))

    @staticmethod
    def _nothing(word: str) -> str:
        return f'<span class="app-figures__missing">{word}</span>'

    def table(self, caption: str, has_heading: bool) -> str:
        """The whole of it, with what is said of all its indicators below."""
        _, panel = self._, self.panel
        indicator, caption = _("Indicator"), escape(caption) or _("Indicators")
        heads = "".join(
            f'<th scope="col" role="columnheader" class="app-figures__number">{name}</th>' for name in self.columns
        )
        rows = "\n".join(map(self._row, panel.rows))
        notes = [self._without()] if panel.areas_without_figures else []
        notes += [self._source(each, number) for number, each in panel.sources]
        below = "".join(f'<p class="app-figures__source">{note}</p>\n' for note in notes)
        return (
            f'<div class="app-figures{" app-figures--many" if len(panel.areas) > 3 else ""}">\n'
            '<table class="app-figures__table" role="table">\n'
            f'<caption class="{"govuk-visually-hidden" if has_heading else "app-figures__caption"}">'
            f'{caption}</caption>\n<thead role="rowgroup">\n'
            f'<tr role="row"><th scope="col" role="columnheader">{indicator}</th>'
            f'{heads}</tr>\n</thead>\n<tbody role="rowgroup">\n{rows}\n</tbody>\n</table>\n'
            f"{below}</div>"
        )

    def _row(self, row: Row) -> str:
        decimals = row.indicator["decimals"]
        year = row.own["year"] if row.own else None
        cells = [self._figure(row.own, decimals, None), self._change(row)]
        cells += [self._figure(figure, decimals, year) for figure in row.comparisons]
        drawn = "".join(
            f'<td role="cell" class="app-figures__number{"" if at else " app-figures__number--own"}">{label}{cell}</td>'
            for at, (label, cell) in enumerate(zip(self.labels, cells, strict=True))
        )
        name = f'<th scope="row" role="rowheader" class="app-figures__indicator">{self._name(row)}</th>'
        return f'<tr role="row">{name}{drawn}</tr>'

    def _name(self, row: Row) -> str:
        notes = [self._either(row.indicator["unit"]), row.source and self._("source %(number)s", number=row.source)]
        small = ", ".join(filter(None, notes))
        small = small and f' <span class="app-figures__small">{small}</span>'
        title = self._either(row.indicator["title"])
        if self.pages:
            title = f'<a class="govuk-link" href="{escape(self.pages)}{row.indicator["id"]}">{title}</a>'
        return f"{title}{small}"

    def _figure(self, figure: dict | None, decimals: int, known_year: int | None) -> str:
        """The year stands by the own figure; by a comparison only when it is another."""
        if not figure or figure["value"] is None:
            return self.missing
        year = figure["year"]
        note = f' <span class="app-figures__small">{year}</span>' if year != known_year else ""
        text = number(Decimal(figure["value"]), decimals, self.language)
        return f'<span class="app-figures__value">{text}</span>{note}'

    def _change(self, row: Row) -> str:
        """In words as well as signs, without colour: whether it is good, or more than chance, is not known here."""
        _ = self._
        if row.change is None:
            return self.incalculable
        text, year = signed(row.change, row.indicator["decimals"], self.language), row.own["previous_year"]
        if text.startswith("+"):
            words = _("up from %(year)s", year=year)
        elif text.startswith(MINUS):
            words = _("down from %(year)s", year=year)
        else:
            words = _("same as in %(year)s", year=year)
        return f'<span class="app-figures__value">{text}</span> <span class="app-figures__small">{words}</span>'

    def _without(self) -> str:
        areas = Markup(", ").join(area[self.language] for area in self.panel.areas_without_figures)
        return self._("No comparison available: %(areas)s.", areas=areas)

    def _source(self, indicator: dict, number: int | None) -> str:
        _ = self._
        fetched = day(date.fromisoformat(indicator["fetched_on"]), self.language)
        source = Markup(self._either(indicator["source"]))  # noqa: S704 - went through escape
        if number is None:
            return _("Source: %(source)s. Fetched %(day)s.", source=source, day=fetched)
        return _("Source %(number)s: %(source)s. Fetched %(day)s.", number=number, source=source, day=fetched)

    def _either(self, texts: dict[str, str]) -> str:
        """A text that the source has in the other language only is better than none, if its language is told."""
        if texts[self.language]:
            return escape(texts[self.language])
        return "".join(f'<span lang="{code}">{escape(text)}</span>' for code, text in texts.items() if text)
