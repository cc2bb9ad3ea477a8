"""Two languages side by side: what is translated of what, kept with the section; and writing in one language only."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    # Nothing until the links are reckoned, which the next save does. They freeze with the section itself.
    for name in ("translation", "translation_counts"):
        op.add_column("report_section", sa.Column(name, postgresql.JSONB))
    op.add_column(
        "house_rules", sa.Column("writes_in_one_language", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.execute("GRANT UPDATE (writes_in_one_language) ON house_rules TO welfare_tenant")
