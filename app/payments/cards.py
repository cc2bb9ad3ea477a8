"""Payments by card, carried through between Stripe and our ledger by the worker.

Stripe is asked outside every transaction, and what it answered is applied in one. Each step bears being done again.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from app.config import Settings
from billing import card_payments, events, giving_back, payouts, reconciliation
from billing.stripe_gateway import CardPayment, StripeGateway
from tenants.boundary import WorkerSession
from tenants.database import Engines
from tenants.errors import Refused

LOOKS_BACK = timedelta(days=3)
"""Stripe repeats a delivery that was not taken for three days; after that we must have seen it ourselves."""
PAYOUTS_LOOK_BACK = timedelta(days=60)
"""A bank's file may be taken in weeks later."""

log = logging.getLogger(__name__)


def gateway_of(settings: Settings) -> StripeGateway | None:
    """The way to our account at Stripe; None where nobody can pay by card."""
    account = settings.stripe
    return StripeGateway(account.secret_key, account.webhook_secret, account.api_base) if account else None


def handle_events(engines: Engines, gateway: StripeGateway) -> None:
    """Bring the ledger up to date with everything Stripe has told of."""
    with WorkerSession(engines) as session:
        waiting = [(each.id, each.subject) for each in events.waiting_events(session)]
    for event_id, subject in waiting:
        _handle(engines, gateway, event_id, subject)


def close_needless_pages(engines: Engines, gateway: StripeGateway) -> None:
    """Nobody shall pay by card what came by bank in the meantime."""
    with WorkerSession(engines) as session:
        needless = card_payments.needless_checkouts(session)
    for checkout_id in needless:
        try:
            closed = gateway.expire_checkout(checkout_id)
        except Exception:
            log.exception("Stripe's page %s could not be closed", checkout_id)
            continue
        with WorkerSession(engines) as session, session.begin():
            card_payments.note_checkout(session, closed)


def give_back(engines: Engines, gateway: StripeGateway) -> None:
    """Carry the refunds that staff have asked for to Stripe."""
    with WorkerSession(engines) as session:
        waiting = [(asked.id, payment_id, asked.cents) for asked, payment_id in giving_back.waiting_refunds(session)]
    for refund_id, payment_id, cents in waiting:
        _give_back(engines, gateway, refund_id, payment_id, cents)


def reconcile(engines: Engines, gateway: StripeGateway | None, now: datetime) -> list[reconciliation.Difference]:
    """Take up what was never delivered, then keep and list what still differs."""
    since = now - LOOKS_BACK
    payments = None
    if gateway:
        told = list(gateway.events_since(since))
        with WorkerSession(engines) as session, session.begin():
            reconciliation.catch_up(session, told)
        handle_events(engines, gateway)
        payments = list(gateway.payments_since(since))
        paid_out = list(gateway.payouts_since(now - PAYOUTS_LOOK_BACK))
        with WorkerSession(engines) as session, session.begin():
            payouts.keep_payouts(session, paid_out)
    with WorkerSession(engines) as session, session.begin():
        found = reconciliation.reconcile(session, payments, since, now)
    for each in found:
        log.warning("Ledger, Stripe and bank differ: %s", each)
    return found


def _give_back(engines: Engines, gateway: StripeGateway, refund_id: UUID, payment_id: str, cents: int) -> None:
    """Stripe forgets keys after a day or so; therefore it is asked first whether it was done before."""
    key = f"refund:{refund_id}"
    try:
        paid = gateway.payment(payment_id)
        if key not in {each.key for each in paid.refunds}:
            gateway.refund(payment_id, cents, key)
            paid = gateway.payment(payment_id)
    except Refused as refused:
        outcome = "refused", refused.reason
    except Exception as error:
        log.exception("Stripe could not be asked to give back a part of %s", payment_id)
        outcome = "waiting", type(error).__name__
    else:
        outcome = _settled(engines, gateway, paid)
    with WorkerSession(engines) as session, session.begin():
        giving_back.note_refund(session, refund_id, *outcome)


def _settled(engines: Engines, gateway: StripeGateway, paid: CardPayment) -> tuple[str, str | None]:
    """What became of a refund that Stripe has made; what the ledger cannot take waits and holds up no other."""
    try:
        with WorkerSession(engines) as session, session.begin():
            card_payments.settle(session, paid, is_live=gateway.is_live)
    except Exception as error:
        log.exception("What was given back of %s could not be recorded", paid.id)
        return "waiting", type(error).__name__
    return "done", None


def _handle(engines: Engines, gateway: StripeGateway, event_id: str, subject: str) -> None:
    """One that fails waits for its next try and holds up no other."""
    try:
        checkout, paid = events.read_subject(gateway, subject)
        with WorkerSession(engines) as session, session.begin():
            events.apply_event(session, event_id, checkout, paid, is_live=gateway.is_live)
    except Exception as error:
        log.exception("Stripe's event %s could not be handled", event_id)
        with WorkerSession(engines) as session, session.begin():
            events.note_failure(session, event_id, error)
