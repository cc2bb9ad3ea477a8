"""A decision about a plan names its body in both languages."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.alter_column("plan_version", "decided_by_body", new_column_name="decided_by_body_fi")
    # What was decided before does not change: there the other language's name stays blank.
    op.add_column("plan_version", sa.Column("decided_by_body_sv", sa.Text, nullable=False, server_default=""))
    op.alter_column("plan_version", "decided_by_body_sv", server_default=None)
