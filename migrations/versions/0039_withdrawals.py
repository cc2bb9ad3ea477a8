"""Editions that are withdrawn: closed at the door with all their files, changed in nothing."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0039"
down_revision = "0038"

NOT_WITHDRAWN = (
    "NOT EXISTS (SELECT FROM edition_withdrawal w WHERE w.tenant_id = {0}.tenant_id AND w.edition_id = {0}.{1})"
)


def upgrade() -> None:
    op.create_table(
        "edition_withdrawal",
        *tables.of_tenant(),
        sa.Column("edition_id", sa.Uuid, nullable=False),
        # Empty where a municipality has left, as its edition's own.
        sa.Column("report_id", sa.Uuid),
        sa.Column("years", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("reason_fi", "reason_sv")),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        tables.within_tenant("edition_id", "edition"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "report_id"], ["report.tenant_id", "report.id"], ondelete="SET NULL (report_id)"
        ),
        # Asked at the end, after the keys: so that what reaches for another's report is refused as that.
        sa.UniqueConstraint("tenant_id", "edition_id", deferrable=True, initially="DEFERRED"),
        sa.CheckConstraint("reason_fi <> '' OR reason_sv <> ''", name="reason"),
    )
    walls.private("edition_withdrawal", "SELECT, INSERT")
    told = "tenant_id, edition_id, report_id, years, number, reason_fi, reason_sv, withdrawn_at"
    walls.at_the_door("edition_withdrawal", "true", f"SELECT ({told})")
    walls.append_only("edition_withdrawal")
    for table, column in (("edition", "id"), ("edition_file", "edition_id")):
        op.execute(f"ALTER POLICY {table}_at_the_door ON {table} USING ({NOT_WITHDRAWN.format(table, column)})")
    # A newest edition is asked for at every reading.
    op.create_index("edition_of_report", "edition", ["tenant_id", "report_id"])
    op.execute("ALTER TABLE edition_file DROP CONSTRAINT format")
    op.create_check_constraint("format", "edition_file", "format ~ '^[a-z]+(-[a-z0-9]+)*$'")
