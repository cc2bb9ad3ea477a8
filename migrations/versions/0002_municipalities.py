"""The official register: municipalities, counties, regions and how many people live where."""

import sqlalchemy as sa
from alembic import op

from migrations import walls

revision = "0002"
down_revision = "0001"
LANGUAGES = "'finnish', 'finnish_majority', 'swedish_majority', 'swedish'"


def upgrade() -> None:
    op.create_table(
        "county",
        sa.Column("code", sa.CHAR(2), primary_key=True),
        sa.Column("name_fi", sa.Text, nullable=False),
        sa.Column("name_sv", sa.Text, nullable=False),
        sa.Column("slug_fi", sa.Text, nullable=False, unique=True),
        sa.Column("slug_sv", sa.Text, nullable=False, unique=True),
        sa.Column("sotkanet_region_id", sa.Integer, nullable=False, unique=True),
    )
    walls.reference("county")
    op.create_table(
        "region",
        sa.Column("code", sa.CHAR(2), primary_key=True),
        sa.Column("name_fi", sa.Text, nullable=False),
        sa.Column("name_sv", sa.Text, nullable=False),
        sa.Column("sotkanet_region_id", sa.Integer, nullable=False, unique=True),
    )
    walls.reference("region")
    op.create_table(
        "municipality",
        sa.Column("code", sa.CHAR(3), primary_key=True),
        sa.Column("name_fi", sa.Text, nullable=False),
        sa.Column("name_sv", sa.Text, nullable=False),
        sa.Column("slug_fi", sa.Text, nullable=False, unique=True),
        sa.Column("slug_sv", sa.Text, nullable=False, unique=True),
        sa.Column("language_status", sa.Text, nullable=False),
        sa.Column("county_code", sa.CHAR(2), sa.ForeignKey("county.code")),
        sa.Column("region_code", sa.CHAR(2), sa.ForeignKey("region.code"), nullable=False),
        sa.Column("sotkanet_region_id", sa.Integer, nullable=False, unique=True),
        sa.Column("act_applies", sa.Boolean, nullable=False),
        sa.CheckConstraint(f"language_status IN ({LANGUAGES})", name="language_status"),
    )
    walls.reference("municipality")
    _population()


def _population() -> None:
    op.create_table(
        "municipality_population",
        sa.Column("municipality_code", sa.CHAR(3), sa.ForeignKey("municipality.code"), primary_key=True),
        sa.Column("year", sa.SmallInteger, primary_key=True),
        sa.Column("inhabitants", sa.Integer, nullable=False),
        sa.Column("reference_date", sa.Date, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.CheckConstraint("inhabitants > 0", name="inhabitants"),
    )
    walls.reference("municipality_population")
    # Later years come from the association's staff.
    op.execute("GRANT INSERT, UPDATE ON municipality_population TO welfare_staff")
