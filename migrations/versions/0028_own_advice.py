"""A municipality's own advice about a section in place of the association's, and an example beside the latter."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    for language in ("fi", "sv"):
        example = sa.Column(f"example_{language}", sa.Text, nullable=False, server_default="")
        op.add_column("section_instruction", example)
    op.execute("GRANT SELECT (example_fi, example_sv) ON section_instruction TO welfare_tenant")
    op.create_table(
        "own_instruction",
        *tables.of_tenant(),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("shown", sa.Text, nullable=False),
        sa.Column("text_fi", sa.Text, nullable=False),
        sa.Column("text_sv", sa.Text, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.UniqueConstraint("tenant_id", "number", "version"),
        sa.CheckConstraint("shown IN ('own', 'association', 'none')", name="shown"),
        sa.CheckConstraint("shown <> 'own' OR text_fi <> '' AND text_sv <> ''", name="own_is_written"),
    )
    walls.private("own_instruction", "SELECT, INSERT")
