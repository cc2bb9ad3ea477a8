"""Payments are stored once and counted for the invoices they pay; what no invoice takes stays in sight.

Works on the staff's or the worker's plane. One transaction at a time divides payments: with some hundreds of invoices
a year that costs nothing, and neither a payment nor an invoice can be counted twice.
"""

import re
import uuid
from datetime import date

from sqlalchemy import BigInteger, case, cast, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from billing.balances import Balance, balance_of, balances
from billing.licence_rules import MOVES
from billing.licences import move_licence
from billing.models import Invoice, InvoiceNumber, Licence
from billing.payment_models import Allocation, Payment, PaymentOffset
from billing.references import read_reference
from tenants.errors import Refused

DIVIDING = 7_311_373
"""Key of the lock under which payments are stored and divided."""

ROOT = func.coalesce(Payment.refunds_id, Payment.id)
COUNTED = (
    select(func.coalesce(func.sum(Allocation.cents), 0))
    .where(Allocation.payment_id == Payment.id)
    .correlate(Payment)
    .scalar_subquery()
)
WENT_BACK = (
    select(func.coalesce(func.sum(case((PaymentOffset.came_id == Payment.id, 1), else_=-1) * PaymentOffset.cents), 0))
    .where(or_(PaymentOffset.came_id == Payment.id, PaymentOffset.went_id == Payment.id))
    .correlate(Payment)
    .scalar_subquery()
)
REST = cast(func.sum(Payment.cents - COUNTED - WENT_BACK), BigInteger)


def take_turn(session: Session) -> None:
    """Wait until nobody else divides payments; held until the commit."""
    session.execute(select(func.pg_advisory_xact_lock(DIVIDING)))


def store_payment(
    session: Session, channel: str, external_id: str, received_on: date, cents: int, **told
) -> Payment | None:
    """The payment, or None when its channel has told of it before. The caller has taken its turn."""
    facts = {"channel": channel, "external_id": external_id, "received_on": received_on, "cents": cents} | told
    new_id = session.scalar(
        insert(Payment).values(id=uuid.uuid4(), **facts).on_conflict_do_nothing().returning(Payment.id)
    )
    return session.get_one(Payment, new_id) if new_id else None


def count_by_reference(session: Session, payment: Payment) -> None:
    """Count a payment for the invoice it names, as far as that is open. Money that went back is for a person."""
    invoice = invoice_with_reference(session, payment.reference) if payment.reference else None
    if invoice is None or not is_payable(invoice):
        return
    cents = min(rest_cents(session, payment), balance_of(session, invoice).open_cents)
    if cents > 0:
        allocate(session, payment, invoice, cents)


def allocate(session: Session, payment: Payment, invoice: Invoice, cents: int, by: uuid.UUID | None = None) -> None:
    """Count so much of a payment for an invoice; negative takes it off again, for money that went back.

    An invoice paid in full makes its licence active at once. Raises Refused with "more_than_left" (of the payment),
    "more_than_open" or "more_than_paid" (of the invoice).
    """
    take_turn(session)
    rest, balance = rest_cents(session, payment), balance_of(session, invoice)
    if not (0 < cents <= rest or rest <= cents < 0):
        raise Refused("more_than_left", rest_cents=rest)
    if cents > 0 and cents > balance.open_cents:
        raise Refused("more_than_open", open_cents=balance.open_cents)
    if -cents > balance.allocated_cents:
        raise Refused("more_than_paid", paid_cents=balance.allocated_cents)
    _count(session, payment.id, invoice, cents, by)
    if cents == balance.open_cents:
        _activate(session, invoice)


def take_off(session: Session, payment: Payment, invoice: Invoice, by: uuid.UUID) -> int:
    """Count nothing of a payment for an invoice any more; returns what it had counted. The licence keeps its state.

    Raises Refused with "nothing_counted" or, where money that went back has been paid again, "more_than_open".
    """
    take_turn(session)
    counted = {balance.invoice.id: (balance, cents) for balance, cents in paid_by(session, payment) if cents}
    if invoice.id not in counted:
        raise Refused("nothing_counted")
    balance, cents = counted[invoice.id]
    if -cents > balance.open_cents:
        raise Refused("more_than_open", open_cents=balance.open_cents)
    _count(session, payment.refunds_id or payment.id, invoice, -cents, by)
    return cents


def rest_cents(session: Session, payment: Payment) -> int:
    """What of a payment, refunds taken off, counts for no invoice yet."""
    return session.scalar(select(REST).where((payment.refunds_id or payment.id) == ROOT))


def paid_by(session: Session, payment: Payment) -> list[tuple[Balance, int]]:
    """The invoices a payment counts for, with how much of it each has after refunds."""
    of_group = select(Payment.id).where((payment.refunds_id or payment.id) == ROOT)
    parts = session.execute(
        select(Allocation.invoice_id, func.sum(Allocation.cents))
        .where(Allocation.payment_id.in_(of_group))
        .group_by(Allocation.invoice_id)
    ).all()
    cents = dict(tuple(row) for row in parts)
    return [(each, cents[each.invoice.id]) for each in balances(session, Invoice.id.in_(cents))]


def invoice_with_reference(session: Session, reference: str) -> Invoice | None:
    """The invoice (or credit note) whose reference this is."""
    return _named(session, InvoiceNumber.reference == reference)


def invoice_with_number(session: Session, number: str) -> Invoice | None:
    """The invoice (or credit note) with a number."""
    return _named(session, InvoiceNumber.number == number)


def invoice_named(session: Session, typed: str) -> Invoice:
    """The invoice that a person names by its number or its reference.

    Raises Refused with "no_such_invoice", or "not_payable" for a credit note or a test.
    """
    number, reference = re.sub(r"[\s-]", "", typed), read_reference(typed)
    invoice = invoice_with_number(session, number) or (reference and invoice_with_reference(session, reference))
    if not invoice:
        raise Refused("no_such_invoice")
    if not is_payable(invoice):
        raise Refused("not_payable")
    return invoice


def payable_invoice(session: Session, number: str) -> Invoice | None:
    """The real invoice with a number; None for a credit note or a test."""
    invoice = invoice_with_number(session, number)
    return invoice if invoice and is_payable(invoice) else None


def is_payable(invoice: Invoice) -> bool:
    """Money counts for real invoices only."""
    return invoice.kind == "invoice" and not invoice.is_test


def _count(session: Session, payment_id: uuid.UUID, invoice: Invoice, cents: int, by: uuid.UUID | None) -> None:
    session.add(
        Allocation(
            tenant_id=invoice.tenant_id, invoice_id=invoice.id, payment_id=payment_id, cents=cents, person_id=by
        )
    )
    session.flush()


def _named(session: Session, condition) -> Invoice | None:
    found = session.scalar(select(InvoiceNumber).where(condition))
    return session.get_one(Invoice, (found.of_tenant, found.invoice_id)) if found else None


def _activate(session: Session, invoice: Invoice) -> None:
    """A licence that has ended is not brought back by a late payment."""
    licence = session.get_one(Licence, (invoice.tenant_id, invoice.licence_id), populate_existing=True)
    if licence.state in MOVES["activate"][0]:
        move_licence(session, licence, "activate", "paid")
