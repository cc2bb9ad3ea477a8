"""What may be put into a text of one indicator: the areas, years and figures that the mirror has of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, text

from app.indicators.areas import Area, chosen_codes, register
from app.indicators.rules import source_line
from app.indicators.series import Series, series_of
from app.indicators.shown import shown_indicators
from tenants.boundary import TenantSession

USUAL = ("country", "county", "region")
EVERY_GENDER = text("""
    SELECT gender, area_id, first_year, figures, counts FROM indicator_series
    WHERE indicator_id = :indicator AND area_id = ANY (:areas)
""")


@dataclass(frozen=True)
class Offer:
    """One indicator as it may be chosen; `areas` are those that have figures, the municipality itself first."""

    indicator: Row
    genders: list[str]
    gender: str
    areas: list[Area]
    series: dict[int, Series]
    """By the area's number."""
    area: Area | None
    """Whose figure is looked at; None where no area has any."""
    year: int | None
    is_another: bool = False
    """Whether the year that was asked for is gone, and another stands here."""
    is_own = False

    @property
    def has_figures(self) -> bool:
        """Whether there is anything to choose."""
        return self.area is not None

    def chosen(self, kind: str) -> dict[str, Any]:
        """What is kept of the figure in sight, or of the indicator as a panel."""
        areas = [self.area] if kind == "figure" else self.areas
        return {
            "indicator_id": self.indicator.id,
            "gender": self.gender,
            "area_ids": [area.area_id for area in areas],
            "year": self.year if kind == "figure" else self.series[areas[0].area_id].latest.year,
            "facts": self.facts if kind == "figure" else self.panel_facts,
        }

    @property
    def years(self) -> list[int]:
        """Those of which the area has a figure, newest first."""
        return [point.year for point in reversed(self.series[self.area.area_id].points)] if self.area else []

    @property
    def facts(self) -> dict[str, Any]:
        """The figure that is looked at, as it is kept."""
        value = self.series[self.area.area_id].at(self.year).value
        told = {"area": _named(self.area), "year": self.year, "value": _exact(value)}
        return self._of_both() | told

    @property
    def panel_facts(self) -> dict[str, Any]:
        """All areas over time, as they are kept."""
        areas = [
            _named(area)
            | {"points": [[point.year, _exact(point.value)] for point in self.series[area.area_id].points]}
            for area in self.areas
        ]
        return self._of_both() | {"areas": areas}

    def _of_both(self) -> dict[str, Any]:
        told = self.indicator
        return {
            "indicator": told.id,
            "title": {"fi": told.title_fi, "sv": told.title_sv},
            "unit": {"fi": told.unit_fi, "sv": told.unit_sv},
            "unit_code": told.unit_code,
            "decimals": told.decimals,
            "period_kind": told.period_kind,
            "source": source_line({"fi": told.organisation_fi, "sv": told.organisation_sv}),
            "fetched_on": told.fetched_on.isoformat(),
            "revision": told.revision,
            "gender": self.gender,
        }


def areas_of(session: TenantSession, municipality_code: str) -> list[Area]:
    """The municipality and what it is compared with, in so far as the source can have figures of it."""
    keys = [*USUAL, *chosen_codes(session)]
    return [area for area in register(session).areas_of(municipality_code, keys) if area.area_id]


def same_areas(session: TenantSession, municipality_code: str, area_ids: Sequence[int]) -> list[Area]:
    """Those of an earlier choice, whatever the municipality compares itself with by now."""
    everybody = register(session)
    known = {area.area_id: area for area in everybody.areas_of(municipality_code, [*USUAL, *everybody.by_code])}
    return [known[each] for each in area_ids if each in known]


def offer(
    session: TenantSession,
    areas: Sequence[Area],
    indicator_id: int,
    gender: str = "total",
    area: str | int = "",
    year: int | None = None,
) -> Offer | None:
    """An indicator with one of its figures in sight; None where it is not mirrored. `area` is an area's key or number.

    What is asked for and is not there is what a writer most likely wants: the municipality's own, the latest.
    """
    indicator = shown_indicators(session, [indicator_id]).get(indicator_id)
    if indicator is None:
        return None
    by_gender = _by_gender(session, indicator_id, areas)
    gender = next((each for each in (gender, "total", *by_gender) if each in by_gender), gender)
    series = by_gender.get(gender, {})
    told = [each for each in areas if each.area_id in series]
    chosen = next((each for each in told if area in (each.key, each.area_id)), next(iter(told), None))
    years = [point.year for point in series[chosen.area_id].points] if chosen else []
    shown = year if year in years else next(reversed(years), None)
    is_another = year is not None and shown != year
    return Offer(indicator, sorted(by_gender), gender, told, series, chosen, shown, is_another)


MOST_FOUND = 20


def latest_of(session: TenantSession, area: Area, indicator_ids: Sequence[int]) -> list[dict[str, Any]]:
    """The facts of an area's latest figure of each indicator, in the order asked; of most a score of indicators."""
    ids = list(indicator_ids)[:MOST_FOUND]
    known, series = shown_indicators(session, ids), series_of(session, ids, [area.area_id])
    told = [(known[each], series[each, area.area_id]) for each in ids if (each, area.area_id) in series]
    return [
        Offer(indicator, ["total"], "total", [area], {area.area_id: found}, area, found.latest.year).facts
        for indicator, found in told
    ]


def _by_gender(session: TenantSession, indicator_id: int, areas: Iterable[Area]) -> dict[str, dict[int, Series]]:
    asked = {"indicator": indicator_id, "areas": [area.area_id for area in areas]}
    found: dict[str, dict[int, Series]] = {}
    for gender, area_id, *told in session.execute(EVERY_GENDER, asked):
        found.setdefault(gender, {})[area_id] = Series(*told)
    return found


def _named(area: Area) -> dict[str, Any]:
    return {"kind": area.kind, "name": area.names}


def _exact(value: Decimal) -> str:
    return format(value, "f")
