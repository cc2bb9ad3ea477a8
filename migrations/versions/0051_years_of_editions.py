"""The planner learns which years editions tell of: without it, it takes a question about a year for one about few."""

from alembic import op

revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    for name, place in (("first", 1), ("last", -1)):
        op.execute(f"CREATE STATISTICS edition_{name}_year ON (split_part(years, '-', {place})::integer) FROM edition")
