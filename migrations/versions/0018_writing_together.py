"""Writing together: the versions of a section's text, texts kept beside each other, owners, rights, moves, presence."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations import tables, walls

revision = "0018"
down_revision = "0017"

MOMENT = sa.DateTime(timezone=True)
LANGUAGE = "language IN ('fi', 'sv')"
STATES = "'not_begun', 'in_work', 'ready', 'returned', 'approved'"


def upgrade() -> None:
    _sections()
    _versions()
    _kept_texts()
    _rights()
    _moves()
    _presence()


def _sections() -> None:
    for column in (
        sa.Column("ids_fi", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}"),
        sa.Column("ids_sv", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}"),
        sa.Column("version_fi", sa.Integer, nullable=False, server_default="0"),
        sa.Column("version_sv", sa.Integer, nullable=False, server_default="0"),
        sa.Column("owner_id", sa.Uuid),
        sa.Column("deputy_id", sa.Uuid),
        sa.Column("original_language", sa.CHAR(2), nullable=False, server_default="fi"),
    ):
        op.add_column("report_section", column)
    for column in ("owner_id", "deputy_id"):
        # Nobody is named yet, and looking for them would stop at the wall.
        op.create_foreign_key(None, "report_section", "person", [column], ["id"], postgresql_not_valid=True)
    op.create_check_constraint("two_people", "report_section", "owner_id <> deputy_id")
    op.create_check_constraint("original_language", "report_section", "original_language IN ('fi', 'sv')")


def _of_section() -> list[sa.Column | sa.ForeignKeyConstraint]:
    """What belongs to a section has its report in the key too, so that adoption freezes it with the rest."""
    return [
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("section_id", sa.Uuid, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "report_id", "section_id"],
            ["report_section.tenant_id", "report_section.report_id", "report_section.id"],
        ),
    ]


def _freezes(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_stays_adopted BEFORE INSERT ON {table} FOR EACH ROW "
        "EXECUTE FUNCTION keep_parts_of_adopted_report()"
    )


def _versions() -> None:
    op.create_table(
        "section_version",
        *tables.of_tenant(),
        *_of_section(),
        sa.Column("language", sa.CHAR(2), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("ids", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("written_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        # What a browser calls its save: sent again after a lost answer, it is the same version.
        sa.Column("request", sa.Text),
        sa.Column("restored_from", sa.Integer),
        sa.Column("name", sa.Text),
        sa.UniqueConstraint("tenant_id", "section_id", "language", "number"),
        sa.UniqueConstraint("tenant_id", "section_id", "request"),
        sa.CheckConstraint(LANGUAGE, name="language"),
    )
    walls.private("section_version", "SELECT, INSERT, UPDATE (name)")
    _freezes("section_version")


def _kept_texts() -> None:
    op.create_table(
        "kept_text",
        *tables.of_tenant(),
        *_of_section(),
        sa.Column("language", sa.CHAR(2), nullable=False),
        sa.Column("block", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("written_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("settled_at", MOMENT),
        sa.Column("settled_by", sa.Uuid, sa.ForeignKey("person.id")),
        sa.CheckConstraint(LANGUAGE, name="language"),
        sa.CheckConstraint("num_nonnulls(settled_at, settled_by) IN (0, 2)", name="settled"),
    )
    op.create_index("kept_text_of_section", "kept_text", ["tenant_id", "section_id"])
    # What was kept is settled, never removed: its words stay to be read.
    walls.private("kept_text", "SELECT, INSERT, UPDATE (settled_at, settled_by)")
    _freezes("kept_text")


def _rights() -> None:
    op.create_table(
        "section_right",
        *tables.of_tenant(),
        *_of_section(),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.UniqueConstraint("tenant_id", "section_id", "person_id"),
        sa.CheckConstraint("level IN ('comment', 'write', 'approve')", name="level"),
    )
    walls.private("section_right", "SELECT, INSERT, UPDATE (level), DELETE")


def _moves() -> None:
    op.create_table(
        "section_move",
        *tables.of_tenant(),
        *_of_section(),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("moved_at", MOMENT, nullable=False),
        sa.Column("moved_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.CheckConstraint(f"state IN ({STATES})", name="state"),
    )
    op.create_index("section_move_of_section", "section_move", ["tenant_id", "section_id", "moved_at"])
    walls.private("section_move", "SELECT, INSERT")


def _presence() -> None:
    op.create_table(
        "section_presence",
        *tables.of_tenant(),
        *_of_section(),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.UniqueConstraint("tenant_id", "section_id", "person_id"),
    )
    walls.private("section_presence", "SELECT, INSERT, UPDATE (seen_at), DELETE")
