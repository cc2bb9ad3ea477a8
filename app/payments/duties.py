"""What the worker does about money: payments that come, and what leaves us for the payers."""

from datetime import datetime

from flask import current_app

from app.messages.duties import duty
from app.payments import cards, delivering, reminding
from tenants.database import Engines


@duty("* * * * * */10")
def see_to_cards(engines: Engines, now: datetime) -> None:
    """Handle what Stripe has told, give back what staff have asked for, close pages that are no longer needed."""
    if gateway := cards.gateway_of(current_app.config["SETTINGS"]):
        cards.handle_events(engines, gateway)
        cards.give_back(engines, gateway)
        cards.close_needless_pages(engines, gateway)


@duty("30 0 * * *")
def compare(engines: Engines, now: datetime) -> None:
    """Whether ledger, Stripe and bank agree, every night; where nobody pays by card, only within the ledger."""
    cards.reconcile(engines, cards.gateway_of(current_app.config["SETTINGS"]), now)


@duty("* * * * * */10")
def deliver_invoices(engines: Engines, now: datetime) -> None:
    """What was issued goes to its payer."""
    delivering.deliver(engines, current_app.config["SETTINGS"].e_invoices, now)


@duty("0 6-8 * * *")
def remind_of_unpaid_invoices(engines: Engines, now: datetime) -> None:
    """In the morning in Finland; the later hours are for a worker that was away."""
    reminding.remind(engines, current_app.config["SETTINGS"].operator, now)
