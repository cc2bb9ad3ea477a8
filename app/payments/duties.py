"""What the worker does for payments by card."""

from datetime import datetime

from flask import current_app

from app.messages.duties import duty
from app.payments import cards
from tenants.database import Engines


@duty("* * * * * */10")
def see_to_cards(engines: Engines, now: datetime) -> None:
    """Handle what Stripe has told, and close pages that are no longer needed."""
    if gateway := cards.gateway_of(current_app.config["SETTINGS"]):
        cards.handle_events(engines, gateway)
        cards.close_needless_pages(engines, gateway)


@duty("30 0 * * *")
def compare_with_stripe(engines: Engines, now: datetime) -> None:
    """Every night."""
    if gateway := cards.gateway_of(current_app.config["SETTINGS"]):
        cards.reconcile(engines, gateway, now)
