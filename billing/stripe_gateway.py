"""Stripe, behind one door: what we ask of it and what it tells, as plain facts of our own.

Stripe gets a sum, the number of an invoice and two addresses; no name, no address, no text.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from tenants.clock import HELSINKI
from tenants.errors import Refused

if TYPE_CHECKING:
    import stripe

TOLERANCE_SECONDS = 300
PATIENCE_SECONDS = 15

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CardRefund:
    """Money that Stripe gave back; `key` is what we asked for it by, if we did."""

    id: str
    cents: int
    paid_on: date
    key: str


@dataclass(frozen=True)
class CardPayment:
    """A payment as Stripe has it now."""

    id: str
    is_paid: bool
    cents: int
    currency: str
    is_live: bool
    invoice_number: str
    received_on: date
    refunds: tuple[CardRefund, ...]


@dataclass(frozen=True)
class Checkout:
    """A page for paying, as Stripe has it now; only an open one has an address."""

    id: str
    status: str
    """open, complete or expired"""
    is_paid: bool
    cents: int
    url: str
    payment_id: str


@dataclass(frozen=True)
class Payout:
    """Money that Stripe sent to our bank account."""

    id: str
    cents: int
    arrived_on: date


@dataclass(frozen=True)
class Told:
    """An event: something happened to `subject`, which is to be read again."""

    id: str
    type: str
    subject: str


class BadEvent(Exception):
    """Nothing that Stripe signed, or signed too long ago."""


class StripeGateway:
    """One account at Stripe."""

    def __init__(self, secret_key: str, webhook_secret: str, api_base: str = ""):
        import stripe

        self.is_live = "_live_" in secret_key
        self._stripe, self._webhook_secret = stripe, webhook_secret
        self._api = stripe.StripeClient(
            secret_key,
            base_addresses={"api": api_base} if api_base else {},
            max_network_retries=2,
            http_client=stripe.RequestsClient(timeout=PATIENCE_SECONDS),
        ).v1

    def open_checkout(self, invoice_number: str, cents: int, success_url: str, cancel_url: str, key: str) -> Checkout:
        """A page on which an invoice's sum is paid; the same key gives the same page, if the same is asked.

        Raises Refused("no_answer").
        """
        named = {"invoice": invoice_number}
        price = {"currency": "eur", "unit_amount": cents, "product_data": {"name": f"Lasku/Faktura {invoice_number}"}}
        asked = {
            "mode": "payment",
            "client_reference_id": invoice_number,
            "line_items": [{"quantity": 1, "price_data": price}],
            "metadata": named,
            "payment_intent_data": {"metadata": named},
            "success_url": success_url,
            "cancel_url": cancel_url,
        }
        # Stripe holds it an error to ask for something else by the same key.
        told_apart = f"{key}:{hashlib.sha256(repr(asked).encode()).hexdigest()}"
        with self._answering():
            return _checkout(self._api.checkout.sessions.create(asked, {"idempotency_key": told_apart}))

    def checkout(self, checkout_id: str) -> Checkout:
        """The page as it is now. Raises Refused("no_answer")."""
        with self._answering():
            return _checkout(self._api.checkout.sessions.retrieve(checkout_id))

    def expire_checkout(self, checkout_id: str) -> Checkout:
        """Close a page, so that nobody pays on it any more; one that is no longer open stays what it is."""
        try:
            return _checkout(self._api.checkout.sessions.expire(checkout_id))
        except self._stripe.InvalidRequestError:
            return self.checkout(checkout_id)

    def payment(self, payment_id: str) -> CardPayment:
        """The payment as it is now, with its refunds."""
        return self._payment(self._api.payment_intents.retrieve(payment_id))

    def payments_since(self, moment: datetime) -> Iterator[CardPayment]:
        """Every payment that was begun since."""
        listed = self._api.payment_intents.list({"created": {"gte": int(moment.timestamp())}, "limit": 100})
        return (self._payment(each) for each in listed.auto_paging_iter())

    def refund(self, payment_id: str, cents: int, key: str) -> None:
        """Give money back; the same key gives it back once. Raises Refused("refund_refused")."""
        asked = {"payment_intent": payment_id, "amount": cents, "metadata": {"key": key}}
        try:
            self._api.refunds.create(asked, {"idempotency_key": key})
        except self._stripe.InvalidRequestError as error:
            raise Refused("refund_refused") from error

    def events_since(self, moment: datetime) -> Iterator[Told]:
        """What happened since, whether it was ever delivered or not; Stripe remembers thirty days."""
        listed = self._api.events.list({"created": {"gte": int(moment.timestamp())}, "limit": 100})
        return (_told(each) for each in listed.auto_paging_iter())

    def payouts_since(self, moment: datetime) -> Iterator[Payout]:
        """What arrived at our bank account since, in euros."""
        asked = {"arrival_date": {"gte": int(moment.timestamp())}, "status": "paid", "limit": 100}
        listed = self._api.payouts.list(asked).auto_paging_iter()
        return (
            Payout(each.id, each.amount, _day(each.arrival_date))
            for each in listed
            if each.currency == "eur" and each.amount > 0
        )

    def verified(self, payload: bytes, signature: str) -> Told:
        """The event in a delivery. Raises BadEvent."""
        try:
            event = self._stripe.Webhook.construct_event(payload, signature, self._webhook_secret, TOLERANCE_SECONDS)
            return _told(event)
        except (self._stripe.SignatureVerificationError, ValueError, AttributeError, KeyError) as error:
            raise BadEvent from error

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Somebody waits for the answer, and none that is of use came."""
        try:
            yield
        except self._stripe.StripeError as error:
            log.exception("Stripe did not answer")
            raise Refused("no_answer") from error

    def _payment(self, intent: "stripe.PaymentIntent") -> CardPayment:
        refunds = self._api.refunds.list({"payment_intent": intent.id, "limit": 100}).auto_paging_iter()
        return CardPayment(
            id=intent.id,
            is_paid=intent.status == "succeeded",
            cents=intent.amount_received,
            currency=intent.currency,
            is_live=intent.livemode,
            invoice_number=_metadata(intent).get("invoice", ""),
            received_on=_day(intent.created),
            refunds=tuple(
                CardRefund(each.id, each.amount, _day(each.created), _metadata(each).get("key", ""))
                for each in refunds
                if each.status == "succeeded"
            ),
        )


def _checkout(found: "stripe.checkout.Session") -> Checkout:
    is_paid = found.payment_status == "paid"
    return Checkout(
        found.id, found.status, is_paid, found.amount_total, found.url or "", str(found.payment_intent or "")
    )


def _told(event: "stripe.Event") -> Told:
    """Whatever happened to a payment's charges, refunds and disputes is read from it; some things have no id."""
    about = event.data.object
    of_payment = about.payment_intent if about.object in ("charge", "refund", "dispute") else ""
    return Told(event.id, event.type, of_payment or getattr(about, "id", ""))


def _metadata(found: "stripe.PaymentIntent | stripe.Refund") -> dict[str, str]:
    return found.metadata.to_dict() if found.metadata else {}


def _day(timestamp: int) -> date:
    return datetime.fromtimestamp(timestamp, UTC).astimezone(HELSINKI).date()
