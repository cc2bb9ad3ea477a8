"""Money as it came: bank files, payments, what each paid, what Stripe told; and what followed an invoice."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from billing.models import Invoice
from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant


class BankFile(Base):
    """A statement taken in: its checksum is known, so the same file changes nothing a second time."""

    __tablename__ = "bank_file"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    checksum: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    taken_in_at: Mapped[datetime] = mapped_column(default=clock.now)
    person_id: Mapped[uuid.UUID | None]
    told: Mapped[int]
    """How many payments to us it tells of."""
    left_out: Mapped[int]
    """Money that left the account for somebody else's business."""
    batches: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    """Sums whose parts it does not tell, as `received_on` and `cents`: nothing was stored of them."""


class Payment(Base):
    """Money that came, once by the id its channel gives it; negative: it went back."""

    __tablename__ = "payment"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    channel: Mapped[str]
    """bank or stripe"""
    external_id: Mapped[str]
    received_on: Mapped[date]
    cents: Mapped[int]
    reference: Mapped[str | None]
    payer: Mapped[str | None]
    message: Mapped[str | None]
    bank_file_id: Mapped[uuid.UUID | None]
    refunds_id: Mapped[uuid.UUID | None]
    """The payment of which this gives back."""


class _AboutInvoice:
    """Furniture of rows that follow an invoice, which itself never changes."""

    invoice_id: Mapped[uuid.UUID]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    person_id: Mapped[uuid.UUID | None]


class Allocation(_AboutInvoice, TenantRow, Base):
    """What of a payment counts for an invoice; nobody's, when the reference said it."""

    __tablename__ = "allocation"
    __table_args__ = (within_tenant("invoice_id", Invoice.__tablename__),)

    payment_id: Mapped[uuid.UUID]
    cents: Mapped[int]


class InvoiceReminder(_AboutInvoice, TenantRow, Base):
    """A reminder that was sent, once of each step."""

    __tablename__ = "invoice_reminder"
    __table_args__ = (within_tenant("invoice_id", Invoice.__tablename__), unique_in_tenant("invoice_id", "step"))

    step: Mapped[str]


class InvoiceDispute(_AboutInvoice, TenantRow, Base):
    """The payer disputes an invoice, or no longer does: the newest row counts."""

    __tablename__ = "invoice_dispute"
    __table_args__ = (within_tenant("invoice_id", Invoice.__tablename__),)

    is_open: Mapped[bool]
    note: Mapped[str | None]


class StripeEvent(Base):
    """Something Stripe told, once by its id. `subject` is the object to read again: what was told is only a hint."""

    __tablename__ = "stripe_event"

    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    subject: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(default=clock.now)
    handled_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    """Why it could not be applied; a person looks at it."""


class CardCheckout(TenantRow, Base):
    """A page at Stripe on which an invoice can be paid by card."""

    __tablename__ = "card_checkout"
    __table_args__ = (within_tenant("invoice_id", Invoice.__tablename__), unique_in_tenant("checkout_id"))

    invoice_id: Mapped[uuid.UUID]
    checkout_id: Mapped[str]
    cents: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    state: Mapped[str] = mapped_column(default="open")
    """open, paid or expired"""


class PaymentOffset(Base):
    """Money that came and went back again, as a person has found: so much of the one is the other's."""

    __tablename__ = "payment_offset"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    came_id: Mapped[uuid.UUID]
    went_id: Mapped[uuid.UUID]
    cents: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    person_id: Mapped[uuid.UUID | None]


class CardRefund(Base):
    """Money of a card payment that a person wants Stripe to give back; the worker sees to it, once."""

    __tablename__ = "card_refund"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    payment_id: Mapped[uuid.UUID]
    cents: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    person_id: Mapped[uuid.UUID | None]
    state: Mapped[str] = mapped_column(default="waiting")
    """waiting, done or refused"""
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]


class CardPayout(Base):
    """What Stripe paid out to our account; `payment_id` is the bank's entry of it, once it is found."""

    __tablename__ = "card_payout"

    id: Mapped[str] = mapped_column(primary_key=True)
    cents: Mapped[int]
    arrived_on: Mapped[date]
    payment_id: Mapped[uuid.UUID | None]


class Reconciliation(Base):
    """A night's look at whether ledger, Stripe and bank say the same."""

    __tablename__ = "reconciliation"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    at: Mapped[datetime]
    is_with_stripe: Mapped[bool]

    differences: Mapped[list["StoredDifference"]] = relationship(
        order_by="(StoredDifference.kind, StoredDifference.subject)"
    )


class StoredDifference(Base):
    """What did not agree; see `billing.reconciliation.Difference`."""

    __tablename__ = "difference"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    reconciliation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("reconciliation.id"))
    kind: Mapped[str]
    subject: Mapped[str]
    ours_cents: Mapped[int]
    theirs_cents: Mapped[int]
