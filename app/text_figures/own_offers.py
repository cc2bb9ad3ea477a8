"""What may be put into a text of one of the municipality's own indicators: the figures that hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.indicators.areas import Area
from app.own_figures.models import OwnFigure, OwnIndicator
from app.own_figures.queries import every_figure, every_indicator, indicator_by_number, newest_figures
from tenants import clock
from tenants.boundary import TenantSession

LANGUAGES = ("fi", "sv")
UNIT_CODES = {"%": "PROS", "€": "EUR"}
"""Sotkanet's words for the units that stand in a sentence as a sign."""

MOST_GROUPS = 6
"""As many columns as a page has room for beside the names of long periods."""


@dataclass(frozen=True)
class OwnOffer:
    """One of the municipality's own indicators as it may be chosen; `figures` are by group, the newest period first."""

    indicator: OwnIndicator
    figures: list[OwnFigure]
    figure: OwnFigure | None
    """What is looked at; None where nobody has entered any."""
    own: Area
    """The municipality."""
    is_another: bool = False
    """Whether what was asked for is gone, and another stands here."""
    is_own = True

    @property
    def has_figures(self) -> bool:
        """Whether there is anything to choose."""
        return self.figure is not None

    @property
    def has_few_groups(self) -> bool:
        """Whether a panel has all of them; otherwise it has everybody and the group that is looked at."""
        return len({_group(each) for each in self.figures}) <= MOST_GROUPS

    def chosen(self, kind: str) -> dict[str, Any]:
        """What is kept of the figure in sight, or of the indicator as a panel."""
        of_group = [each for each in self.figures if _group(each) == _group(self.figure)]
        figure = self.figure if kind == "figure" else latest(of_group)
        return {
            "own_figure_id": figure.id,
            "gender": "total",
            "area_ids": [self.own.area_id],
            "year": figure.first_day.year,
            "facts": self.facts if kind == "figure" else self.panel_facts,
        }

    @property
    def facts(self) -> dict[str, Any]:
        """The figure that is looked at, as it is kept."""
        figure = self.figure
        year = figure.first_day.year
        told = {"area": self._of_group(figure.population_group), "year": year, "value": format(figure.value, "f")}
        return self._of_both({year: figure}) | told

    @property
    def panel_facts(self) -> dict[str, Any]:
        """Everybody and the groups of people over time, as they are kept."""
        seen = ("", _group(self.figure))
        figures = [each for each in self.figures if self.has_few_groups or _group(each) in seen]
        places = _places({(each.first_day, each.last_day) for each in figures})
        groups: dict[str, list[OwnFigure]] = {}
        for each in sorted(figures, key=_group):
            groups.setdefault(_group(each), []).append(each)
        by_place = {places[each.first_day, each.last_day]: each for each in figures}
        areas = [self._series(of_group, places) for of_group in groups.values()]
        return self._of_both(by_place, figures) | {"areas": areas}

    def _series(self, figures: list[OwnFigure], places: Mapping[tuple, int]) -> dict[str, Any]:
        points = sorted([places[each.first_day, each.last_day], format(each.value, "f")] for each in figures)
        return self._of_group(latest(figures).population_group) | {"points": points}

    def _of_group(self, group: str) -> dict[str, Any]:
        """Everybody is the municipality."""
        if group:
            return {"kind": "group", "name": dict.fromkeys(LANGUAGES, group)}
        return {"kind": self.own.kind, "name": self.own.names}

    def _of_both(self, by_place: Mapping[int, OwnFigure], figures: Iterable[OwnFigure] = ()) -> dict[str, Any]:
        told = self.indicator
        entered_at = max(each.entered_at for each in figures or by_place.values())
        unit, source = (_in_both(told, name) for name in ("unit", "source"))
        return {
            "own_indicator": told.number,
            "title": _in_both(told, "title"),
            "unit": unit,
            "unit_code": UNIT_CODES.get(unit["fi"] or unit["sv"], ""),
            "decimals": told.decimals,
            "source": source if any(source.values()) else self.own.names,
            "fetched_on": clock.day_of(entered_at).isoformat(),
            "told_at": max(entered_at, told.changed_at or told.created_at).isoformat(),
            "gender": "total",
            "periods": {
                str(place): {language: each.period_in(language) for language in LANGUAGES}
                | {"first_day": each.first_day.isoformat(), "last_day": each.last_day.isoformat()}
                for place, each in by_place.items()
            },
        }


def own_offer(session: TenantSession, own: Area, number: int, figure_id: UUID | None = None) -> OwnOffer | None:
    """An own indicator with one of its figures in sight: what holds by now in the place of the one asked for, or the
    newest. None where there is no such indicator or it is followed no more.
    """
    indicator = indicator_by_number(session, number)
    if indicator is None or indicator.ended_at is not None:
        return None
    every = every_figure(session, indicator)
    figures = [each for each in every if each.ended_at is None]
    asked = next((each.figure.place for each in every if each.id == figure_id), None)
    there = next((each for each in figures if each.figure.place == asked), None)
    return OwnOffer(indicator, figures, there or newest(figures), own, is_another=bool(figure_id) and there is None)


def own_offers(session: TenantSession, own: Area, words: str, language: str) -> list[OwnOffer]:
    """Those that are followed and in whose title all these words are, by title, each with its newest figure alone."""
    sought = words.casefold().split()
    told = [each for each in every_indicator(session) if each.ended_at is None and _says(each, sought)]
    figures = newest_figures(session)
    told.sort(key=lambda each: each.title(language).casefold())
    by_indicator = {each.id: [figures[each.id]] if each.id in figures else [] for each in told}
    return [OwnOffer(each, by_indicator[each.id], newest(by_indicator[each.id]), own) for each in told]


def newest(figures: Iterable[OwnFigure]) -> OwnFigure | None:
    """Of everybody before a group of people."""
    return next(iter(figures), None)


def latest(figures: Iterable[OwnFigure]) -> OwnFigure:
    """Of the newest period, in whatever order they come."""
    return max(figures, key=lambda each: (each.last_day, each.first_day))


def _group(figure: OwnFigure) -> str:
    """However somebody spelled it."""
    return figure.figure.place[2]


def _places(periods: Iterable[tuple[date, date]]) -> dict[tuple[date, date], int]:
    """The number of each period: its year, or one after another where two begin in one year, which no axis tells
    apart (`Panel.has_chart`).
    """
    ordered = sorted(periods)
    years = [first.year for first, _ in ordered]
    return dict(zip(ordered, years if len(set(years)) == len(years) else range(1, len(years) + 1), strict=True))


def _in_both(indicator: OwnIndicator, name: str) -> dict[str, str]:
    return {language: getattr(indicator, f"{name}_{language}") for language in LANGUAGES}


def _says(indicator: OwnIndicator, sought: list[str]) -> bool:
    titles = f"{indicator.title_fi} {indicator.title_sv}".casefold()
    return all(word in titles for word in sought)
