"""Editions: what a municipality has published, frozen, with its pages and files."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations import walls

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "edition",
        sa.Column("tenant_id", sa.Uuid, sa.ForeignKey("tenant.id"), primary_key=True),
        sa.Column("id", sa.Uuid, primary_key=True),
        # Empty where a municipality has left and its published editions stay.
        sa.Column("report_id", sa.Uuid),
        sa.Column("years", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("title_fi", sa.Text, nullable=False),
        sa.Column("title_sv", sa.Text, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("checksum", sa.Text, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "report_id"], ["report.tenant_id", "report.id"], ondelete="SET NULL (report_id)"
        ),
        sa.UniqueConstraint("tenant_id", "years", "number"),
    )
    op.create_table(
        "edition_file",
        sa.Column("tenant_id", sa.Uuid, sa.ForeignKey("tenant.id"), primary_key=True),
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("edition_id", sa.Uuid, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("format", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("checksum", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["tenant_id", "edition_id"], ["edition.tenant_id", "edition.id"]),
        sa.UniqueConstraint("tenant_id", "edition_id", "language", "format"),
        sa.CheckConstraint("language IN ('fi', 'sv')", name="language"),
        sa.CheckConstraint("format IN ('html', 'pdf')", name="format"),
    )
    for table in ("edition", "edition_file"):
        walls.private(table, "SELECT, INSERT")
        walls.at_the_door(table, "true")
        walls.append_only(table)
