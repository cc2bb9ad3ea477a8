"""What is open of an invoice: gross − credit notes − what was paid, summed whenever it is asked and never a flag."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from billing.models import Invoice
from billing.payment_days import last_day_in_time
from billing.payment_models import Allocation

CreditNote = aliased(Invoice, name="credit_note")

CREDITED = (
    select(func.coalesce(func.sum(CreditNote.gross_cents), 0))
    .where(CreditNote.tenant_id == Invoice.tenant_id, CreditNote.credits_id == Invoice.id)
    .correlate(Invoice)
    .scalar_subquery()
)
ALLOCATED = (
    select(func.coalesce(func.sum(Allocation.cents), 0))
    .where(Allocation.tenant_id == Invoice.tenant_id, Allocation.invoice_id == Invoice.id)
    .correlate(Invoice)
    .scalar_subquery()
)
IS_UNPAID = Invoice.gross_cents > CREDITED + ALLOCATED


class InvoiceState(StrEnum):
    """What an invoice's sums and days make of it."""

    OPEN = "open"
    OVERDUE = "overdue"
    PAID = "paid"
    CREDITED = "credited"
    OVERPAID = "overpaid"
    """Credited after it was paid: we owe."""


@dataclass(frozen=True)
class Balance:
    """An invoice and what has become of its sum."""

    invoice: Invoice
    credited_cents: int
    allocated_cents: int

    @property
    def open_cents(self) -> int:
        """What is still to be paid; negative when we owe."""
        return self.invoice.gross_cents - self.credited_cents - self.allocated_cents

    def state(self, today: date) -> InvoiceState:
        """An invoice due on a day when the banks rest is overdue only after the next bank day."""
        if self.open_cents < 0:
            return InvoiceState.OVERPAID
        if self.open_cents == 0:
            return InvoiceState.PAID if self.allocated_cents else InvoiceState.CREDITED
        return InvoiceState.OVERDUE if today > last_day_in_time(self.invoice.due_on) else InvoiceState.OPEN


def balances(session: Session, *conditions: ColumnElement[bool]) -> list[Balance]:
    """Invoices (never credit notes) that meet the conditions, oldest first; on any plane that may see them."""
    question = select(Invoice, CREDITED, ALLOCATED).where(Invoice.kind == "invoice", *conditions)
    return [Balance(*row) for row in session.execute(question.order_by(Invoice.issued_on, Invoice.number))]


def unpaid(session: Session) -> list[Balance]:
    """Every real invoice of which something is still to be paid."""
    return balances(session, IS_UNPAID, Invoice.is_test.is_(False))


def balance_of(session: Session, invoice: Invoice) -> Balance:
    """One invoice's. Raises ValueError for a credit note."""
    (balance,) = balances(session, Invoice.tenant_id == invoice.tenant_id, Invoice.id == invoice.id)
    return balance


def open_cents(session: Session, invoice: Invoice) -> int:
    """What is still to be paid of an invoice; negative when we owe."""
    return balance_of(session, invoice).open_cents
