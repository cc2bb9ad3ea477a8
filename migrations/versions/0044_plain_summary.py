"""What a report says in plain language: a text of its own in each language, frozen with the report."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    op.create_table(
        "plain_summary",
        *tables.of_tenant(),
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("language", sa.CHAR(2), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        tables.within_tenant("report_id", "report"),
        sa.UniqueConstraint("tenant_id", "report_id", "language"),
        sa.CheckConstraint("language IN ('fi', 'sv')", name="language"),
    )
    walls.private("plain_summary", "SELECT, INSERT, UPDATE (text, version, written_at, written_by)")
    op.execute(
        "CREATE TRIGGER plain_summary_stays_adopted BEFORE INSERT OR UPDATE OR DELETE ON plain_summary "
        "FOR EACH ROW EXECUTE FUNCTION keep_parts_of_adopted_report()"
    )
