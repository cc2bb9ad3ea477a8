"""A year's negotiation, its common goals and promises, and the copies that were shared with the county."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CHAR, ForeignKey, ForeignKeyConstraint, Integer
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.negotiating.rules import Promised
from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant


class Negotiation(TenantRow, Base):
    """What is prepared for the negotiation of a year, and its minutes. The year is its place in addresses."""

    __tablename__ = "negotiation"
    __table_args__ = (unique_in_tenant("year"),)

    year: Mapped[int]
    begun_at: Mapped[datetime] = mapped_column(default=clock.now)
    begun_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    support_fi: Mapped[str] = mapped_column(default="")
    """Which support and cooperation the municipality needs."""
    support_sv: Mapped[str] = mapped_column(default="")
    participants: Mapped[str] = mapped_column(default="")
    indicator_ids: Mapped[list[int]] = mapped_column(ARRAY(Integer), default=list)
    met_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(default="")

    promises: Mapped[list["Promise"]] = relationship(order_by="Promise.number", viewonly=True)
    """What was agreed in it."""
    common_goals: Mapped[list["CommonGoal"]] = relationship(viewonly=True)


class CommonGoal(TenantRow, Base):
    """A goal of the municipality's plan that it has in common with the county."""

    __tablename__ = "common_goal"
    __table_args__ = (
        within_tenant("negotiation_id", "negotiation"),
        ForeignKeyConstraint(
            ["tenant_id", "plan_id", "goal_id"], ["goal.tenant_id", "goal.plan_id", "goal.id"]
        ),
        unique_in_tenant("negotiation_id", "goal_id"),
    )

    negotiation_id: Mapped[uuid.UUID]
    plan_id: Mapped[uuid.UUID]
    goal_id: Mapped[uuid.UUID]


class Promise(TenantRow, Base):
    """Who promised what, and what had become of it when the next negotiation came."""

    __tablename__ = "promise"
    __table_args__ = (within_tenant("negotiation_id", "negotiation"), unique_in_tenant("negotiation_id", "number"))

    negotiation_id: Mapped[uuid.UUID]
    number: Mapped[int]
    who: Mapped[str]
    what: Mapped[str]
    by_when: Mapped[str]
    language: Mapped[str]
    outcome: Mapped[str | None]
    told: Mapped[str] = mapped_column(default="")
    """A sentence about what became of it."""
    told_language: Mapped[str | None]
    judged_at: Mapped[datetime | None]
    judged_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))

    @property
    def promised(self) -> Promised:
        """What the minutes say."""
        return Promised(self.who, self.what, self.by_when)


class SharedPack(TenantRow, Base):
    """A pack as it was shared with a county, which reads it as long as it is not withdrawn; nobody changes it."""

    __tablename__ = "shared_pack"
    __table_args__ = (within_tenant("negotiation_id", "negotiation"), unique_in_tenant("negotiation_id", "number"))

    negotiation_id: Mapped[uuid.UUID]
    number: Mapped[int]
    """How many times the pack of this year has been shared, from 1."""
    year: Mapped[int]
    county_code: Mapped[str] = mapped_column(CHAR(2), ForeignKey("county.code"))
    content: Mapped[dict[str, Any]] = mapped_column(JSONB, deferred=True)
    checksum: Mapped[str]
    """SHA-256 of the content as it is written in JSON with sorted keys."""
    shared_at: Mapped[datetime] = mapped_column(default=clock.now)
    shared_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
