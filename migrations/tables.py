"""Columns and keys that many tables share, for the migrations that make them."""

import sqlalchemy as sa

from migrations import walls


def id_column() -> sa.Column:
    """An id made in Python."""
    return sa.Column("id", sa.Uuid, primary_key=True)


def of_tenant() -> list[sa.Column]:
    """The key of a table behind the wall: the municipality first."""
    return [sa.Column("tenant_id", sa.Uuid, sa.ForeignKey("tenant.id"), primary_key=True), id_column()]


def within_tenant(column: str, table: str) -> sa.ForeignKeyConstraint:
    """A reference that cannot leave the municipality."""
    return sa.ForeignKeyConstraint(["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"])


def ledger(table: str, rights: str) -> None:
    """Read by its municipality, kept by staff and the worker: nobody changes one's own fee or invoice."""
    walls.private(table, "SELECT")
    walls.shared_with("staff", table, rights)
    walls.shared_with("worker", table, rights)
