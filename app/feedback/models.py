"""Feedback about editions."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.feedback import rules
from tenants import clock
from tenants.database import Base, TenantRow, within_tenant


class Feedback(TenantRow, Base):
    """What somebody wrote about an edition, and the municipality's answer.

    The door adds it and reads none; what was written is never changed.
    """

    __tablename__ = "feedback"
    __table_args__ = (within_tenant("edition_id", "edition"),)

    edition_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    text: Mapped[str]
    language: Mapped[str]
    name: Mapped[str]
    email: Mapped[str | None]
    """Only of those who want an answer."""
    received_at: Mapped[datetime] = mapped_column(default=clock.now)
    told_at: Mapped[datetime | None]
    """When the coordinators were written to."""
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))

    @property
    def due_on(self) -> date:
        """The last day for the answer."""
        return rules.due_on(clock.day_of(self.received_at))

    def is_late(self, today: date) -> bool:
        """Whether it waits although its day is over."""
        return self.answered_at is None and rules.is_late(clock.day_of(self.received_at), today)
