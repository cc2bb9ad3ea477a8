"""Every version of a plain-language summary is kept."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0054"
down_revision = "0053"

# What was written before there were versions is the first one that is known; what it replaced is not.
BEGIN = (
    "INSERT INTO plain_summary_version (tenant_id, id, report_id, language, number, text, written_at, written_by)"
    " SELECT tenant_id, gen_random_uuid(), report_id, language, version, text, written_at, written_by"
    " FROM plain_summary"
)


def upgrade() -> None:
    op.create_table(
        "plain_summary_version",
        *tables.of_tenant(),
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("language", sa.CHAR(2), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("restored_from", sa.Integer),
        tables.within_tenant("report_id", "report"),
        sa.UniqueConstraint("tenant_id", "report_id", "language", "number"),
        sa.CheckConstraint("language IN ('fi', 'sv')", name="language"),
    )
    walls.private("plain_summary_version", "SELECT, INSERT")
    walls.behind_each(BEGIN)
    # Only now: adopted reports have summaries too.
    op.execute(
        "CREATE TRIGGER plain_summary_version_stays_adopted BEFORE INSERT OR UPDATE OR DELETE ON plain_summary_version "
        "FOR EACH ROW EXECUTE FUNCTION keep_parts_of_adopted_report()"
    )
