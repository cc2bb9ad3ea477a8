"""Paying an invoice by card, and what Stripe tells of it."""

from flask import abort, current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.payments.cards import gateway_of
from app.payments.queries import invoice_page
from app.payments.routes import room
from app.payments.words import NO_CARD_PAGE
from app.web.access import needs, public
from app.web.languages import page
from app.web.security import csrf, forms_may_lead_to
from billing.card_payments import page_for_paying
from billing.events import keep_event
from billing.stripe_gateway import BadEvent
from tenants import features
from tenants.errors import Refused

LARGEST_EVENT = 256 * 1024


@room.context_processor
def whether_by_card() -> dict[str, bool]:
    """Without an account at Stripe, or where staff have switched cards off, there is no button."""
    return {"can_pay_by_card": "tenant" in g and _takes_cards()}


def _takes_cards() -> bool:
    if current_app.config["SETTINGS"].stripe is None:
        return False
    return features.setting(g.session, features.CARD_PAYMENTS).is_on(g.tenant.id)


@room.before_request
def let_forms_lead_to_stripe() -> None:
    """Browsers hold a form's redirect to the policy of the page that it stands on."""
    if current_app.config["SETTINGS"].stripe:
        forms_may_lead_to("https://checkout.stripe.com")


@room.post("/stripe")
@csrf.exempt
@public
def webhook() -> ResponseReturnValue:
    """Keep a signed event; the worker does the rest. What is not answered with 200 Stripe tells again."""
    gateway = gateway_of(current_app.config["SETTINGS"]) or abort(404)
    request.max_content_length = LARGEST_EVENT
    try:
        keep_event(g.session, gateway.verified(request.get_data(), request.headers.get("Stripe-Signature", "")))
    except BadEvent:
        abort(400)
    return "", 200


@page(
    room,
    "/<municipality>/lisenssi/laskut/<invoice_number>/kortti",
    "/<municipality>/licens/fakturor/<invoice_number>/kort",
    methods=("POST",),
)
@needs("billing.change")
def pay_by_card(invoice_number: str) -> ResponseReturnValue:
    """Lead to Stripe's page for what is open of an invoice."""
    gateway = gateway_of(current_app.config["SETTINGS"]) if _takes_cards() else abort(404)
    found = invoice_page(g.session, invoice_number) or abort(404)
    back = url_for("payments.licence", _external=True)
    try:
        return redirect(page_for_paying(g.session, gateway, found.balance.invoice, back, back), 303)
    except Refused as refused:
        flash(NO_CARD_PAGE[refused.reason])
        return redirect(back)
