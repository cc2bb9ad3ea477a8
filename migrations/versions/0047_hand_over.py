"""Packages for the council: what was asked for, and the files of each until its month is over."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations import tables, walls

revision = "0047"
down_revision = "0046"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _packages()
    _files()


def _packages() -> None:
    op.create_table(
        "hand_over_package",
        *tables.of_tenant(),
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("edition_id", sa.Uuid),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("case_number", "function_code")),
        sa.Column("retention_years", sa.Integer),
        sa.Column("has_personal_data", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("proposal_fi", "proposal_sv")),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("content", JSONB),
        sa.Column("is_draft", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("tries", "step", "steps")),
        sa.Column("ended_at", MOMENT),
        tables.within_tenant("report_id", "report"),
        tables.within_tenant("edition_id", "edition"),
        sa.CheckConstraint("state IN ('waiting', 'ready', 'failed', 'gone')", name="state"),
        sa.CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name="end"),
        sa.CheckConstraint("retention_years > 0", name="retention"),
    )
    # A second press does not make a second one.
    op.create_index(
        "hand_over_package_waiting_key",
        "hand_over_package",
        ["tenant_id", "report_id"],
        unique=True,
        postgresql_where=sa.text("state = 'waiting'"),
    )
    walls.private("hand_over_package")
    # The worker knows which wait and which are old, and nothing of what is in them.
    op.execute(
        "CREATE POLICY hand_over_package_for_worker ON hand_over_package FOR SELECT TO welfare_worker USING (true)"
    )
    op.execute("GRANT SELECT (tenant_id, id, state, asked_at, ended_at) ON hand_over_package TO welfare_worker")


def _files() -> None:
    op.create_table(
        "hand_over_file",
        *tables.of_tenant(),
        sa.Column("package_id", sa.Uuid, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "checksum")),
        sa.Column("body", sa.LargeBinary, nullable=False),
        tables.within_tenant("package_id", "hand_over_package"),
        sa.UniqueConstraint("tenant_id", "package_id", "name"),
    )
    # Documents are packed already.
    op.execute("ALTER TABLE hand_over_file ALTER COLUMN body SET STORAGE EXTERNAL")
    walls.private("hand_over_file", "SELECT, INSERT, DELETE")
