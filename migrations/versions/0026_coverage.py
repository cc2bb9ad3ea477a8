"""The indicators that a report should treat: handled in words, or left out with a reason."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "required_indicator",
        *tables.of_tenant(),
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("set_id", sa.Uuid, sa.ForeignKey("indicator_set.id")),
        sa.Column("indicator_id", sa.Integer, sa.ForeignKey("listed_indicator.id")),
        sa.Column("title_fi", sa.Text, nullable=False),
        sa.Column("title_sv", sa.Text, nullable=False),
        sa.Column("section_id", sa.Uuid),
        sa.Column("reason_fi", sa.Text, nullable=False),
        sa.Column("reason_sv", sa.Text, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("decided_by", sa.Uuid, sa.ForeignKey("person.id")),
        tables.within_tenant("report_id", "report"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "report_id", "section_id"],
            ["report_section.tenant_id", "report_section.report_id", "report_section.id"],
        ),
        sa.UniqueConstraint("tenant_id", "report_id", "position"),
        sa.CheckConstraint("num_nonnulls(decided_at, decided_by) IN (0, 2)", name="decided"),
        sa.CheckConstraint("section_id IS NULL OR reason_fi = '' AND reason_sv = ''", name="one_decision"),
    )
    walls.private("required_indicator")
    op.execute(
        "CREATE TRIGGER required_indicator_stays_adopted BEFORE INSERT OR UPDATE OR DELETE ON required_indicator "
        "FOR EACH ROW EXECUTE FUNCTION keep_parts_of_adopted_report()"
    )
