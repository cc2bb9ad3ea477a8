"""Gathers figures from Sotkanet and checks all of an indicator before any of it may replace what we have."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from app.indicators import rules
from app.indicators.sotkanet import COUNT, Area, Metadata, Sotkanet, SotkanetError, Value
from app.indicators.themes import Theme

CATEGORIES = frozenset({"KUNTA", "HYVINVOINTIALUE", "MAAKUNTA", "MAA"})
"""The areas a report compares; Sotkanet has ten categories more."""
LONGEST_SERIES = 200
Say = Callable[[str], object]


class Unfit(Exception):
    """An indicator's answer cannot be trusted; the message says what is wrong with it."""


@dataclass(frozen=True)
class Series:
    """One indicator with all its figures, checked."""

    metadata: Metadata
    values: list[Value]


@dataclass(frozen=True)
class Collection:
    """Figures on their way into the database or the bundle. `refused` says what was wrong with the ones left out."""

    fetched_on: date
    areas: list[Area]
    series: list[Series]
    refused: dict[int, str] = field(default_factory=dict)


def collect(sotkanet: Sotkanet, themes: Iterable[Theme], fetched_on: date, say: Say) -> Collection:
    """Fetch every theme's indicator, saying how each went. Raises SotkanetError when there is no service at all."""
    areas = [area for area in sotkanet.regions() if area.category in CATEGORIES]
    titles = sotkanet.indicators()
    collection = Collection(fetched_on, areas, [])
    for theme in themes:
        try:
            series = _series(sotkanet, theme, titles, {area.id for area in areas})
        except (Unfit, SotkanetError) as error:
            collection.refused[theme.indicator_id] = str(error)
            say(f"{theme.indicator_id} {theme.title_fi}: kept as it was, {error}")
        else:
            collection.series.append(series)
            told = series.metadata
            say(f"{told.id} {told.title['fi']}: {len(series.values)} figures, {told.first_year}–{told.last_year}")
    return collection


def _series(sotkanet: Sotkanet, theme: Theme, titles: dict[int, dict[str, str]], areas: set[int]) -> Series:
    if theme.indicator_id not in titles:
        raise Unfit("it is gone from Sotkanet's list")
    metadata = sotkanet.metadata(theme.indicator_id)
    if metadata is None:
        raise Unfit("it has no metadata")
    if not rules.is_same_title(metadata.title["fi"], theme.title_fi):
        raise Unfit(f"it is now called {metadata.title['fi']!r}")
    years = range(metadata.first_year, metadata.last_year + 1)
    if not 0 < len(years) <= LONGEST_SERIES:
        raise Unfit(f"its years are {metadata.first_year}–{metadata.last_year}")
    values = _fit_values(sotkanet.values(theme.indicator_id, years), metadata.unit_code, years)
    values = [value for value in values if value.area_id in areas]
    if not values:
        raise Unfit("it has no figures")
    return Series(metadata, values)


def _fit_values(values: list[Value], unit_code: str, years: range) -> list[Value]:
    """The rows that hold a figure, after checking that they answer what was asked, each once."""
    keys = {(value.area_id, value.year) for value in values}
    if len(keys) < len(values):
        raise Unfit("it has two figures for one area and year")
    if any(value.year not in years or value.gender != "total" for value in values):
        raise Unfit("it has figures that were not asked for")
    if unit_code == COUNT:
        values = [v if v.value is not None else replace(v, value=v.absolute_value) for v in values]
    return [value for value in values if value.value is not None]
