"""What is due in a year, how a report is told of, and whose calendar program may read both."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.reports.models import Bilingual
from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant


class Removable:
    """What can be taken out and brought back; `changed_at` tells one state of it from another."""

    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))

    @property
    def mark(self) -> str:
        """What a form that was opened on it sends back."""
        return self.changed_at.isoformat()


class CalendarEntry(Bilingual, Removable, TenantRow, Base):
    """Something in the annual clock of `year`: a step's time, or a single day. `number` is its place in addresses."""

    __tablename__ = "calendar_entry"
    __table_args__ = (unique_in_tenant("year", "number"),)

    year: Mapped[int]
    number: Mapped[int]
    step: Mapped[int | None]
    """Which of the eight steps it belongs to."""
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    begins_on: Mapped[date | None]
    """None: it is one day."""
    due_on: Mapped[date]
    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    deputy_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(default="not_begun")


class CommunicationEntry(Removable, TenantRow, Base):
    """One row of the plan of how a report is told of: to whom, how, when. `number` is its place in addresses."""

    __tablename__ = "communication_entry"
    __table_args__ = (within_tenant("report_id", "report"), unique_in_tenant("report_id", "number"))

    report_id: Mapped[uuid.UUID]
    number: Mapped[int]
    group_fi: Mapped[str]
    group_sv: Mapped[str]
    channel_fi: Mapped[str]
    channel_sv: Mapped[str]
    message_fi: Mapped[str]
    message_sv: Mapped[str]
    planned_on: Mapped[date]
    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    done_at: Mapped[datetime | None]
    done_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))

    def told(self, part: str, language: str) -> str:
        """Its group, channel or message in a language."""
        return getattr(self, f"{part}_{language}")


class CalendarFeed(TenantRow, Base):
    """One person's secret address for a calendar program. Only the digest of its token is kept."""

    __tablename__ = "calendar_feed"
    __table_args__ = (unique_in_tenant("person_id"), unique_in_tenant("token_digest"))

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    token_digest: Mapped[str] = mapped_column(deferred=True)
    content: Mapped[str]
    """own or all."""
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
