"""The steps of a report's way, and the changes that were asked for on it."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.reports.models import Bilingual
from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant


class HandlingStep(Bilingual, TenantRow, Base):
    """One body's turn. `number` is its place in addresses and never changes, `place` its turn."""

    __tablename__ = "handling_step"
    __table_args__ = (
        within_tenant("report_id", "report"),
        unique_in_tenant("report_id", "id"),
        unique_in_tenant("report_id", "number"),
    )

    report_id: Mapped[uuid.UUID]
    number: Mapped[int]
    place: Mapped[int]
    body: Mapped[str]
    """One of rules.Body; its title says what it is called here."""
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    meeting_on: Mapped[date | None]
    meeting_section: Mapped[str | None]
    """The § of its minutes; working groups have none."""
    decision: Mapped[str | None]
    recorded_at: Mapped[datetime | None]
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))


class HandlingChange(TenantRow, Base):
    """A change that a body asked for, in the words of whoever wrote it down."""

    __tablename__ = "handling_change"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "report_id", "step_id"],
            ["handling_step.tenant_id", "handling_step.report_id", "handling_step.id"],
        ),
    )

    report_id: Mapped[uuid.UUID]
    step_id: Mapped[uuid.UUID]
    text: Mapped[str]
    language: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    asked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    done_at: Mapped[datetime | None]
    done_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
