"""A figure in a text may be one of the municipality's own: it is chosen as somebody entered it."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"


def upgrade() -> None:
    op.add_column("text_figure", sa.Column("own_figure_id", sa.Uuid))
    key = ["tenant_id", "own_figure_id"], ["tenant_id", "id"]
    # Row-level security, which nobody passes here, stops the check of the rows there are; the column is empty.
    op.create_foreign_key(None, "text_figure", "own_figure", *key, postgresql_not_valid=True)
    op.alter_column("text_figure", "indicator_id", nullable=True)
    op.create_check_constraint("one_indicator", "text_figure", "num_nonnulls(indicator_id, own_figure_id) = 1")
