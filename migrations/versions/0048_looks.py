"""The colour and the coat of arms or logo that a municipality's published pages wear."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0048"
down_revision = "0047"


def upgrade() -> None:
    op.create_table(
        "public_look",
        *tables.of_tenant(),
        sa.Column("colour", sa.Text, nullable=False),
        sa.Column("emblem", sa.LargeBinary),
        sa.Column("emblem_format", sa.Text),
        sa.Column("emblem_checksum", sa.Text),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("alternative_fi", "alternative_sv", "mark")),
        sa.UniqueConstraint("tenant_id"),
        # It stands in a style sheet.
        sa.CheckConstraint("colour ~ '^#[0-9a-f]{6}$'", name="colour"),
        sa.CheckConstraint("emblem_format IN ('png', 'jpeg', 'webp')", name="format"),
        sa.CheckConstraint("num_nonnulls(emblem, emblem_format, emblem_checksum) IN (0, 3)", name="emblem"),
        sa.CheckConstraint("octet_length(emblem) <= 524288", name="size"),
    )
    walls.private("public_look")
    walls.at_the_door("public_look", "true")
