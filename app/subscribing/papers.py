"""Gathers what an offer, an order confirmation or a contract says."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from app.subscribing import contracts
from app.subscribing.models import ContractAcceptance, LicenceOrder, SubscriptionOrder
from app.subscribing.printed_contract import Acceptance, Contract
from app.subscribing.printed_order import Paper
from billing import quotes
from billing.billing_details import details_of
from billing.models import StoredPriceList
from billing.quotes import Price
from tenants.boundary import TenantSession
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
        **_of_list(prices, language),
    )


def confirmation(session: Session, order: SubscriptionOrder) -> Paper:
    """What was ordered, at the price of that day, in the language of the invoice."""
    name = order.municipality.name(order.billing_details["language"])
    return _confirmed(session, order, name, order.billing_details, is_trial=order.is_trial)


def confirmation_of_licence(session: TenantSession, order: LicenceOrder, names: dict[str, str]) -> Paper:
    """What a customer ordered later, written to whom invoices were written to then."""
    buyer = details_of(session, session.tenant_id, order.ordered_at)
    return _confirmed(session, order, names[buyer["language"]], buyer)


def _confirmed(
    session: Session, order: SubscriptionOrder | LicenceOrder, name: str, buyer: dict, *, is_trial: bool = False
) -> Paper:
    language, price = buyer["language"], order.price
    return Paper(
        language=language,
        made_on=order.ordered_at.astimezone(HELSINKI).date(),
        municipality=name,
        population=price["population"],
        population_on=date.fromisoformat(price["population_on"]),
        population_source=price["population_source"],
        price=Price(price["yearly_net_cents"], Decimal(price["vat_rate"])),
        buyer=buyer,
        is_trial=is_trial,
        orderer=f"{order.orderer['name']}, {order.orderer['position']}",
        contract_version=order.contract_version,
        **_of_list(session.get_one(StoredPriceList, price["price_list_id"]), language),
    )


def offer_again(session: Session, order: SubscriptionOrder) -> Paper:
    """The offer by which the order was made, as it was on its day."""
    confirmed = confirmation(session, order)
    return replace(confirmed, buyer={"name": confirmed.municipality}, is_trial=False, orderer="", contract_version="")


def public_contract(version: str, language: str) -> Contract:
    """A version of the contract as anybody may read it."""
    return Contract(version, language, contracts.contract_text(version, language), version in contracts.EXAMPLES)


def accepted_contract(acceptance: ContractAcceptance, municipality: str, language: str) -> Contract:
    """A municipality's own copy."""
    by = acceptance.accepted_by
    accepted = Acceptance(municipality, f"{by['name']}, {by['position']}", acceptance.accepted_at)
    return replace(public_contract(acceptance.version, language), acceptance=accepted)


def _of_list(prices: StoredPriceList, language: str) -> dict[str, object]:
    return {"is_example": prices.is_example, "note": prices.note_sv if language == "sv" else prices.note_fi}
