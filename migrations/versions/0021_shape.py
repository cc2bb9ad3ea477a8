"""The shape of a report: a section's place in reading order apart from its address, deleted sections that stay."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    for column, type_, before in (("place", sa.Integer, "position"), ("part", sa.Text, "number")):
        op.add_column("report_section", sa.Column(column, type_))
        # Written anew with the table: the wall and the adopted reports let nobody update every row.
        op.alter_column("report_section", column, type_=type_, postgresql_using=before)
    op.alter_column("report_section", "place", nullable=False)
    op.add_column("report_section", sa.Column("deleted_at", sa.DateTime(timezone=True)))
    op.add_column("report_section", sa.Column("deleted_by", sa.Uuid))
    op.create_foreign_key(None, "report_section", "person", ["deleted_by"], ["id"], postgresql_not_valid=True)
    op.create_check_constraint("deleted", "report_section", "num_nonnulls(deleted_at, deleted_by) IN (0, 2)")
    # What an emergency look needs for leaving the deleted ones out and the others in their order.
    op.execute("GRANT SELECT (place, deleted_at) ON report_section TO welfare_staff")
