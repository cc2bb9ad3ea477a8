"""Rounds, and the bodies that are asked in them with what they state."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, column_property, mapped_column

from app.reports.models import Bilingual, Report
from app.reports.rules import FROZEN
from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant


class Consultation(Bilingual, TenantRow, Base):
    """One round about one report. `number` is its place in addresses; it goes on until the end of `ends_on`."""

    __tablename__ = "consultation"
    __table_args__ = (within_tenant("report_id", "report"), unique_in_tenant("report_id", "number"))

    report_id: Mapped[uuid.UUID]
    number: Mapped[int]
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    message_fi: Mapped[str]
    message_sv: Mapped[str]
    ends_on: Mapped[date]
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    opened_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    content: Mapped[dict[str, Any]] = mapped_column(JSONB, deferred=True)
    """The report as it stood when the round was opened: what everybody who is asked reads."""

    def message(self, language: str) -> str:
        """What is said to those who are asked."""
        return self.message_sv if language == "sv" else self.message_fi

    @property
    def is_adopted(self) -> bool:
        """The council has decided: from then on the database keeps what was stated as it is."""
        return self.report_state in FROZEN

    @property
    def may_go_on(self) -> bool:
        """Whether its last day can still be moved, which may have been yesterday."""
        return self.closed_at is None and not self.is_adopted

    def is_open(self, today: date) -> bool:
        """Whether statements are still taken."""
        return self.may_go_on and today <= self.ends_on


_OWN_REPORT = (Report.tenant_id == Consultation.tenant_id, Report.id == Consultation.report_id)
_STATE = select(Report.state).where(*_OWN_REPORT).correlate_except(Report)
Consultation.report_state = column_property(_STATE.scalar_subquery())


class ConsultedBody(TenantRow, Base):
    """One body that is asked, and what it states: as it is being written, and as it was last sent."""

    __tablename__ = "consulted_body"
    __table_args__ = (within_tenant("consultation_id", "consultation"), unique_in_tenant("token_digest"))

    consultation_id: Mapped[uuid.UUID]
    name: Mapped[str]
    email: Mapped[str]
    kind: Mapped[str]
    language: Mapped[str]
    token_digest: Mapped[str] = mapped_column(deferred=True)
    later_digests: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, deferred=True)
    """Of the letters that followed: every link leads to the same page until the round is over."""
    invited_at: Mapped[datetime] = mapped_column(default=clock.now)
    reminded_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    """As rules.Statement; only the body itself reads it."""
    saved_at: Mapped[datetime | None]
    sent: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    sent_at: Mapped[datetime | None]

    @property
    def mark(self) -> str:
        """Tells one state of what is being written from another."""
        return self.saved_at.isoformat() if self.saved_at else ""

    @property
    def waits(self) -> bool:
        """Whether an answer can be reminded of."""
        return self.sent_at is None and self.withdrawn_at is None
