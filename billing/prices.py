"""What a year costs: price classes by population, in dated lists that staff keep.

One fee covers every user of a municipality. Wellbeing services counties have a row of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tenants.errors import Refused


@dataclass(frozen=True)
class PriceClass:
    """Municipalities of `min_population` inhabitants or more, but fewer than `max_population` (None: no limit)."""

    min_population: int
    max_population: int | None
    net_cents: int
    """A whole year, without value added tax."""


@dataclass(frozen=True)
class PriceList:
    """The fees from a day on, until a later list begins."""

    valid_from: date
    classes: tuple[PriceClass, ...]
    county_net_cents: int
    name_fi: str = ""
    name_sv: str = ""
    note_fi: str = ""
    note_sv: str = ""

    def class_for(self, population: int) -> PriceClass:
        """The one class of a population. Every population has one once check_price_list has let the list through."""
        if population < 0:
            raise ValueError(f"no municipality has {population} inhabitants")
        return next(row for row in reversed(self.classes) if row.min_population <= population)


def check_price_list(prices: PriceList) -> None:
    """What staff typed is a price list: every population has exactly one fee, and a bigger one never a lower fee.

    Raises Refused: price_list_empty, price_list_start (not from 0), price_list_gap, price_list_overlap,
    price_list_end (the last class has a limit), price_class_empty, price_descending, price_not_positive.
    """
    if not prices.classes:
        raise Refused("price_list_empty")
    if prices.classes[0].min_population != 0:
        raise Refused("price_list_start", population=prices.classes[0].min_population)
    for lower, upper in pairwise(prices.classes):
        _check_neighbours(lower, upper)
    if prices.classes[-1].max_population is not None:
        raise Refused("price_list_end", population=prices.classes[-1].max_population)
    for net_cents in (*(row.net_cents for row in prices.classes), prices.county_net_cents):
        if net_cents <= 0:
            raise Refused("price_not_positive", net_cents=net_cents)


def _check_neighbours(lower: PriceClass, upper: PriceClass) -> None:
    end, start = lower.max_population, upper.min_population
    if end is not None and end <= lower.min_population:
        raise Refused("price_class_empty", population=lower.min_population)
    if end is None or start < end:
        raise Refused("price_list_overlap", population=start)
    if start > end:
        raise Refused("price_list_gap", first=end, last=start - 1)
    if upper.net_cents < lower.net_cents:
        raise Refused("price_descending", population=start)


def list_on(day: date, price_lists: Iterable[PriceList]) -> PriceList:
    """The list in force on a day: the latest begun. Raises Refused("no_price_list")."""
    begun = [prices for prices in price_lists if prices.valid_from <= day]
    if not begun:
        raise Refused("no_price_list", day=day)
    return max(begun, key=lambda prices: prices.valid_from)
