"""Figures and panels as pages show them within a text."""

from collections.abc import Callable, Iterable
from itertools import count

from flask import current_app

from app.text_figures.panels import Panel
from app.text_figures.rules import KeptFigure, label, shown
from app.web.languages import speaking
from app.writing.shown import NoteWords, Shown


def shown_in(kept: Iterable[KeptFigure], language: str, name: str) -> Shown:
    """What a text in this language has numbers for; `name` sets it apart from the other texts of its page."""
    facts = {(each.kind, each.number): each.facts for each in kept}
    times = count(1)

    def figure(number: int) -> str | None:
        found = facts.get(("figure", number))
        return shown(found, language) if found else None

    def panel(number: int) -> str | None:
        found = facts.get(("panel", number))
        return drawn(Panel(found, language, said_in(language)), f"{name}-panel-{next(times)}") if found else None

    return Shown(figure=figure, panel=panel, notes=_about_notes(language, name))


def drawn(panel: Panel, prefix: str) -> str:
    """A panel as a piece of a page."""
    with speaking(panel.language):
        template = current_app.jinja_env.get_template("text_figures/panel.html")
        return template.render(panel=panel, prefix=prefix)


def said_in(language: str) -> Callable[[str], str]:
    """The catalogue of a language, which need not be the page's."""
    return current_app.jinja_env.catalogues[language].gettext


def for_the_editor(kept: Iterable[KeptFigure], language: str) -> dict[str, list[dict[str, object]]]:
    """What an open editor is told, by kind: number, label and, of figures, how it is written."""
    told: dict[str, list[dict[str, object]]] = {"figure": [], "panel": []}
    for each in kept:
        written = {"shown": shown(each.facts, language)} if each.kind == "figure" else {}
        told[each.kind].append({"number": each.number, "label": label(each.facts, language)} | written)
    return told


def _about_notes(language: str, name: str) -> NoteWords:
    _ = said_in(language)
    return NoteWords(f"{name}-note", _("Footnote"), _("Back to the text from footnote"), _("Footnotes"))
