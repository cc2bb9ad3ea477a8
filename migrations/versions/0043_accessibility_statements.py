"""What each municipality adds to the accessibility statement about its published reports."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0043"
down_revision = "0042"

WORDS = ("conformance", "method", "notes_fi", "notes_sv", "contact_fi", "contact_sv", "email", "phone")


def upgrade() -> None:
    op.create_table(
        "accessibility_statement",
        *tables.of_tenant(),
        *(sa.Column(name, sa.Text, nullable=False) for name in WORDS),
        sa.Column("drawn_up_on", sa.Date, nullable=False),
        sa.Column("reviewed_on", sa.Date, nullable=False),
        sa.UniqueConstraint("tenant_id"),
        sa.CheckConstraint("conformance IN ('partial', 'none')", name="conformance"),
        sa.CheckConstraint("method IN ('own', 'outside')", name="method"),
        sa.CheckConstraint("drawn_up_on <= reviewed_on", name="days"),
    )
    walls.private("accessibility_statement")
    walls.at_the_door("accessibility_statement", "true")
