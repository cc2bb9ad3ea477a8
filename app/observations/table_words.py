"""Joys and worries as a table to take away."""

from collections.abc import Iterable

from flask_babel import gettext as _

from app.indicators.table_words import Cell, sources, text_of
from app.indicators.words import OUTCOMES, TRENDS
from app.observations.queries import Weighed
from app.observations.words import AGE_GROUPS, KINDS, OBSTACLES, SUPPORT, THEMES


def of_observations(said: Iterable[Weighed], language: str) -> list[list[Cell]]:
    """One row for each; the sources of the figures last."""
    said = list(said)
    headings = [
        _("Number"), _("Joy or worry"), _("What gladdens or worries"), _("Whose"), _("Whom it is about"), _("Theme"),
        _("What the figures say"), _("Why"), _("Indicator"), _("Period"), _("Figure"), _("The whole country"),
        _("Compared"), _("Trend"),
    ]  # fmt: skip
    rows = [_row(each, language) for each in said]
    return [headings, *rows, [], *sources([each.row.indicator for each in said if each.row], language)]


def _row(each: Weighed, language: str) -> list[Cell]:
    told = each.observation
    words = [KINDS[told.kind], told.text, told.group_name, AGE_GROUPS[told.age_group], THEMES[told.theme]]
    why = OBSTACLES[each.obstacle] if each.obstacle else ""
    return [told.number, *map(str, words), str(SUPPORT[each.support]), str(why), *_numbers(each, language)]


def _numbers(each: Weighed, language: str) -> list[Cell]:
    row = each.row
    if row is None:
        return [None] * 6
    own = [row.own.year, row.own.value] if row.own else [None, None]
    tests = [str(OUTCOMES[row.comparison.outcome]), str(TRENDS[row.trend.course, row.trend.verdict])]
    return [text_of(row.indicator, "title", language), *own, row.country, *tests]
