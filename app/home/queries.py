"""What the price calculator on the front page shows."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from billing import quotes
from billing.models import StoredPriceList
from billing.quotes import Price, Quote
from tenants.errors import Refused
from tenants.municipalities import names_where_the_act_applies


@dataclass(frozen=True)
class Calculator:
    """The list in force, every row of it priced, and the chosen municipality's own fee.

    `chosen` is the code that was asked about; `quote` is None when nothing was chosen, or no population is known.
    """

    municipalities: list[tuple[str, str]]
    prices: StoredPriceList
    rows: list[tuple[int, int | None, Price]]
    county: Price
    chosen: str
    quote: Quote | None

    @property
    def name(self) -> str:
        """The chosen municipality's name; empty when the address names none that can subscribe."""
        return dict(self.municipalities).get(self.chosen, "")


def calculator(session: Session, language: str, chosen: str, day: date) -> Calculator | None:
    """None when no price list is in force."""
    try:
        prices = quotes.list_in_force(session, day)
    except Refused:
        return None
    municipalities = names_where_the_act_applies(session, language)
    return Calculator(
        municipalities,
        prices,
        [(row.min_population, row.max_population, quotes.price(row.net_cents, day)) for row in prices.classes],
        quotes.price(prices.county_net_cents, day),
        chosen,
        _quote(session, prices, chosen, day) if chosen in dict(municipalities) else None,
    )


def _quote(session: Session, prices: StoredPriceList, code: str, day: date) -> Quote | None:
    try:
        return quotes.quote(session, prices, code, day)
    except Refused:
        return None
