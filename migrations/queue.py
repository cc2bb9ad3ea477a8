"""The queue of the background work: procrastinate's own tables, in a schema of their own that only the worker enters.

They hold nothing that the worker cannot find again: letters lie in the outbox, and what is done when stands in the
rooms' duties. So a procrastinate with other tables gets them anew, by a migration that calls `rebuild` again.
"""

from alembic import op
from procrastinate.schema import SchemaManager

SCHEMA = "procrastinate"
MADE_FOR = "3.10"
"""Whose tables the newest migration made; a procrastinate of another minor release needs a migration of its own."""


def rebuild() -> None:
    """Make the tables as the installed procrastinate wants them; jobs under way are forgotten."""
    op.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    op.execute(f"CREATE SCHEMA {SCHEMA}")
    op.execute(f"SET search_path TO {SCHEMA}")
    # Past SQLAlchemy, which would read the functions' percent signs and colons as parameters.
    op.get_bind().connection.driver_connection.execute(SchemaManager.get_schema())
    op.execute("RESET search_path")
    op.execute(f"REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA {SCHEMA} FROM PUBLIC")
    op.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO welfare_worker")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {SCHEMA} TO welfare_worker")
    op.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {SCHEMA} TO welfare_worker")
    op.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {SCHEMA} TO welfare_worker")
