"""Since when somebody answers for a section: who has not been there for two weeks may not know of it."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("report_section", sa.Column("owned_since", sa.DateTime(timezone=True)))
