"""The way through the bodies: steps with their decisions, changes asked for, and who has a report's texts alone."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0030"
down_revision = "0029"

MOMENT = sa.DateTime(timezone=True)
BODIES = "'working_group', 'management_group', 'committee', 'board', 'council', 'other'"
DECISIONS = "'supported', 'supported_with_changes', 'returned', 'noted'"


def upgrade() -> None:
    _final_editing()
    _steps()
    _changes()
    for table in ("handling_step", "handling_change"):
        op.execute(
            f"CREATE TRIGGER {table}_stays_adopted BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW "
            "EXECUTE FUNCTION keep_parts_of_adopted_report()"
        )


def _final_editing() -> None:
    op.add_column("report", sa.Column("locked_by", sa.Uuid))
    op.add_column("report", sa.Column("locked_until", MOMENT))
    # Nobody holds any yet, and looking for them would stop at the wall.
    op.create_foreign_key(None, "report", "person", ["locked_by"], ["id"], postgresql_not_valid=True)
    op.create_check_constraint("final_editing", "report", "num_nonnulls(locked_by, locked_until) IN (0, 2)")


def _steps() -> None:
    op.create_table(
        "handling_step",
        *tables.of_tenant(),
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("body", "title_fi", "title_sv")),
        sa.Column("meeting_on", sa.Date),
        sa.Column("meeting_section", sa.Text),
        sa.Column("decision", sa.Text),
        sa.Column("recorded_at", MOMENT),
        sa.Column("recorded_by", sa.Uuid, sa.ForeignKey("person.id")),
        tables.within_tenant("report_id", "report"),
        sa.UniqueConstraint("tenant_id", "report_id", "id"),
        sa.UniqueConstraint("tenant_id", "report_id", "number"),
        sa.CheckConstraint(f"body IN ({BODIES})", name="body"),
        sa.CheckConstraint(f"decision IN ({DECISIONS})", name="decision"),
        sa.CheckConstraint("num_nonnulls(decision, meeting_on, recorded_at, recorded_by) IN (0, 4)", name="decided"),
    )
    walls.private("handling_step")


def _changes() -> None:
    op.create_table(
        "handling_change",
        *tables.of_tenant(),
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("step_id", sa.Uuid, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("language", sa.CHAR(2), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("done_by", sa.Uuid, sa.ForeignKey("person.id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "report_id", "step_id"],
            ["handling_step.tenant_id", "handling_step.report_id", "handling_step.id"],
        ),
        sa.CheckConstraint("language IN ('fi', 'sv')", name="language"),
        sa.CheckConstraint("num_nonnulls(done_at, done_by) IN (0, 2)", name="done"),
    )
    op.create_index("handling_change_of_report", "handling_change", ["tenant_id", "report_id"])
    # What a body has asked for is marked done, never rewritten.
    walls.private("handling_change", "SELECT, INSERT, UPDATE (done_at, done_by)")
