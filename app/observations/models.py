"""What was said, and what is proposed as a goal because of it."""

import uuid
from datetime import datetime

from sqlalchemy import CHAR, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant


class Observation(TenantRow, Base):
    """A joy or a worry of a group, for one report. `number` is its place in addresses."""

    __tablename__ = "observation"
    __table_args__ = (within_tenant("report_id", "report"), unique_in_tenant("report_id", "number"))

    report_id: Mapped[uuid.UUID]
    number: Mapped[int]
    kind: Mapped[str]
    """joy or worry."""
    language: Mapped[str] = mapped_column(CHAR(2))
    text: Mapped[str]
    group_name: Mapped[str]
    """Who said it: a council, a school's welfare group, a sector."""
    age_group: Mapped[str]
    theme: Mapped[str]
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("listed_indicator.id"))
    """Sotkanet's number of the indicator that is put beside it."""
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime | None]
    """When it became a proposal in the section of strengths and development targets."""
    proposed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))


class GoalProposal(TenantRow, Base):
    """A goal that somebody proposes because of a joy or a worry; the welfare plan takes it from here."""

    __tablename__ = "goal_proposal"
    __table_args__ = (
        within_tenant("report_id", "report"),
        within_tenant("observation_id", "observation"),
        within_tenant("goal_id", "goal"),
    )

    report_id: Mapped[uuid.UUID]
    observation_id: Mapped[uuid.UUID]
    language: Mapped[str] = mapped_column(CHAR(2))
    text: Mapped[str]
    proposed_at: Mapped[datetime] = mapped_column(default=clock.now)
    proposed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    goal_id: Mapped[uuid.UUID | None]
    """The goal of the welfare plan that it became."""
