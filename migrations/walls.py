"""The wall between municipalities, as PostgreSQL keeps it: what a migration calls for each table it makes.

Kinds of table: `private` (one municipality's own), `shared_with` staff or the worker, `published` (private, but what is
public may be read at the door), `control` (column grants, written out in the migration) and `reference`
(the same for everybody). `tenants.inspection` checks afterwards that none was forgotten.
"""

from alembic import op

PAGES = "welfare_tenant, welfare_door, welfare_staff, welfare_worker"
CHOSEN = "current_setting('app.tenant_id')::uuid"
"""Without missing_ok: no municipality chosen is an error, never an empty list."""

CHOSEN_IF_ANY = "nullif(current_setting('app.tenant_id', true), '')::uuid"
"""For a function that may be asked by whoever; never for a policy."""

THIS_TENANT = f"tenant_id = {CHOSEN}"


BEHIND_EACH = """
    DO $$
    DECLARE
        its uuid;
    BEGIN
        FOR its IN SELECT id FROM tenant LOOP
            PERFORM set_config('app.tenant_id', its::text, true);
            STATEMENT;
        END LOOP;
        PERFORM set_config('app.tenant_id', '', true);
    END $$"""


def reference(table: str) -> None:
    """Everybody reads, only the owner writes."""
    op.execute(f"GRANT SELECT ON {table} TO {PAGES}, welfare_backup")


def control(table: str, **grants: str) -> None:
    """A table of the service itself: exactly the named rights, e.g. `door="SELECT (id, name)"`."""
    for plane, rights in grants.items():
        op.execute(f"GRANT {rights} ON {table} TO welfare_{plane}")
    op.execute(f"GRANT SELECT ON {table} TO welfare_backup")


def private(table: str, rights: str = "SELECT, INSERT, UPDATE, DELETE") -> None:
    """One municipality's own rows. The owner is behind the wall too: a migration that forgets it raises."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY {table}_of_tenant ON {table} TO welfare_tenant, welfare_owner "
        f"USING ({THIS_TENANT}) WITH CHECK ({THIS_TENANT})"
    )
    op.execute(f"GRANT {rights} ON {table} TO welfare_tenant")
    op.execute(f"GRANT SELECT ON {table} TO welfare_backup")
    # Row-level security does not bind TRUNCATE: it would empty every municipality's rows at once.
    _refuse(table, "TRUNCATE")


def at_the_door(table: str, condition: str, rights: str = "SELECT") -> None:
    """Let anonymous pages read the rows of a tenant's table that meet the condition."""
    op.execute(f"CREATE POLICY {table}_at_the_door ON {table} FOR SELECT TO welfare_door USING ({condition})")
    op.execute(f"GRANT {rights} ON {table} TO welfare_door")


def added_at_the_door(table: str, condition: str, columns: str) -> None:
    """Let anonymous pages add rows that meet the condition, and see none of them."""
    of_door = f"{table}_added_at_the_door ON {table} FOR INSERT TO welfare_door"
    op.execute(f"CREATE POLICY {of_door} WITH CHECK ({condition})")
    op.execute(f"GRANT INSERT ({columns}) ON {table} TO welfare_door")


def for_the_worker(table: str, condition: str) -> None:
    """Let the background work read the rows of a tenant's table that meet the condition."""
    op.execute(f"CREATE POLICY {table}_for_worker ON {table} FOR SELECT TO welfare_worker USING ({condition})")
    op.execute(f"GRANT SELECT ON {table} TO welfare_worker")


def shared_with(plane: str, table: str, rights: str) -> None:
    """Let staff or the worker reach a tenant's table: licences, invoices, the trail; never reports."""
    op.execute(f"CREATE POLICY {table}_for_{plane} ON {table} TO welfare_{plane} USING (true) WITH CHECK (true)")
    op.execute(f"GRANT {rights} ON {table} TO welfare_{plane}")


def behind_each(statement: str) -> None:
    """Do something to the rows of every tenant, as the owner behind the wall of one after the other."""
    op.execute(BEHIND_EACH.replace("STATEMENT", statement))


def append_only(table: str, forgotten_by: str | None = None) -> None:
    """Nobody changes or removes a row, whoever they are: not a grant but a trigger, so the owner is bound too.

    `forgotten_by` is a login that removes rows all the same: those that a policy of the table lets it see.
    """
    if forgotten_by is None:
        _refuse(table, "UPDATE OR DELETE OR TRUNCATE")
        return
    _refuse(table, "UPDATE OR TRUNCATE")
    op.execute(
        f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} FOR EACH STATEMENT "
        f"WHEN (current_user <> '{forgotten_by}') EXECUTE FUNCTION refuse_change()"
    )


def _refuse(table: str, deeds: str) -> None:
    op.execute(
        f"CREATE OR REPLACE TRIGGER {table}_refuses BEFORE {deeds} ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
