"""The tables of the welfare plan. A text blank in a language is ""; money is in cents."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.own_figures.models import Titled
from app.plan.rules import MeasureStatus, PlanState
from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant


class Worded(Titled):
    """What has several texts in both languages."""

    def said(self, name: str, language: str) -> str:
        """A text in a language, or in the other one; may be blank."""
        other = "fi" if language == "sv" else "sv"
        return getattr(self, f"{name}_{language}") or getattr(self, f"{name}_{other}")


class Plan(Titled, TenantRow, Base):
    """One welfare plan of a municipality. `number` is its place in addresses, running from 1."""

    __tablename__ = "plan"
    __table_args__ = (unique_in_tenant("number"), within_tenant("predecessor_id", "plan"))

    number: Mapped[int]
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    first_year: Mapped[int]
    last_year: Mapped[int]
    state: Mapped[str] = mapped_column(default=PlanState.IN_WORK)
    begun_at: Mapped[datetime] = mapped_column(default=clock.now)
    begun_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    predecessor_id: Mapped[uuid.UUID | None]
    """The plan of the term before, which this one was begun from."""

    emphases: Mapped[list["Emphasis"]] = relationship(
        primaryjoin="and_(Plan.tenant_id == Emphasis.tenant_id, Plan.id == Emphasis.plan_id,"
        " Emphasis.removed_at.is_(None))",
        order_by="Emphasis.place",
        viewonly=True,
    )
    """What belongs to it now, in reading order; `queries.removed_rows` has the others."""

    @property
    def years(self) -> str:
        """Its period on screen."""
        return f"{self.first_year}–{self.last_year}"

    @property
    def goals(self) -> list["Goal"]:
        """All of them in reading order."""
        return [goal for emphasis in self.emphases for goal in emphasis.goals]

    @property
    def measures(self) -> list["Measure"]:
        """All of them in reading order."""
        return [measure for goal in self.goals for measure in goal.measures]


class OfPlan(TenantRow):
    """What belongs to one plan; the plan is in its key, so that a decision freezes it with the rest."""

    plan_id: Mapped[uuid.UUID]


class PlanRow(Worded, OfPlan):
    """A row of a plan. Its `number` stands in addresses and never changes; `place` is its place among its siblings."""

    number: Mapped[int]
    place: Mapped[int]
    title_fi: Mapped[str] = mapped_column(default="")
    title_sv: Mapped[str] = mapped_column(default="")
    removed_at: Mapped[datetime | None]
    """Since when it is left out of the plan; it can be brought back."""
    removed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    carried_from: Mapped[uuid.UUID | None]
    """The row of the plan before that it continues."""


class Owned(OfPlan):
    """What somebody answers for; follow-up may name others even after the decision."""

    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    owned_since: Mapped[datetime | None]
    deputy_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))


def _part_of(column: str, table: str) -> ForeignKeyConstraint:
    """A reference that cannot leave the plan."""
    keys = [f"{table}.tenant_id", f"{table}.plan_id", f"{table}.id"]
    return ForeignKeyConstraint(["tenant_id", "plan_id", column], keys)


def _keys(table: str) -> tuple:
    own = (unique_in_tenant("plan_id", "id"), unique_in_tenant("plan_id", "number"))
    return within_tenant("plan_id", "plan"), within_tenant("carried_from", table), *own


class Emphasis(PlanRow, Base):
    """What the plan stresses (painopiste, prioritering): goals stand under it."""

    __tablename__ = "emphasis"
    __table_args__ = _keys("emphasis")

    goals: Mapped[list["Goal"]] = relationship(
        primaryjoin="and_(Emphasis.tenant_id == Goal.tenant_id, Emphasis.plan_id == Goal.plan_id,"
        " Emphasis.id == Goal.emphasis_id, Goal.removed_at.is_(None))",
        order_by="Goal.place",
        viewonly=True,
    )


class Goal(PlanRow, Owned, Base):
    """What is to become better for the residents, and what that is measured by."""

    __tablename__ = "goal"
    __table_args__ = (_part_of("emphasis_id", "emphasis"), *_keys("goal"))

    emphasis_id: Mapped[uuid.UUID]
    age_group: Mapped[str] = mapped_column(default="all")
    strategy_fi: Mapped[str] = mapped_column(default="")
    """Which goal of the municipality's strategy it serves."""
    strategy_sv: Mapped[str] = mapped_column(default="")
    measured_fi: Mapped[str] = mapped_column(default="")
    """What it is followed by where no figure exists."""
    measured_sv: Mapped[str] = mapped_column(default="")
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    """The statutory plans it belongs to: keys of `tags`."""

    measures: Mapped[list["Measure"]] = relationship(
        primaryjoin="and_(Goal.tenant_id == Measure.tenant_id, Goal.plan_id == Measure.plan_id,"
        " Goal.id == Measure.goal_id, Measure.removed_at.is_(None))",
        order_by="Measure.place",
        viewonly=True,
    )
    indicators: Mapped[list["GoalIndicator"]] = relationship(order_by="GoalIndicator.place", viewonly=True)

    @property
    def is_measured(self) -> bool:
        """Whether it says what it is measured by, without which it cannot be decided."""
        return bool(self.indicators or self.measured_fi or self.measured_sv)


class Measure(PlanRow, Owned, Base):
    """What is done for a goal: by whom, with whom, with what, when, and how it goes."""

    __tablename__ = "measure"
    __table_args__ = (_part_of("goal_id", "goal"), *_keys("measure"))

    goal_id: Mapped[uuid.UUID]
    body_fi: Mapped[str] = mapped_column(default="")
    """The responsible body: a committee, a sector, a service."""
    body_sv: Mapped[str] = mapped_column(default="")
    partners_fi: Mapped[str] = mapped_column(default="")
    partners_sv: Mapped[str] = mapped_column(default="")
    resource_fi: Mapped[str] = mapped_column(default="")
    resource_sv: Mapped[str] = mapped_column(default="")
    cost_cents: Mapped[int | None]
    begins_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    status: Mapped[str] = mapped_column(default=MeasureStatus.NOT_BEGUN)
    """Written by follow-up, also after the decision."""
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    """The statutory plans it belongs to, beside those of its goal."""


class GoalIndicator(OfPlan, Base):
    """A figure that a goal is followed by: where it stood, where it should be. How it is now the indicators tell."""

    __tablename__ = "goal_indicator"
    __table_args__ = (
        within_tenant("plan_id", "plan"),
        _part_of("goal_id", "goal"),
        within_tenant("own_indicator_id", "own_indicator"),
    )

    goal_id: Mapped[uuid.UUID]
    place: Mapped[int]
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("listed_indicator.id"))
    """Sotkanet's number; or else the municipality's own indicator."""
    own_indicator_id: Mapped[uuid.UUID | None]
    population_group: Mapped[str] = mapped_column(default="")
    """Whom an own indicator's figures are about; "" is everybody."""
    baseline_period: Mapped[str] = mapped_column(default="")
    baseline_value: Mapped[Decimal | None]
    target_value: Mapped[Decimal | None]
    target_year: Mapped[int | None]


class StatuteTag(Worded, TenantRow, Base):
    """A statutory or other plan of the municipality's own that the welfare plan can be read as."""

    __tablename__ = "statute_tag"
    __table_args__ = (unique_in_tenant("number"),)

    number: Mapped[int]
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    law_fi: Mapped[str] = mapped_column(default="")
    law_sv: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]

    @property
    def key(self) -> str:
        """What goals and measures call it."""
        return f"own-{self.number}"


class PlanVersion(Worded, OfPlan, Base):
    """The plan as it was decided: its whole content, which nobody changes, and the decision."""

    __tablename__ = "plan_version"
    __table_args__ = (within_tenant("plan_id", "plan"), unique_in_tenant("plan_id", "number"))

    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB, deferred=True)
    checksum: Mapped[str]
    """SHA-256 of the content as it is written in JSON with sorted keys."""
    decided_by_body_fi: Mapped[str]
    decided_by_body_sv: Mapped[str]
    """Both say `deciding.COUNCIL` where the council adopted the report that carries the plan."""
    meeting_on: Mapped[date]
    meeting_section: Mapped[str]
    decided_at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
