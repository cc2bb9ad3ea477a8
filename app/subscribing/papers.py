"""Gathers what an offer or an order confirmation says."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from app.subscribing.models import SubscriptionOrder
from app.subscribing.printed_order import Paper
from billing import quotes
from billing.models import StoredPriceList
from billing.quotes import Price
from tenants.clock import HELSINKI
from tenants.municipalities import Municipality


def offer(session: Session, municipality: Municipality, language: str, day: date) -> Paper:
    """Today's price for a municipality. Raises Refused with "no_price_list" or "no_population"."""
    prices = quotes.list_in_force(session, day)
    quote = quotes.quote(session, prices, municipality.code, day)
    name = municipality.name(language)
    return Paper(
        language=language,
        made_on=day,
        municipality=name,
        population=quote.population.inhabitants,
        population_on=quote.population.reference_date,
        population_source=quote.population.source,
        price=quote.price,
        buyer={"name": name},
        example_note=_note(prices, language),
    )


def confirmation(session: Session, order: SubscriptionOrder) -> Paper:
    """What was ordered, at the price of that day, in the language of the invoice."""
    language, price = order.billing_details["language"], order.price
    return Paper(
        language=language,
        made_on=order.ordered_at.astimezone(HELSINKI).date(),
        municipality=order.municipality.name(language),
        population=price["population"],
        population_on=date.fromisoformat(price["population_on"]),
        population_source=price["population_source"],
        price=Price(price["yearly_net_cents"], Decimal(price["vat_rate"])),
        buyer=order.billing_details,
        is_trial=order.is_trial,
        orderer=f"{order.orderer['name']}, {order.orderer['position']}",
        contract_version=order.contract_version,
        example_note=_note(session.get_one(StoredPriceList, price["price_list_id"]), language),
    )


def _note(prices: StoredPriceList, language: str) -> str:
    if not prices.is_example:
        return ""
    return prices.note_sv if language == "sv" else prices.note_fi
