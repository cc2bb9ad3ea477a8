"""Mergers of municipalities: where the addresses of one that is no more lead, and from which day on."""

import sqlalchemy as sa
from alembic import op

from migrations import walls

revision = "0046"
down_revision = "0045"

TOLD = "code, into_code, first_day"


def upgrade() -> None:
    op.create_table(
        "municipality_merger",
        sa.Column("code", sa.CHAR(3), sa.ForeignKey("municipality.code"), primary_key=True),
        sa.Column("into_code", sa.CHAR(3), sa.ForeignKey("municipality.code"), nullable=False, index=True),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.CheckConstraint("code <> into_code", name="another"),
    )
    staff, told = f"SELECT, INSERT ({TOLD}, recorded_at, recorded_by), DELETE", f"SELECT ({TOLD})"
    walls.control("municipality_merger", staff=staff, door=told, worker=told)
