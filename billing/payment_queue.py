"""Money that no invoice has taken: partly, twice or too much paid, or without a reference; with likely invoices."""

import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from billing.balances import ALLOCATED, Balance, balances, unpaid
from billing.models import Invoice, InvoiceNumber
from billing.payment_models import CardPayout, Payment
from billing.payments import REST, ROOT
from billing.references import read_reference


@dataclass(frozen=True)
class Suggestion:
    """An invoice that a payment may mean, and what speaks for it."""

    balance: Balance
    cents: int
    """What is open of it; for money that went back what was paid."""
    is_named: bool
    """Its number or reference came with the payment."""
    is_same_payer: bool
    is_same_sum: bool


@dataclass(frozen=True)
class Unallocated:
    """A payment with what is left of it; `suggestions` come likeliest first, for a person to choose from."""

    payment: Payment
    rest_cents: int
    why: str
    """went_back, no_reference, unknown_reference, not_payable, paid_before, too_much or not_counted"""
    suggestions: tuple[Suggestion, ...]


def unallocated(session: Session, payment_id: uuid.UUID | None = None) -> list[Unallocated]:
    """Every payment (or one of them) that is not wholly counted for invoices, oldest first."""
    payouts = select(CardPayout.payment_id).where(CardPayout.payment_id.is_not(None))
    divided = select(ROOT, REST).where(ROOT.not_in(payouts)).group_by(ROOT).having(REST != 0)
    rests = dict(tuple(row) for row in session.execute(divided))
    wanted = rests if payment_id is None else rests.keys() & {payment_id}
    payments = session.scalars(
        select(Payment).where(Payment.id.in_(wanted)).order_by(Payment.received_on, Payment.external_id)
    ).all()
    named = _named(session, {each.reference for each in payments if each.reference})
    open_ones = unpaid(session)
    paid_ones = _paid(session) if any(rests[each.id] < 0 for each in payments) else []
    return [
        Unallocated(each, rest, _why(each, rest, named), suggestions(each, rest, open_ones if rest > 0 else paid_ones))
        for each in payments
        for rest in [rests[each.id]]
    ]


def oddly_paid(session: Session) -> list[Balance]:
    """Invoices of which only a part is paid, and those credited after they were paid, for which we owe."""
    return [each for each in _paid(session) if each.open_cents]


def suggestions(payment: Payment, rest_cents: int, candidates: list[Balance]) -> tuple[Suggestion, ...]:
    """Invoices that the message names, of the same payer, or of exactly this sum; the likeliest first.

    `candidates` are unpaid, or for money that went back paid. Hundreds of municipalities pay one of a handful of fees:
    the sum alone says little.
    """
    named = _numbers(f"{payment.message or ''} {payment.reference or ''}")
    payer = _plain(payment.payer or "")
    fitting = [
        Suggestion(
            each,
            cents := each.open_cents if rest_cents > 0 else each.allocated_cents,
            is_named=bool(named & {each.invoice.number, each.invoice.reference}),
            is_same_payer=payer == _plain(each.invoice.document["buyer"]["name"]),
            is_same_sum=cents == abs(rest_cents),
        )
        for each in candidates
    ]
    likely = [each for each in fitting if _likelihood(each) > 0]
    return tuple(sorted(likely, key=_likelihood, reverse=True))


def _paid(session: Session) -> list[Balance]:
    """Invoices for which something counts."""
    return balances(session, ALLOCATED > 0, Invoice.is_test.is_(False))


def _likelihood(each: Suggestion) -> int:
    return 4 * each.is_named + 2 * each.is_same_payer + each.is_same_sum


def _why(payment: Payment, rest_cents: int, named: dict[str, Balance | None]) -> str:
    if rest_cents < 0:
        return "went_back"
    if payment.reference is None:
        return "no_reference"
    if payment.reference not in named:
        return "unknown_reference"
    balance = named[payment.reference]
    if balance is None or balance.invoice.is_test:
        return "not_payable"
    if balance.open_cents > 0:
        return "not_counted"
    return "paid_before" if rest_cents == payment.cents else "too_much"


def _named(session: Session, references: Collection[str]) -> dict[str, Balance | None]:
    """By reference the invoice that it names; None stands for a credit note."""
    numbers = session.scalars(select(InvoiceNumber).where(InvoiceNumber.reference.in_(references))).all()
    found = {each.invoice.id: each for each in balances(session, Invoice.id.in_([row.invoice_id for row in numbers]))}
    return {row.reference: found.get(row.invoice_id) for row in numbers}


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _numbers(message: str) -> set[str]:
    """Numbers as people write them: 2027-000123, in groups of five, or in RF form."""
    words = {re.sub(r"\D", "", each) for each in re.findall(r"\d[\d -]*\d", message)}
    words |= set(re.findall(r"\d+", message))
    return words | {
        read for each in re.findall(r"RF[\d ]+|\d[\d ]*", message.upper()) if (read := read_reference(each))
    }
