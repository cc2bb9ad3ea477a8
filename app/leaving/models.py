"""Exports and what is asked about leaving for good."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import FetchedValue
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant


class Export(TenantRow, Base):
    """A zip of everything a municipality has. `state` is waiting (or being made), ready or failed."""

    __tablename__ = "export"

    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    asked_by: Mapped[uuid.UUID]
    state: Mapped[str] = mapped_column(default="waiting")
    step: Mapped[int] = mapped_column(default=0)
    steps: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None]
    size: Mapped[int | None]
    checksum: Mapped[str | None]


class ExportChunk(TenantRow, Base):
    """A piece of an export's bytes. In the database, because several servers share no disk."""

    __tablename__ = "export_chunk"
    __table_args__ = (within_tenant("export_id", "export"), unique_in_tenant("export_id", "position"))

    export_id: Mapped[uuid.UUID]
    position: Mapped[int]
    body: Mapped[bytes]


class DeletionRecord(Base):
    """A deletion that was asked for: stopped in time, or carried out and proven by the counts of rows.

    Closed: its day came, its members are let out, and nothing new comes in any more. `people` are the ids of those
    who are perhaps to be forgotten; empty once that is done.
    """

    __tablename__ = "deletion_record"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    about_tenant: Mapped[uuid.UUID]
    asked_by: Mapped[uuid.UUID]
    asked_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    delay_days: Mapped[int]
    due_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    withdraws_editions: Mapped[bool]
    proposal_id: Mapped[uuid.UUID | None]
    stopped_at: Mapped[datetime | None]
    stopped_by: Mapped[uuid.UUID | None]
    closed_at: Mapped[datetime | None]
    people: Mapped[list[str] | None] = mapped_column(JSONB(none_as_null=True))
    done_at: Mapped[datetime | None] = mapped_column(server_default=FetchedValue())
    counts_before: Mapped[dict[str, Any] | None] = mapped_column(JSONB, server_default=FetchedValue())
    counts_after: Mapped[dict[str, Any] | None] = mapped_column(JSONB, server_default=FetchedValue())
