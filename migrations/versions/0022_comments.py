"""Comments on sections and their paragraphs, answers to them, and suggestions of another text for a paragraph."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0022"
down_revision = "0021"

MOMENT = sa.DateTime(timezone=True)
LANGUAGE = "language IN ('fi', 'sv')"


def upgrade() -> None:
    _comments()
    _answers()
    _suggestions()


def _of_section() -> list[sa.Column | sa.ForeignKeyConstraint]:
    return [
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("section_id", sa.Uuid, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "report_id", "section_id"],
            ["report_section.tenant_id", "report_section.report_id", "report_section.id"],
        ),
    ]


def _written() -> list[sa.Column]:
    return [
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("written_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
    ]


def _freezes(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_stays_adopted BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW "
        "EXECUTE FUNCTION keep_parts_of_adopted_report()"
    )


def _comments() -> None:
    op.create_table(
        "section_comment",
        *tables.of_tenant(),
        *_of_section(),
        # One paragraph as it was; nothing when the comment is about the whole section.
        sa.Column("language", sa.CHAR(2)),
        sa.Column("block", sa.Text),
        sa.Column("quote", sa.Text),
        *_written(),
        sa.Column("assigned_to", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("resolved_at", MOMENT),
        sa.Column("resolved_by", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("reopened_at", MOMENT),
        sa.Column("reopened_by", sa.Uuid, sa.ForeignKey("person.id")),
        sa.CheckConstraint(LANGUAGE, name="language"),
        sa.CheckConstraint("num_nonnulls(language, block, quote) IN (0, 3)", name="paragraph"),
        sa.CheckConstraint("num_nonnulls(resolved_at, resolved_by) IN (0, 2)", name="resolved"),
        sa.CheckConstraint("num_nonnulls(reopened_at, reopened_by) IN (0, 2)", name="reopened"),
    )
    key = ["tenant_id", "section_id", "written_at"]
    op.create_index("section_comment_of_section", "section_comment", key)
    is_open = sa.text("resolved_at IS NULL")
    op.create_index("section_comment_open", "section_comment", key, postgresql_where=is_open)
    op.create_index(
        "section_comment_waiting", "section_comment", ["tenant_id", "assigned_to"], postgresql_where=is_open
    )
    # What somebody said is never rewritten: it is resolved, and opened again.
    changing = "assigned_to, resolved_at, resolved_by, reopened_at, reopened_by"
    walls.private("section_comment", f"SELECT, INSERT, UPDATE ({changing})")
    _freezes("section_comment")


def _answers() -> None:
    op.create_table(
        "comment_answer",
        *tables.of_tenant(),
        *_of_section(),
        sa.Column("comment_id", sa.Uuid, nullable=False),
        *_written(),
        tables.within_tenant("comment_id", "section_comment"),
    )
    op.create_index("comment_answer_of_comment", "comment_answer", ["tenant_id", "comment_id"])
    walls.private("comment_answer", "SELECT, INSERT")
    _freezes("comment_answer")


def _suggestions() -> None:
    op.create_table(
        "section_suggestion",
        *tables.of_tenant(),
        *_of_section(),
        sa.Column("language", sa.CHAR(2), nullable=False),
        sa.Column("block", sa.Text, nullable=False),
        sa.Column("base", sa.Text, nullable=False),
        *_written(),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decision", sa.Text),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("word", sa.Text),
        sa.CheckConstraint(LANGUAGE, name="language"),
        sa.CheckConstraint("decision IN ('accepted', 'rejected', 'withdrawn')", name="decision"),
        sa.CheckConstraint("num_nonnulls(decision, decided_at, decided_by, word) IN (0, 4)", name="decided"),
        sa.CheckConstraint("decision <> 'withdrawn' OR decided_by = written_by", name="withdrawn"),
    )
    key = ["tenant_id", "section_id", "written_at"]
    op.create_index("section_suggestion_of_section", "section_suggestion", key)
    waits = sa.text("decision IS NULL")
    op.create_index("section_suggestion_open", "section_suggestion", key, postgresql_where=waits)
    walls.private("section_suggestion", "SELECT, INSERT, UPDATE (decision, decided_at, decided_by, word)")
    _freezes("section_suggestion")
