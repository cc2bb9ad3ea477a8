"""What is kept of a plain-language summary beside its text of today: every version, with who wrote it and when."""

import uuid
from datetime import datetime

from sqlalchemy import CHAR, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant


class PlainSummaryVersion(TenantRow, Base):
    """The summary in one language as somebody left it."""

    __tablename__ = "plain_summary_version"
    __table_args__ = (within_tenant("report_id", "report"), unique_in_tenant("report_id", "language", "number"))

    report_id: Mapped[uuid.UUID]
    language: Mapped[str] = mapped_column(CHAR(2))
    number: Mapped[int]
    text: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    restored_from: Mapped[int | None]
