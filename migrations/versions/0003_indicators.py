"""Statistics, the same for everybody: indicators, the areas they are about, their values."""

import sqlalchemy as sa
from alembic import op

from migrations import walls

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("title_fi", sa.Text, nullable=False),
        sa.Column("title_sv", sa.Text, nullable=False),
        sa.Column("unit_fi", sa.Text, nullable=False),
        sa.Column("unit_sv", sa.Text, nullable=False),
        sa.Column("decimals", sa.SmallInteger, nullable=False),
        sa.Column("direction", sa.Text, nullable=False),
        sa.Column("organisation_fi", sa.Text, nullable=False),
        sa.Column("organisation_sv", sa.Text, nullable=False),
        sa.Column("source_fi", sa.Text, nullable=False),
        sa.Column("source_sv", sa.Text, nullable=False),
        sa.Column("first_year", sa.SmallInteger, nullable=False),
        sa.Column("last_year", sa.SmallInteger, nullable=False),
        sa.Column("updated_on", sa.Date),
        sa.Column("fetched_on", sa.Date, nullable=False),
        sa.CheckConstraint("direction IN ('higher_better', 'lower_better', 'neutral')", name="direction"),
    )
    walls.reference("indicator")
    op.create_table(
        "statistical_area",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("title_fi", sa.Text, nullable=False),
        sa.Column("title_sv", sa.Text, nullable=False),
    )
    walls.reference("statistical_area")
    _values()
    op.create_table(
        "indicator_load",
        sa.Column("checksum", sa.Text, primary_key=True),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
    )
    walls.reference("indicator_load")


def _values() -> None:
    op.create_table(
        "indicator_value",
        sa.Column("indicator_id", sa.Integer, sa.ForeignKey("indicator.id"), nullable=False),
        sa.Column("area_id", sa.Integer, sa.ForeignKey("statistical_area.id"), nullable=False),
        sa.Column("gender", sa.Text, nullable=False),
        sa.Column("year", sa.SmallInteger, nullable=False),
        sa.Column("value", sa.Numeric, nullable=False),
        sa.Column("absolute_value", sa.Numeric),
        # The value rides in the key, so that "the latest year and its value" is read from the index alone.
        sa.PrimaryKeyConstraint("indicator_id", "area_id", "gender", "year", postgresql_include=["value"]),
        sa.CheckConstraint("gender IN ('total', 'male', 'female')", name="gender"),
    )
    walls.reference("indicator_value")
