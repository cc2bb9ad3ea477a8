"""Joys and worries that groups tell for a report, and the goals that are proposed because of them."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0025"
down_revision = "0024"

MOMENT = sa.DateTime(timezone=True)
LANGUAGE = "language IN ('fi', 'sv')"
BASKETS = "'all', 'children', 'youth', 'working_age', 'older'"
CHANGED = (
    "kind, language, text, group_name, age_group, theme, indicator_id, proposed_at, proposed_by, withdrawn_at,"
    " withdrawn_by"
)


def upgrade() -> None:
    _observations()
    _goals()
    for table in ("observation", "goal_proposal"):
        # What was said for an adopted report stays as it was then.
        op.execute(
            f"CREATE TRIGGER {table}_stays_adopted BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW "
            "EXECUTE FUNCTION keep_parts_of_adopted_report()"
        )


def _observations() -> None:
    op.create_table(
        "observation",
        *tables.of_tenant(),
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("language", sa.CHAR(2), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("group_name", sa.Text, nullable=False),
        sa.Column("age_group", sa.Text, nullable=False),
        sa.Column("theme", sa.Text, nullable=False),
        sa.Column("indicator_id", sa.Integer, sa.ForeignKey("listed_indicator.id")),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("written_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("proposed_at", MOMENT),
        sa.Column("proposed_by", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("withdrawn_by", sa.Uuid, sa.ForeignKey("person.id")),
        tables.within_tenant("report_id", "report"),
        sa.UniqueConstraint("tenant_id", "report_id", "number"),
        sa.CheckConstraint("kind IN ('joy', 'worry')", name="kind"),
        sa.CheckConstraint(LANGUAGE, name="language"),
        sa.CheckConstraint(f"age_group IN ({BASKETS})", name="age_group"),
        sa.CheckConstraint("num_nonnulls(proposed_at, proposed_by) IN (0, 2)", name="proposed"),
        sa.CheckConstraint("num_nonnulls(withdrawn_at, withdrawn_by) IN (0, 2)", name="withdrawn"),
    )
    # Taken back, never removed: whose words they were stays.
    walls.private("observation", f"SELECT, INSERT, UPDATE ({CHANGED})")


def _goals() -> None:
    op.create_table(
        "goal_proposal",
        *tables.of_tenant(),
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("observation_id", sa.Uuid, nullable=False),
        sa.Column("language", sa.CHAR(2), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("proposed_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        tables.within_tenant("report_id", "report"),
        tables.within_tenant("observation_id", "observation"),
        sa.CheckConstraint(LANGUAGE, name="language"),
    )
    op.create_index("goal_proposal_of_report", "goal_proposal", ["tenant_id", "report_id"])
    walls.private("goal_proposal", "SELECT, INSERT")
