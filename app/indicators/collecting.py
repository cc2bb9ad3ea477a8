"""Gathers figures from Sotkanet and checks all of an indicator before any of it may replace what we have."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.indicators import rules
from app.indicators.sotkanet import COUNT, Area, Listed, Metadata, Sotkanet, SotkanetError, Value
from app.indicators.themes import Theme

CATEGORIES = frozenset({"KUNTA", "HYVINVOINTIALUE", "MAAKUNTA", "MAA"})
"""The areas a report compares; Sotkanet has ten categories more."""
YEARS = range(1800, 2200)
LONGEST = 200
"""A series' years."""
Say = Callable[[str], object]
TROUBLES = {
    "gone": "it is gone from Sotkanet's list",
    "no_metadata": "it has no metadata",
    "other_title": "it is now called {title!r}",
    "bad_years": "its years are {first}–{last}",
    "bad_decimals": "it has {decimals} decimals",
    "no_figures": "it has no figures",
    "twice": "it has two figures for one area, year and gender",
    "not_asked": "it has figures that were not asked for",
}
"""What can be wrong with an indicator's answer. `no_answer` and `malformed` are SotkanetError's."""


class Unfit(Exception):
    """An indicator's answer cannot be trusted. `kind` is one of TROUBLES, and the message says the same to people."""

    def __init__(self, kind: str, **details: object):
        super().__init__(TROUBLES[kind].format(**details))
        self.kind = kind
        self.details = details


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator in an area for one gender or all: a figure for each year from the first, None where there is none.

    The first and the last are there. `counts` are the absolute counts; None where there is not one.
    """

    gender: str
    area_id: int
    first_year: int
    figures: tuple[Decimal | None, ...]
    counts: tuple[Decimal | None, ...] | None


@dataclass(frozen=True)
class FetchedIndicator:
    """One indicator with all its series, checked."""

    metadata: Metadata
    series: list[Series]

    @property
    def size(self) -> int:
        """How many figures it has."""
        return sum(len(each.figures) - each.figures.count(None) for each in self.series)


@dataclass(frozen=True)
class Collection:
    """Figures on their way into the database or the bundle. `refused` says what was wrong with the ones left out."""

    fetched_on: date
    areas: list[Area]
    listing: list[Listed]
    indicators: list[FetchedIndicator]
    refused: dict[int, str] = field(default_factory=dict)


def collect(sotkanet: Sotkanet, themes: Iterable[Theme], fetched_on: date, say: Say) -> Collection:
    """Fetch every theme's indicator, saying how each went. Raises SotkanetError when there is no service at all."""
    areas = compared_areas(sotkanet)
    listing = sotkanet.indicators()
    collection = Collection(fetched_on, areas, list(listing.values()), [])
    for theme in themes:
        try:
            metadata = fit_metadata(sotkanet, listing, theme.indicator_id, theme.title_fi)
            fetched = fit_series(sotkanet, metadata, {area.id for area in areas})
        except (Unfit, SotkanetError) as error:
            collection.refused[theme.indicator_id] = str(error)
            say(f"{theme.indicator_id} {theme.title_fi}: left out, {error}")
        else:
            collection.indicators.append(fetched)
            say(told_of(fetched))
    return collection


def told_of(fetched: FetchedIndicator) -> str:
    """How an indicator went, for the operator."""
    told = fetched.metadata
    return f"{told.id} {told.title['fi']}: {fetched.size} figures, {told.first_year}–{told.last_year}"


def compared_areas(sotkanet: Sotkanet) -> list[Area]:
    """The areas whose figures are kept."""
    return [area for area in sotkanet.regions() if area.category in CATEGORIES]


def fit_metadata(sotkanet: Sotkanet, listed: Iterable[int], indicator_id: int, expected_title: str | None) -> Metadata:
    """What is said about one indicator, checked; raises Unfit or SotkanetError. None expects any title."""
    if indicator_id not in listed:
        raise Unfit("gone")
    metadata = sotkanet.metadata(indicator_id)
    if metadata is None:
        raise Unfit("no_metadata")
    title = metadata.title["fi"]
    if expected_title is not None and not rules.is_same_title(title, expected_title):
        raise Unfit("other_title", title=title, expected=expected_title)
    first, last = metadata.first_year, metadata.last_year
    if first not in YEARS or last not in YEARS or not 0 < len(range(first, last + 1)) <= LONGEST:
        raise Unfit("bad_years", first=first, last=last)
    if metadata.decimals not in range(10):
        raise Unfit("bad_decimals", decimals=metadata.decimals)
    return metadata


def fit_series(sotkanet: Sotkanet, metadata: Metadata, areas: set[int]) -> FetchedIndicator:
    """All figures of one indicator in these areas, checked; raises Unfit or SotkanetError."""
    years = range(metadata.first_year, metadata.last_year + 1)
    values = sotkanet.values(metadata.id, years, metadata.genders)
    if len({(value.area_id, value.year, value.gender) for value in values}) < len(values):
        raise Unfit("twice")
    if any(value.year not in years or value.gender not in metadata.genders for value in values):
        raise Unfit("not_asked")
    series = list(_series([value for value in values if value.area_id in areas], metadata.unit_code))
    if not series:
        raise Unfit("no_figures")
    return FetchedIndicator(metadata, series)


def _series(values: list[Value], unit_code: str) -> Iterator[Series]:
    """In order of gender and area. A count without a value is a figure only where the unit is a count."""
    found: dict[tuple[str, int], dict[int, tuple[Decimal, Decimal | None]]] = defaultdict(dict)
    for value in values:
        figure = value.absolute_value if value.value is None and unit_code == COUNT else value.value
        if figure is not None:
            found[value.gender, value.area_id][value.year] = (figure, value.absolute_value)
    for (gender, area_id), by_year in sorted(found.items()):
        first = min(by_year)
        told = [by_year.get(year, (None, None)) for year in range(first, max(by_year) + 1)]
        figures, counts = zip(*told, strict=True)
        yield Series(gender, area_id, first, figures, counts if any(count is not None for count in counts) else None)
