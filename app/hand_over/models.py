"""Packages that were asked for, and their files as they are made: after a kill another goes on."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant


class Package(TenantRow, Base):
    """What was asked for, and how far it has come. `state` is waiting (or being made), ready, failed or gone: then its
    month is over and its files are no more.
    """

    __tablename__ = "hand_over_package"
    __table_args__ = (within_tenant("report_id", "report"), within_tenant("edition_id", "edition"))

    report_id: Mapped[uuid.UUID]
    edition_id: Mapped[uuid.UUID | None]
    """None: the report as it stands."""
    case_number: Mapped[str]
    function_code: Mapped[str]
    """The class of the municipality's information management plan; the case number's brother."""
    retention_years: Mapped[int | None]
    """None: permanently."""
    has_personal_data: Mapped[bool]
    proposal_fi: Mapped[str]
    proposal_sv: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    asked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(default="waiting")
    content: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True), deferred=True)
    """Of a report as it stands, from its first try until it is ready: all its files say the same."""
    is_draft: Mapped[bool] = mapped_column(default=False)
    tries: Mapped[int] = mapped_column(default=0)
    """Since the last file that was made."""
    step: Mapped[int] = mapped_column(default=0)
    steps: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None]


class PackageFile(TenantRow, Base):
    """One file of a package. In the database, because several servers share no disk."""

    __tablename__ = "hand_over_file"
    __table_args__ = (within_tenant("package_id", "hand_over_package"), unique_in_tenant("package_id", "name"))

    package_id: Mapped[uuid.UUID]
    name: Mapped[str]
    body: Mapped[bytes] = mapped_column(deferred=True)
    checksum: Mapped[str]
    """SHA-256 of the body."""
