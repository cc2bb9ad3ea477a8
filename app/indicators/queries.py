"""A municipality's figures beside its comparison areas, in two queries however many indicators are asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.indicators import rules
from app.indicators.areas import COUNTRY, COUNTRY_NAME, Area
from app.indicators.models import Indicator
from app.indicators.series import series_of
from tenants.municipalities import Municipality


@dataclass(frozen=True)
class Figure:
    """One area's figure and the one before it; None where nothing is available, which is never 0."""

    kind: str
    """own, county, region, country or municipality."""
    area: dict[str, str]
    year: int | None
    value: Decimal | None
    previous_year: int | None
    previous_value: Decimal | None

    def as_facts(self) -> dict[str, Any]:
        """As a report keeps it: a figure is the text of its exact decimals."""
        return vars(self) | {"value": _exact(self.value), "previous_value": _exact(self.previous_value)}


@dataclass(frozen=True)
class IndicatorFigures:
    """An indicator with the municipality's own figure first. A text blank at the source is "": see `rules.wording`."""

    id: int
    title: dict[str, str]
    unit: dict[str, str]
    decimals: int
    direction: str
    source: dict[str, str]
    fetched_on: date
    updated_on: date | None
    revision: int
    """Which fetch the figures are of."""
    period_kind: str
    """What a year stands for (statistics.periods.PeriodKind)."""
    figures: tuple[Figure, ...]

    def as_facts(self) -> dict[str, Any]:
        """As a report keeps it: plain JSON that no later correction at the source can reach."""
        return vars(self) | {
            "fetched_on": self.fetched_on.isoformat(),
            "updated_on": self.updated_on and self.updated_on.isoformat(),
            "figures": [figure.as_facts() for figure in self.figures],
        }


def figures_for(
    session: Session, municipality: Municipality, indicator_ids: Sequence[int], beside: Iterable[Area] = ()
) -> dict[int, IndicatorFigures]:
    """Latest and previous figures by id, in the order asked. An id that the mirror does not hold is left out.

    `beside` are municipalities to compare with, after the county, the region and the country.
    """
    areas = _areas(municipality) | {each.area_id: (each.kind, each.names) for each in beside}
    known = {each.id: each for each in session.scalars(select(Indicator).where(Indicator.id.in_(indicator_ids)))}
    values = {
        key: {point.year: point.value for point in series.points}
        for key, series in series_of(session, known, areas).items()
    }
    return {number: _with_figures(known[number], areas, values) for number in indicator_ids if number in known}


def _areas(municipality: Municipality) -> dict[int, tuple[str, dict[str, str]]]:
    """By number in Sotkanet: the municipality, then what it is compared with. Helsinki and Åland have no county."""
    named = {"own": municipality, "county": municipality.county, "region": municipality.region}
    areas = {
        area.sotkanet_region_id: (kind, {"fi": area.name_fi, "sv": area.name_sv})
        for kind, area in named.items()
        if area is not None
    }
    return areas | {COUNTRY: ("country", COUNTRY_NAME)}


def _with_figures(
    indicator: Indicator,
    areas: dict[int, tuple[str, dict[str, str]]],
    values: Mapping[tuple[int, int], dict[int, Decimal]],
) -> IndicatorFigures:
    by_area = {number: values.get((indicator.id, number), {}) for number in areas}
    # The municipality's two latest years decide: another area's figure of another year would not be a comparison.
    # Only where the municipality has no figure at all do the other areas show their own latest.
    own_years = sorted(by_area[next(iter(areas))], reverse=True)[:2]
    return IndicatorFigures(
        id=indicator.id,
        title={"fi": indicator.title_fi, "sv": indicator.title_sv},
        unit={"fi": indicator.unit_fi, "sv": indicator.unit_sv},
        decimals=indicator.decimals,
        direction=indicator.direction,
        source=rules.source_line({"fi": indicator.organisation_fi, "sv": indicator.organisation_sv}),
        fetched_on=indicator.fetched_on,
        updated_on=indicator.updated_on,
        revision=indicator.revision,
        period_kind=indicator.period_kind,
        figures=tuple(
            _figure(kind, name, by_area[number], own_years) for number, (kind, name) in areas.items()
        ),
    )


def _figure(kind: str, name: dict[str, str], by_year: dict[int, Decimal], own_years: list[int]) -> Figure:
    wanted = own_years or sorted(by_year, reverse=True)
    year, previous_year = ([year if year in by_year else None for year in wanted] + [None, None])[:2]
    return Figure(kind, name, year, by_year.get(year), previous_year, by_year.get(previous_year))


def _exact(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")
