"""Figures and indicator panels in texts: what each token of a section stands for, and has stood for."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations import tables, walls

revision = "0023"
down_revision = "0022"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table("text_figure", *tables.of_tenant(), *_columns(), *_keys())
    _indexes()
    walls.private("text_figure", "SELECT, INSERT, UPDATE (superseded_at, superseded_by)")
    op.execute(
        "CREATE TRIGGER text_figure_stays_adopted BEFORE INSERT OR UPDATE ON text_figure FOR EACH ROW "
        "EXECUTE FUNCTION keep_parts_of_adopted_report()"
    )


def _columns() -> list[sa.Column]:
    return [
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("section_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("indicator_id", sa.Integer, nullable=False),
        sa.Column("gender", sa.Text, nullable=False),
        sa.Column("area_ids", postgresql.ARRAY(sa.Integer), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("facts", postgresql.JSONB, nullable=False),
        sa.Column("known", postgresql.JSONB, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("chosen_at", MOMENT, nullable=False),
        sa.Column("chosen_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("superseded_at", MOMENT),
        sa.Column("superseded_by", sa.Uuid, sa.ForeignKey("person.id")),
    ]


def _keys() -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["tenant_id", "report_id", "section_id"],
            ["report_section.tenant_id", "report_section.report_id", "report_section.id"],
        ),
        sa.CheckConstraint("kind IN ('figure', 'panel')", name="kind"),
        sa.CheckConstraint("cardinality(area_ids) > 0", name="areas"),
        sa.CheckConstraint("num_nonnulls(superseded_at, superseded_by) IN (0, 2)", name="superseded"),
    ]


def _indexes() -> None:
    # One token stands for one thing; what it stood for before is its history.
    op.create_index(
        "text_figure_of_token",
        "text_figure",
        ["tenant_id", "section_id", "kind", "number"],
        unique=True,
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_index("text_figure_of_section", "text_figure", ["tenant_id", "section_id"])
