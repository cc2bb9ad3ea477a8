"""What a year would cost a municipality today, with all that the sum follows from: for the calculator and the offer."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from billing.models import StoredPriceList
from billing.price_lists import as_price_list, stored_price_lists
from billing.prices import PriceClass
from billing.vat import rate_on, vat_cents
from tenants.errors import Refused
from tenants.municipalities import MunicipalityPopulation, latest_population


@dataclass(frozen=True)
class Price:
    """A yearly fee and its value added tax."""

    net_cents: int
    vat_rate: Decimal

    @property
    def vat_cents(self) -> int:
        """The tax, in whole cents."""
        return vat_cents(self.net_cents, self.vat_rate)

    @property
    def gross_cents(self) -> int:
        """What is paid."""
        return self.net_cents + self.vat_cents


@dataclass(frozen=True)
class Quote:
    """The fee of one municipality, its class and the population it follows from."""

    population: MunicipalityPopulation
    price_class: PriceClass
    price: Price


def list_in_force(session: Session, day: date) -> StoredPriceList:
    """The list of a day with its classes. Raises Refused("no_price_list")."""
    begun = (stored for stored in stored_price_lists(session) if stored.valid_from <= day)
    stored = next(begun, None)
    if stored is None:
        raise Refused("no_price_list", day=day)
    return stored


def quote(session: Session, stored: StoredPriceList, code: str, day: date) -> Quote:
    """The fee of a municipality. Raises Refused("no_population")."""
    population = latest_population(session, code)
    if population is None:
        raise Refused("no_population")
    price_class = as_price_list(stored).class_for(population.inhabitants)
    return Quote(population, price_class, price(price_class.net_cents, day))


def price(net_cents: int, day: date) -> Price:
    """A yearly fee at the tax rate of a day."""
    return Price(net_cents, rate_on(day))
