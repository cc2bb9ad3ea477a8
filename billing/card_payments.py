"""Payments by card: counted in our ledger as Stripe has them now, however often and in whatever order it tells.

Works on the worker's or the staff's plane; the page for paying is opened on the municipality's own.
"""

import uuid

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from billing.balances import open_cents
from billing.models import Invoice
from billing.payment_models import CardCheckout, Payment
from billing.payments import (
    allocate,
    count_by_reference,
    invoice_with_number,
    is_payable,
    paid_by,
    rest_cents,
    store_payment,
    take_turn,
)
from billing.stripe_gateway import CardPayment, CardRefund, Checkout, StripeGateway
from tenants import clock
from tenants.boundary import TenantSession
from tenants.errors import Refused


def page_for_paying(
    session: TenantSession, gateway: StripeGateway, invoice: Invoice, success_url: str, cancel_url: str
) -> str:
    """The address at Stripe where what is open of an invoice is paid; the page that is open already, if it fits.

    Two clicks at once get the same page. Raises Refused with "nothing_to_pay", "no_answer" or "being_recorded": what
    was paid on a page may not have reached the ledger yet.
    """
    session.take_turn()
    cents = open_cents(session, invoice)
    if cents <= 0 or invoice.is_test:
        raise Refused("nothing_to_pay")
    of_invoice = CardCheckout.tenant_id == invoice.tenant_id, CardCheckout.invoice_id == invoice.id
    opened = session.scalars(select(CardCheckout.checkout_id).where(*of_invoice, CardCheckout.state == "open"))
    known = [gateway.checkout(checkout_id) for checkout_id in opened]
    if any(each.status == "complete" for each in known):
        raise Refused("being_recorded")
    for each in known:
        if each.status == "open" and each.cents == cents:
            return each.url
    attempt = session.scalar(select(func.count()).select_from(CardCheckout).where(*of_invoice)) + 1
    made = gateway.open_checkout(invoice.number, cents, success_url, cancel_url, f"pay:{invoice.number}:{attempt}")
    row = {"tenant_id": invoice.tenant_id, "id": uuid.uuid4(), "invoice_id": invoice.id, "checkout_id": made.id}
    kept = insert(CardCheckout).values(**row, cents=cents, opened_at=clock.now(), state="open")
    session.execute(kept.on_conflict_do_nothing())
    return made.url


def needless_checkouts(session: Session) -> list[str]:
    """Open pages whose sum is no longer what is open of their invoice, because money came another way."""
    rows = session.scalars(select(CardCheckout).where(CardCheckout.state == "open"))
    return [each.checkout_id for each in rows if open_cents(session, _invoice(session, each)) != each.cents]


def note_checkout(session: Session, checkout: Checkout) -> None:
    """Keep what became of a page."""
    if checkout.status != "open":
        state = "paid" if checkout.is_paid else "expired"
        session.execute(update(CardCheckout).where(CardCheckout.checkout_id == checkout.id).values(state=state))


def settle(session: Session, paid: CardPayment, *, is_live: bool) -> str | None:
    """Make the ledger agree with Stripe about one payment; why it could not be applied, or None.

    Money of another mode or currency is not stored. Money for an unknown invoice, or of a sum we never asked for,
    is stored and waits for a person.
    """
    if paid.is_live != is_live:
        return "wrong_livemode"
    if paid.currency != "eur":
        return "wrong_currency"
    if not paid.is_paid:
        return None
    take_turn(session)
    invoice = invoice_with_number(session, paid.invoice_number)
    trouble = _trouble(session, paid, invoice)
    facts = {"reference": invoice.reference if invoice else None, "message": paid.invoice_number or None}
    stored = store_payment(session, "stripe", paid.id, paid.received_on, paid.cents, **facts)
    if stored and not trouble:
        count_by_reference(session, stored)
    payment = stored or session.scalars(select(Payment).where(_is_stripes(paid.id))).one()
    for refund in paid.refunds:
        _give_back(session, payment, refund)
    return trouble


def _trouble(session: Session, paid: CardPayment, invoice: Invoice | None) -> str | None:
    if invoice is None or not is_payable(invoice):
        return "unknown_invoice"
    asked = select(CardCheckout.id).where(
        CardCheckout.tenant_id == invoice.tenant_id,
        CardCheckout.invoice_id == invoice.id,
        CardCheckout.cents == paid.cents,
    )
    return None if session.scalar(asked.limit(1)) else "wrong_amount"


def _give_back(session: Session, payment: Payment, given: CardRefund) -> None:
    """A refund takes what no invoice has first, and the rest from the invoices that were paid."""
    row = store_payment(session, "stripe", given.id, given.paid_on, -given.cents, refunds_id=payment.id)
    if row is None:
        return
    missing = -rest_cents(session, payment)
    for balance, cents in paid_by(session, payment):
        if (back := min(missing, cents)) > 0:
            allocate(session, row, balance.invoice, -back)
            missing -= back


def _is_stripes(external_id: str):
    return (Payment.channel == "stripe") & (Payment.external_id == external_id)


def _invoice(session: Session, checkout: CardCheckout) -> Invoice:
    return session.get_one(Invoice, (checkout.tenant_id, checkout.invoice_id))
