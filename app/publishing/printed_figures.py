"""Figures and panels as the PDF of an edition shows them within a text. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from app.text_figures.panels import Panel
from app.text_figures.rules import shown
from app.writing.shown import Printed


def printed(figures: list[Mapping[str, Any]], language: str, say: Callable[[str], str]) -> Printed:
    """What a section's text in this language has numbers for; `say` is the catalogue's gettext in it."""
    facts = {(each["kind"], each["number"]): each["facts"] for each in figures}

    def figure(number: int) -> str | None:
        found = facts.get(("figure", number))
        return shown(found, language) if found else None

    def panel(number: int) -> dict | None:
        found = facts.get(("panel", number))
        return _table(Panel(found, language, say)) if found else None

    return Printed(figure=figure, panel=panel)


def _table(panel: Panel) -> dict[str, Any]:
    """As the template's own tables, with a chart above."""
    _ = panel._

    def said(text: str) -> dict[str, str]:
        return {"text": text, "language": panel.language}

    def cell(text: str | None) -> dict[str, Any]:
        return {"text": text or _("not available"), "note": None, "is_figure": text is not None}

    chart = {"chart": panel.chart("panel"), "alternative": f"{panel.title}. {panel.description}"}
    return {
        **(chart if panel.has_chart else {}),
        "caption": panel.title,
        "caption_language": panel.language_of_title,
        "columns": [said(_("Period")), *map(said, panel.areas)],
        "rows": [
            {"title": said(panel.period(year)), "below": [], "cells": [cell(each) for each in panel.cells(year)]}
            for year in panel.years
        ],
        "notes": [panel.source],
    }
