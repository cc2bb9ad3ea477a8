"""The order as it was sent, and the acceptance of the contract that came with it."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CHAR, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant
from tenants.municipalities import Municipality


class SubscriptionOrder(Base):
    """One order: confirmed by its letter, approved, then opened or declined. What was ordered never changes."""

    __tablename__ = "subscription_order"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    municipality_code: Mapped[str] = mapped_column(CHAR(3), ForeignKey("municipality.code"))
    ordered_at: Mapped[datetime] = mapped_column(default=clock.now)
    language: Mapped[str]
    is_trial: Mapped[bool]
    starts_on: Mapped[date]
    orderer: Mapped[dict[str, Any]] = mapped_column(JSONB)
    billing_details: Mapped[dict[str, Any]] = mapped_column(JSONB)
    price: Mapped[dict[str, Any]] = mapped_column(JSONB)
    contract_version: Mapped[str]
    token_digest: Mapped[str]
    confirmed_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
    """At once where the e-mail is plainly the municipality's, else by a staff member."""
    opened_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    opened_tenant: Mapped[uuid.UUID | None]
    """What was opened; its pages may read the order."""

    municipality: Mapped[Municipality] = relationship(lazy="joined", innerjoin=True)


class LicenceOrder(TenantRow, Base):
    """A customer's order of the licence that follows its trial, or one that has ended."""

    __tablename__ = "licence_order"
    __table_args__ = (within_tenant("licence_id", "licence"), unique_in_tenant("licence_id"))

    licence_id: Mapped[uuid.UUID]
    ordered_at: Mapped[datetime] = mapped_column(default=clock.now)
    person_id: Mapped[uuid.UUID]
    orderer: Mapped[dict[str, Any]] = mapped_column(JSONB)
    language: Mapped[str]
    price: Mapped[dict[str, Any]] = mapped_column(JSONB)
    contract_version: Mapped[str]
    opened_at: Mapped[datetime | None]


class ContractAcceptance(TenantRow, Base):
    """Who accepted which version of the contract, in which language, when."""

    __tablename__ = "contract_acceptance"

    version: Mapped[str]
    language: Mapped[str]
    accepted_at: Mapped[datetime]
    accepted_by: Mapped[dict[str, Any]] = mapped_column(JSONB)
