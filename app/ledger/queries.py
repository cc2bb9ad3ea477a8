"""What the pages about money ask."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.web.typed import cents_of
from billing.balances import Balance
from billing.dunning import LateClaim
from billing.giving_back import net_cents, refunds_of
from billing.models import Invoice
from billing.payment_models import (
    Allocation,
    BankFile,
    CardPayout,
    CardRefund,
    InvoiceDispute,
    InvoiceReminder,
    Payment,
)
from billing.payment_queue import Unallocated, oddly_paid, unallocated
from billing.payments import paid_by, rest_cents
from billing.references import read_reference
from billing.reminders import disputes_of, possible_claim, reminders_of
from tenants.errors import Refused

MOST_FOUND = 100
MOST_CAME = 8


@dataclass(frozen=True)
class Queue:
    """What waits for a person: payments, and invoices that are paid in part or owe us nothing but we them."""

    payments: list[Unallocated]
    invoices: list[Balance]

    @property
    def cents(self) -> int:
        """What is left of all payments together."""
        return sum(each.rest_cents for each in self.payments)


@dataclass(frozen=True)
class PaymentPage:
    """A payment with all that became of it."""

    payment: Payment
    rest_cents: int
    net_cents: int
    waits: Unallocated | None
    """None when it is wholly counted."""
    came: list[tuple[Payment, int]]
    """Of money that went back: what may have come before, with what is left of it; the likeliest first."""
    counted: list[tuple[Balance, int]]
    returned: list[Payment]
    refunds: list[CardRefund]
    file_name: str | None
    is_payout: bool
    """Stripe's payout of card payments: nothing is counted of it."""

    @property
    def returnable_cents(self) -> int:
        """What a person may give back: by bank only what no invoice has, by card all that came."""
        if self.is_payout:
            return 0
        return self.net_cents if self.payment.channel == "stripe" else max(0, self.rest_cents)


@dataclass(frozen=True)
class InvoiceMoney:
    """What followed an invoice."""

    payments: list[tuple[Payment, int]]
    reminders: list[InvoiceReminder]
    disputes: list[InvoiceDispute]
    claim: LateClaim | None
    """What a person may decide to claim; None when nothing, or when a rate is missing."""
    missing_rate: date | None
    """The half-year whose reference rate has not been entered."""

    @property
    def is_disputed(self) -> bool:
        """Whether the payer disputes it now."""
        return bool(self.disputes) and self.disputes[-1].is_open


def queue(session: Session) -> Queue:
    """What is to be looked at today."""
    return Queue(unallocated(session), oddly_paid(session))


def payment_page(session: Session, payment_id: uuid.UUID) -> PaymentPage | None:
    """One payment; what gives back a part of another is told there."""
    payment = session.get(Payment, payment_id)
    if payment is None or payment.refunds_id:
        return None
    returned = select(Payment).where(Payment.refunds_id == payment.id).order_by(Payment.received_on)
    rest = rest_cents(session, payment)
    return PaymentPage(
        payment,
        rest,
        net_cents(session, payment),
        next(iter(unallocated(session, payment.id)), None),
        _came_before(session, payment, -rest) if rest < 0 else [],
        [(balance, cents) for balance, cents in paid_by(session, payment) if cents],
        list(session.scalars(returned)),
        refunds_of(session, payment),
        session.scalar(select(BankFile.name).where(BankFile.id == payment.bank_file_id)),
        session.scalar(select(CardPayout.id).where(CardPayout.payment_id == payment.id)) is not None,
    )


def _came_before(session: Session, went: Payment, cents: int) -> list[tuple[Payment, int]]:
    """By bank and until that day; those of the same sum first, then the latest."""
    waiting = [
        (each.payment, each.rest_cents)
        for each in unallocated(session)
        if each.rest_cents > 0 and each.payment.channel == "bank" and each.payment.received_on <= went.received_on
    ]
    return sorted(waiting, key=lambda row: (row[1] == cents, row[0].received_on), reverse=True)[:MOST_CAME]


def found_payments(session: Session, words: str, id: uuid.UUID | None = None) -> list[Payment]:
    """Payments, newest first, whose reference, id at the bank, payer, message or sum `words` name; with an id the one
    that has it.
    """
    texts = (Payment.external_id, Payment.payer, Payment.message)
    named = [each.icontains(words, autoescape=True) for each in texts]
    numbered = [Payment.reference == (read_reference(words) or words), Payment.cents == cents_of(words)]
    wanted = Payment.id == id if id else or_(*named, *numbered)
    found = select(Payment).where(wanted).order_by(Payment.received_on.desc(), Payment.external_id)
    return list(session.scalars(found.limit(MOST_FOUND)))


def invoice_money(session: Session, invoice: Invoice, today: date) -> InvoiceMoney:
    """What came for an invoice, what was sent and said about it, and what might be claimed."""
    counted = (
        select(Payment, Allocation.cents)
        .join(Payment, Payment.id == Allocation.payment_id)
        .where(Allocation.tenant_id == invoice.tenant_id, Allocation.invoice_id == invoice.id)
        .order_by(Allocation.at)
    )
    claim, missing_rate = _claim(session, invoice, today)
    return InvoiceMoney(
        [tuple(row) for row in session.execute(counted)],
        reminders_of(session, invoice),
        disputes_of(session, invoice),
        claim,
        missing_rate,
    )


def _claim(session: Session, invoice: Invoice, today: date) -> tuple[LateClaim | None, date | None]:
    try:
        claim = possible_claim(session, invoice, today)
    except Refused as refused:
        return None, refused.details["half_year"]
    return claim if claim.interest_cents else None, None
