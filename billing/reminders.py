"""Reminders of unpaid invoices, each once and none while the payer disputes; and what a person may decide to claim.

The letter itself is posted by a function handed in, in the same transaction as the row that says it was sent.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from billing.balances import Balance, balance_of, unpaid
from billing.dunning import LateClaim, Reminder, late_claim, reminder_due
from billing.models import Invoice
from billing.payment_models import Allocation, InvoiceDispute, InvoiceReminder, Payment
from billing.payments import ROOT, take_turn
from billing.reference_rates import reference_rates
from tenants import clock
from tenants.errors import Refused


@dataclass(frozen=True)
class DueReminder:
    """A letter to send today."""

    balance: Balance
    step: Reminder


def due_reminders(session: Session, today: date) -> list[DueReminder]:
    """Who gets which letter today."""
    open_ones = unpaid(session)
    ids = [each.invoice.id for each in open_ones]
    sent: dict[uuid.UUID, set[Reminder]] = {}
    for row in session.scalars(select(InvoiceReminder).where(InvoiceReminder.invoice_id.in_(ids))):
        sent.setdefault(row.invoice_id, set()).add(Reminder(row.step))
    disputed = disputed_among(session, ids)
    found = (
        (
            each,
            reminder_due(
                each.invoice.due_on, today, sent.get(each.invoice.id, ()), disputed=each.invoice.id in disputed
            ),
        )
        for each in open_ones
    )
    return [DueReminder(balance, step) for balance, step in found if step]


def send_reminders(session: Session, today: date, post: Callable[[DueReminder], None]) -> int:
    """Post today's letters; however often it is done, and by however many at once, each goes once."""
    take_turn(session)
    due = [each for each in due_reminders(session, today) if _is_first(session, each)]
    for each in due:
        post(each)
    return len(due)


def is_disputed(session: Session, invoice: Invoice) -> bool:
    """Whether the payer disputes it now."""
    return invoice.id in disputed_among(session, [invoice.id])


def open_dispute(session: Session, by: uuid.UUID, invoice: Invoice, note: str) -> None:
    """No reminder goes from now on. Raises Refused("already_disputed")."""
    _say(session, by, invoice, note, is_open=True, otherwise="already_disputed")


def close_dispute(session: Session, by: uuid.UUID, invoice: Invoice, note: str) -> None:
    """Reminders go again. Raises Refused("not_disputed")."""
    _say(session, by, invoice, note, is_open=False, otherwise="not_disputed")


def disputes_of(session: Session, invoice: Invoice) -> list[InvoiceDispute]:
    """What was said about disputing it, oldest first."""
    said = select(InvoiceDispute).where(
        InvoiceDispute.tenant_id == invoice.tenant_id, InvoiceDispute.invoice_id == invoice.id
    )
    return list(session.scalars(said.order_by(InvoiceDispute.at)))


def reminders_of(session: Session, invoice: Invoice) -> list[InvoiceReminder]:
    """What was sent about it, oldest first."""
    sent = select(InvoiceReminder).where(
        InvoiceReminder.tenant_id == invoice.tenant_id, InvoiceReminder.invoice_id == invoice.id
    )
    return list(session.scalars(sent.order_by(InvoiceReminder.at)))


def possible_claim(session: Session, invoice: Invoice, today: date) -> LateClaim:
    """Interest on each sum until the day it came, or today, and the compensation once: for a person to decide on.

    For staff, who see payments. Raises Refused("reference_rate_missing", half_year=...).
    """
    still_open = balance_of(session, invoice).open_cents
    sums = [*_paid_sums(session, invoice), *([(still_open, today)] if still_open > 0 else [])]
    rates = reference_rates(session)
    claims = [late_claim(cents, invoice.due_on, day, rates) for cents, day in sums]
    return LateClaim(
        sum(each.interest_cents for each in claims), max((each.compensation_cents for each in claims), default=0)
    )


def _paid_sums(session: Session, invoice: Invoice) -> list[tuple[int, date]]:
    """What each payment has left counted for an invoice, and the day it came."""
    counted = (
        select(ROOT.label("root_id"), func.sum(Allocation.cents).label("cents"))
        .join(Payment, Payment.id == Allocation.payment_id)
        .where(Allocation.tenant_id == invoice.tenant_id, Allocation.invoice_id == invoice.id)
        .group_by(ROOT)
        .subquery()
    )
    came = select(counted.c.cents, Payment.received_on).join(Payment, Payment.id == counted.c.root_id)
    return [tuple(row) for row in session.execute(came.where(counted.c.cents > 0))]


def _is_first(session: Session, due: DueReminder) -> bool:
    invoice = due.balance.invoice
    row = {"tenant_id": invoice.tenant_id, "id": uuid.uuid4(), "invoice_id": invoice.id, "at": clock.now()}
    stored = insert(InvoiceReminder).values(**row, step=due.step).on_conflict_do_nothing().returning(InvoiceReminder.id)
    return session.scalar(stored) is not None


def disputed_among(session: Session, invoice_ids: list[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the invoices that the payer disputes now."""
    rows = select(InvoiceDispute).where(InvoiceDispute.invoice_id.in_(invoice_ids)).order_by(InvoiceDispute.at)
    newest = {row.invoice_id: row.is_open for row in session.scalars(rows)}
    return {invoice_id for invoice_id, is_open in newest.items() if is_open}


def _say(session: Session, by: uuid.UUID, invoice: Invoice, note: str, *, is_open: bool, otherwise: str) -> None:
    take_turn(session)
    if is_disputed(session, invoice) == is_open:
        raise Refused(otherwise)
    row = InvoiceDispute(
        tenant_id=invoice.tenant_id, invoice_id=invoice.id, person_id=by, is_open=is_open, note=note, at=clock.now()
    )
    session.add(row)
    session.flush()
