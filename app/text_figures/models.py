"""The table of figures and panels in texts."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Integer
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, TenantRow, within_tenant

CHOSEN = ("indicator_id", "own_figure_id", "gender", "area_ids", "year")
"""The columns that say which figure or panel it is."""


class TextFigure(TenantRow, Base):
    """What a section's token stands for, as somebody chose it. A later choice under the same number ends this one,
    which stays: only that it has ended is ever written into a row.
    """

    __tablename__ = "text_figure"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "report_id", "section_id"],
            ["report_section.tenant_id", "report_section.report_id", "report_section.id"],
        ),
        within_tenant("own_figure_id", "own_figure"),
    )

    report_id: Mapped[uuid.UUID]
    section_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    """figure or panel."""
    number: Mapped[int]
    """As the token has it, running from 1 for each kind in a section."""
    indicator_id: Mapped[int | None]
    """Sotkanet's number; None of the municipality's own."""
    own_figure_id: Mapped[uuid.UUID | None]
    """The municipality's own figure, as somebody entered it; a panel has the newest of a group."""
    gender: Mapped[str]
    area_ids: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    """In Sotkanet's numbers; a figure has one, a panel its own municipality first."""
    year: Mapped[int]
    """The figure's; a panel's latest. Of the municipality's own, in which the period begins."""
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """All that is shown, so that it is drawn without asking the mirror (`rules.py`)."""
    known: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """What the source said when it was chosen: what differs from it is news."""
    note: Mapped[str] = mapped_column(default="")
    """Why the kept figure stays although the source has another."""
    chosen_at: Mapped[datetime] = mapped_column(default=clock.now)
    chosen_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    superseded_at: Mapped[datetime | None]
    superseded_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
