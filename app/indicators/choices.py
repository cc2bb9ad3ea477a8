"""What a municipality has chosen, behind its wall: its own set, its comparison municipalities, what each has seen."""

import uuid
from datetime import datetime

from sqlalchemy import CHAR, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant


class ChosenIndicator(TenantRow, Base):
    """An indicator of the municipality's own set."""

    __tablename__ = "chosen_indicator"
    __table_args__ = (unique_in_tenant("indicator_id"),)

    indicator_id: Mapped[int] = mapped_column(ForeignKey("listed_indicator.id"))
    chosen_at: Mapped[datetime] = mapped_column(default=clock.now)
    chosen_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))


class ComparisonMunicipality(TenantRow, Base):
    """One of up to four municipalities with which this one is compared unless a view's address names others."""

    __tablename__ = "comparison_municipality"
    __table_args__ = (unique_in_tenant("position"), unique_in_tenant("municipality_code"))

    position: Mapped[int]
    municipality_code: Mapped[str] = mapped_column(CHAR(3), ForeignKey("municipality.code"))


class FiguresSeen(TenantRow, Base):
    """When a person last said that the news of figures have been seen."""

    __tablename__ = "figures_seen"
    __table_args__ = (unique_in_tenant("person_id"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    seen_at: Mapped[datetime]
