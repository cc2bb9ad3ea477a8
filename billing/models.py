"""Prices, licences and the ledger. What was issued, paid or decided is a row that never changes; a correction is a
new row."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant


class StoredPriceList(Base):
    """An approved price list; one that still waits for its second person is a proposal."""

    __tablename__ = "price_list"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    valid_from: Mapped[date] = mapped_column(unique=True)
    county_net_cents: Mapped[int]
    is_example: Mapped[bool]
    note_fi: Mapped[str] = mapped_column(default="")
    note_sv: Mapped[str] = mapped_column(default="")
    proposal_id: Mapped[uuid.UUID | None]

    classes: Mapped[list["StoredPriceClass"]] = relationship(order_by="StoredPriceClass.min_population")


class StoredPriceClass(Base):
    """One class of a price list; the last one has no upper limit."""

    __tablename__ = "price_class"

    price_list_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("price_list.id"), primary_key=True)
    min_population: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    max_population: Mapped[int | None]
    net_cents: Mapped[int]


class Licence(TenantRow, Base):
    """A year's right to write, or a part of one; the fee is frozen with the population it was drawn from."""

    __tablename__ = "licence"

    state: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    """The last day."""
    population: Mapped[int]
    population_on: Mapped[date]
    price_list_id: Mapped[uuid.UUID]
    yearly_net_cents: Mapped[int]
    notice_given_on: Mapped[date | None]
    """The day the municipality said that it will not renew."""


class LicenceEvent(TenantRow, Base):
    """A change of a licence's state: who, when, why."""

    __tablename__ = "licence_event"
    __table_args__ = (within_tenant("licence_id", "licence"),)

    licence_id: Mapped[uuid.UUID]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    before: Mapped[str | None]
    after: Mapped[str]
    reason: Mapped[str]
    person_id: Mapped[uuid.UUID | None]


class Renewal(TenantRow, Base):
    """What a municipality's next year is proposed to cost, frozen with its population until a person approves it."""

    __tablename__ = "renewal"
    __table_args__ = (
        within_tenant("licence_id", "licence"),
        within_tenant("opened_id", "licence"),
        unique_in_tenant("year"),
    )

    year: Mapped[int]
    licence_id: Mapped[uuid.UUID]
    """The licence that runs out."""
    population: Mapped[int]
    population_on: Mapped[date]
    price_list_id: Mapped[uuid.UUID]
    yearly_net_cents: Mapped[int]
    proposed_at: Mapped[datetime] = mapped_column(default=clock.now)
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[uuid.UUID | None]
    opened_id: Mapped[uuid.UUID | None]
    """The licence that came of it."""


class BillingDetails(TenantRow, Base):
    """Who pays and where the e-invoice goes: the newest row counts, the older ones stay."""

    __tablename__ = "billing_details"

    valid_from: Mapped[datetime] = mapped_column(default=clock.now)
    details: Mapped[dict[str, Any]] = mapped_column(JSONB)
    person_id: Mapped[uuid.UUID | None]


class InvoiceSeries(Base):
    """The last number drawn. The transaction that issues holds this row, so no number is skipped or drawn twice."""

    __tablename__ = "invoice_series"

    name: Mapped[str] = mapped_column(primary_key=True)
    last_number: Mapped[int]


class InvoiceNumber(Base):
    """Every number and reference ever drawn, unique over all municipalities."""

    __tablename__ = "invoice_number"

    number: Mapped[str] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    of_tenant: Mapped[uuid.UUID]
    invoice_id: Mapped[uuid.UUID]


class Invoice(TenantRow, Base):
    """An issued invoice or credit note. `document` is all that it says."""

    __tablename__ = "invoice"
    __table_args__ = (
        within_tenant("licence_id", "licence"),
        within_tenant("credits_id", "invoice"),
        unique_in_tenant("number"),
    )

    licence_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    number: Mapped[str]
    reference: Mapped[str]
    credits_id: Mapped[uuid.UUID | None]
    issued_on: Mapped[date]
    due_on: Mapped[date | None]
    gross_cents: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    is_test: Mapped[bool] = mapped_column(default=False)


class InvoiceFile(TenantRow, Base):
    """An issued document as it leaves us, in one format, with its checksum (SHA-256)."""

    __tablename__ = "invoice_file"
    __table_args__ = (within_tenant("invoice_id", "invoice"), unique_in_tenant("invoice_id", "format"))

    invoice_id: Mapped[uuid.UUID]
    format: Mapped[str]
    """ubl, finvoice or pdf."""
    body: Mapped[bytes]
    checksum: Mapped[str]


class InvoiceDelivery(TenantRow, Base):
    """How far an issued document is on its way to its payer; a test invoice cannot have one."""

    __tablename__ = "invoice_delivery"
    __table_args__ = (unique_in_tenant("invoice_id"),)

    invoice_id: Mapped[uuid.UUID]
    channel: Mapped[str | None]
    """None until one is chosen, at the first attempt."""
    state: Mapped[str]
    tries: Mapped[int]
    changed_at: Mapped[datetime]
    error: Mapped[str | None]
    """Why it failed: a word of ours or the words of the world outside."""
    is_test: Mapped[bool]
