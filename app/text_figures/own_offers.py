"""What may be put into a text of one of the municipality's own indicators: the figures that hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.indicators.areas import Area
from app.own_figures.models import OwnFigure, OwnIndicator
from app.own_figures.queries import every_indicator, holding_figures, indicator_by_number
from tenants import clock
from tenants.boundary import TenantSession

LANGUAGES = ("fi", "sv")
UNIT_CODES = {"%": "PROS", "€": "EUR"}
"""Sotkanet's words for the units that stand in a sentence as a sign."""


@dataclass(frozen=True)
class OwnOffer:
    """One of the municipality's own indicators as it may be chosen; `figures` are by group, the newest period first."""

    indicator: OwnIndicator
    figures: list[OwnFigure]
    figure: OwnFigure | None
    """What is looked at; None where nobody has entered any."""
    own: Area
    """The municipality."""

    @property
    def has_figures(self) -> bool:
        """Whether there is anything to choose."""
        return self.figure is not None

    def chosen(self, kind: str) -> dict[str, Any]:
        """What is kept of the figure in sight, or of the indicator as a panel."""
        return {
            "own_figure_id": self.figure.id,
            "gender": "total",
            "area_ids": [self.own.area_id],
            "year": self.figure.first_day.year,
            "facts": self.facts if kind == "figure" else self.panel_facts,
        }

    @property
    def facts(self) -> dict[str, Any]:
        """The figure that is looked at, as it is kept."""
        return self.facts_of(self.figure)

    def facts_of(self, figure: OwnFigure) -> dict[str, Any]:
        """Any of the figures, as it is kept."""
        year = figure.first_day.year
        told = {"area": self._of_group(figure.population_group), "year": year, "value": format(figure.value, "f")}
        return self._of_both([figure], {year: figure}) | told

    @property
    def panel_facts(self) -> dict[str, Any]:
        """All groups of people over time, as they are kept."""
        places = _places(self.figures)
        groups = sorted({each.population_group for each in self.figures})
        by_place = {places[each.first_day, each.last_day]: each for each in self.figures}
        return self._of_both(self.figures, by_place) | {"areas": [self._series(group, places) for group in groups]}

    def _series(self, group: str, places: dict[tuple, int]) -> dict[str, Any]:
        points = sorted(
            (places[each.first_day, each.last_day], format(each.value, "f"))
            for each in self.figures
            if each.population_group == group
        )
        return self._of_group(group) | {"points": [list(each) for each in points]}

    def _of_group(self, group: str) -> dict[str, Any]:
        """Everybody is the municipality."""
        if group:
            return {"kind": "group", "name": dict.fromkeys(LANGUAGES, group)}
        return {"kind": self.own.kind, "name": self.own.names}

    def _of_both(self, figures: Iterable[OwnFigure], by_place: dict[int, OwnFigure]) -> dict[str, Any]:
        told = self.indicator
        unit = {language: getattr(told, f"unit_{language}") for language in LANGUAGES}
        return {
            "own_indicator": told.number,
            "title": {language: getattr(told, f"title_{language}") for language in LANGUAGES},
            "unit": unit,
            "unit_code": UNIT_CODES.get(unit["fi"] or unit["sv"], ""),
            "decimals": told.decimals,
            "source": {language: told.source(language) or self.own.names[language] for language in LANGUAGES},
            "fetched_on": clock.day_of(max(each.entered_at for each in figures)).isoformat(),
            "gender": "total",
            "periods": {
                str(place): {language: each.period_in(language) for language in LANGUAGES}
                | {"first_day": each.first_day.isoformat(), "last_day": each.last_day.isoformat()}
                for place, each in by_place.items()
            },
        }


def own_offer(session: TenantSession, own: Area, number: int, figure_id: UUID | None = None) -> OwnOffer | None:
    """An own indicator with one of its figures in sight: the one asked for, or the newest; None where there is no such
    indicator.
    """
    indicator = indicator_by_number(session, number)
    return indicator and _offered(indicator, holding_figures(session, indicator), own, figure_id)


def own_offers(session: TenantSession, own: Area, words: str, language: str) -> list[OwnOffer]:
    """Those that are followed and in whose title all these words are, by title, each with its newest figure."""
    sought = words.casefold().split()
    told = [each for each in every_indicator(session) if each.ended_at is None and _says(each, sought)]
    figures: dict[UUID, list[OwnFigure]] = {each.id: [] for each in told}
    for each in holding_figures(session):
        figures.get(each.indicator_id, []).append(each)
    told.sort(key=lambda each: each.title(language).casefold())
    return [_offered(each, figures[each.id], own) for each in told]


def newest(figures: Iterable[OwnFigure]) -> OwnFigure | None:
    """Of everybody before a group of people."""
    return max(figures, key=lambda each: (not each.population_group, each.last_day, each.first_day), default=None)


def _offered(indicator: OwnIndicator, figures: list[OwnFigure], own: Area, figure_id: UUID | None = None) -> OwnOffer:
    asked = next((each for each in figures if each.id == figure_id), None)
    return OwnOffer(indicator, figures, asked or newest(figures), own)


def _says(indicator: OwnIndicator, sought: list[str]) -> bool:
    titles = f"{indicator.title_fi} {indicator.title_sv}".casefold()
    return all(word in titles for word in sought)


def _places(figures: Iterable[OwnFigure]) -> dict[tuple, int]:
    """Where each period stands on an axis: at its year, or one after another where two begin in one year."""
    periods = sorted({(each.first_day, each.last_day) for each in figures})
    years = [first.year for first, _ in periods]
    return dict(zip(periods, years if len(set(years)) == len(years) else range(1, len(years) + 1), strict=True))
