"""What the price calculator on the front page shows."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from billing import quotes
from billing.models import StoredPriceList
from billing.quotes import Price, Quote
from tenants.errors import Refused
from tenants.municipalities import county_names, names_where_the_act_applies


@dataclass(frozen=True)
class Calculator:
    """The list in force, every row of it priced, and the chosen municipality's or county's own fee.

    `chosen` is the code that was asked about; `quote` is None when nothing was chosen, or no population is known.
    """

    municipalities: list[tuple[str, str]]
    counties: list[tuple[str, str]]
    prices: StoredPriceList
    rows: list[tuple[int, int | None, Price]]
    county: Price
    chosen: str
    quote: Quote | None

    @property
    def name(self) -> str:
        """Of the chosen municipality or county; empty when the address names none that has a price."""
        return dict(self.municipalities + self.counties).get(self.chosen, "")

    @property
    def is_county(self) -> bool:
        """Whether a wellbeing services county was chosen: all of them pay alike, and none can order yet."""
        return self.chosen in dict(self.counties)


def calculator(session: Session, language: str, chosen: str, day: date) -> Calculator | None:
    """None when no price list is in force."""
    try:
        prices = quotes.list_in_force(session, day)
    except Refused:
        return None
    municipalities = names_where_the_act_applies(session, language)
    return Calculator(
        municipalities,
        county_names(session, language),
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
