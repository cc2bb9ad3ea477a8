"""The days of follow-up, what was reported of measures, who has looked, and the reminders."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.plan.models import OfPlan, Worded
from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant


class FollowUpRound(OfPlan, Base):
    """A day by which each measure of a plan is reported of. `number` is its place in addresses."""

    __tablename__ = "follow_up_round"
    __table_args__ = (
        within_tenant("plan_id", "plan"),
        unique_in_tenant("plan_id", "id"),
        unique_in_tenant("plan_id", "number"),
    )

    number: Mapped[int]
    due_on: Mapped[date]
    year: Mapped[int]
    """Which year it tells of."""
    set_at: Mapped[datetime] = mapped_column(default=clock.now)
    set_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))


def _of_measure() -> ForeignKeyConstraint:
    """A reference that cannot leave the plan."""
    return ForeignKeyConstraint(
        ["tenant_id", "plan_id", "measure_id"], ["measure.tenant_id", "measure.plan_id", "measure.id"]
    )


class MeasureFollowUp(Worded, OfPlan, Base):
    """How a measure went, as somebody reported it; nobody changes what was said."""

    __tablename__ = "measure_follow_up"
    __table_args__ = (
        _of_measure(),
        ForeignKeyConstraint(
            ["tenant_id", "plan_id", "round_id"],
            ["follow_up_round.tenant_id", "follow_up_round.plan_id", "follow_up_round.id"],
        ),
    )

    measure_id: Mapped[uuid.UUID]
    round_id: Mapped[uuid.UUID | None]
    """Which round it answers; None where nothing was asked."""
    status: Mapped[str]
    light: Mapped[str]
    outcome_fi: Mapped[str] = mapped_column(default="")
    """What came of it, in short: "12 groups, 140 participants"."""
    outcome_sv: Mapped[str] = mapped_column(default="")
    sentence_fi: Mapped[str] = mapped_column(default="")
    """How it goes, for the council and the residents."""
    sentence_sv: Mapped[str] = mapped_column(default="")
    cost_cents: Mapped[int | None]
    reported_at: Mapped[datetime] = mapped_column(default=clock.now)
    reported_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))


class MeasureLook(OfPlan, Base):
    """Who answers for a measure has opened it, and when last."""

    __tablename__ = "measure_look"
    __table_args__ = (_of_measure(), unique_in_tenant("measure_id", "person_id"))

    measure_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    seen_at: Mapped[datetime]


class Reminder(TenantRow, Base):
    """A letter that was posted about an `occasion` (`reminding`): once to each person."""

    __tablename__ = "reminder"
    __table_args__ = (unique_in_tenant("person_id", "occasion"), unique_in_tenant("token_digest"))

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    occasion: Mapped[str]
    posted_at: Mapped[datetime]
    token_digest: Mapped[str]
    """Of the link that stops them."""


class ReminderStop(TenantRow, Base):
    """Somebody wants no reminders about this municipality."""

    __tablename__ = "reminder_stop"
    __table_args__ = (unique_in_tenant("person_id"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    stopped_at: Mapped[datetime] = mapped_column(default=clock.now)
