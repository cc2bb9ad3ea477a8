"""What was decided about an indicator that is no longer on a report's list is kept, without a place there."""

from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.alter_column("required_indicator", "position", nullable=True)
