"""A table added without its wall is found, by name, at every start and on command."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection, text

from app import create_app
from tenants import inspection
from tests.databases import CLUSTER, fresh_database

COLUMNS = "tenant_id uuid NOT NULL, id uuid NOT NULL"
TENANT = "USING (tenant_id = current_setting('app.tenant_id')::uuid)"
POLICY = f"CREATE POLICY of_tenant ON leaky TO welfare_tenant, welfare_owner {TENANT}"
GOOD = (
    f"CREATE TABLE leaky ({COLUMNS}, report_id uuid, PRIMARY KEY (tenant_id, id))",
    "ALTER TABLE leaky ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE leaky FORCE ROW LEVEL SECURITY",
    f"{POLICY} WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid)",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON leaky TO welfare_tenant",
)
"""A table with its whole wall; each test breaks one thing of it."""

OPEN = "policy of_tenant does not hold rows to the chosen municipality"
BREAKS = [
    ("row-level security is not enabled", "ALTER TABLE leaky DISABLE ROW LEVEL SECURITY"),
    ("row-level security is not forced on the owner", "ALTER TABLE leaky NO FORCE ROW LEVEL SECURITY"),
    ("it has no policy for the municipality's own login and the owner", "DROP POLICY of_tenant ON leaky"),
    (
        "it has no policy for the municipality's own login and the owner",
        "ALTER POLICY of_tenant ON leaky TO welfare_tenant",
    ),
    (OPEN, "ALTER POLICY of_tenant ON leaky USING (true)"),
    (OPEN, "ALTER POLICY of_tenant ON leaky WITH CHECK (true)"),
    (OPEN, "ALTER POLICY of_tenant ON leaky USING (tenant_id = current_setting('app.tenant_id', true)::uuid)"),
    (OPEN, "ALTER POLICY of_tenant ON leaky TO welfare_tenant, welfare_owner, welfare_worker"),
    (OPEN, f"DROP POLICY of_tenant ON leaky; {POLICY.replace(' TO ', ' FOR DELETE TO ')}"),
    (OPEN, f"DROP POLICY of_tenant ON leaky; {POLICY.replace(' TO ', ' AS RESTRICTIVE TO ')}"),
    (
        "policy open does not hold rows to the chosen municipality",
        "CREATE POLICY open ON leaky FOR SELECT TO welfare_tenant USING (true)",
    ),
    ("policy public is for everybody", "CREATE POLICY public ON leaky USING (true)"),
    (
        "policy other is for a role that has no business here",
        "CREATE POLICY other ON leaky TO welfare_worker USING (true)",
    ),
    (
        "policy door lets anonymous pages change rows",
        "CREATE POLICY door ON leaky FOR UPDATE TO welfare_door USING (true)",
    ),
    ("it has no primary key", "ALTER TABLE leaky DROP CONSTRAINT leaky_pkey"),
    (
        "unique key leaky_pkey does not begin with tenant_id",
        "ALTER TABLE leaky DROP CONSTRAINT leaky_pkey, ADD PRIMARY KEY (id)",
    ),
    ("unique key slug does not begin with tenant_id", "CREATE UNIQUE INDEX slug ON leaky (report_id)"),
    ("unique key slug does not begin with tenant_id", "CREATE UNIQUE INDEX slug ON leaky ((id::text), tenant_id)"),
    (
        "unique key apart does not begin with tenant_id",
        "ALTER TABLE leaky ADD CONSTRAINT apart EXCLUDE (report_id WITH =)",
    ),
    (
        "foreign key away can leave the municipality",
        "CREATE UNIQUE INDEX lonely ON leaky (id);"
        "ALTER TABLE leaky ADD CONSTRAINT away FOREIGN KEY (report_id) REFERENCES leaky (id) NOT VALID",
    ),
    ("the staff login has rights on it", "GRANT SELECT (report_id) ON leaky TO welfare_staff"),
    ("the worker login has rights on it", "GRANT DELETE ON leaky TO welfare_worker"),
    ("the door login has rights on it", "GRANT INSERT ON leaky TO PUBLIC"),
    ("the tenant login has rights that row-level security does not bind", "GRANT TRUNCATE ON leaky TO welfare_tenant"),
]
"""What is said, and the statement that makes it true."""

STRANGERS = [
    (
        "leaky has no tenant_id and is not on the list of tables without a municipality",
        "CREATE TABLE leaky (id int)",
    ),
    (
        "hidden.leaky: row-level security is not enabled",
        f"CREATE SCHEMA hidden; CREATE TABLE hidden.leaky ({COLUMNS}, PRIMARY KEY (tenant_id, id))",
    ),
    ("leaky is a view that reads with its owner's rights", "CREATE VIEW leaky AS SELECT * FROM report"),
    ("leaky is a view that reads with its owner's rights", "CREATE MATERIALIZED VIEW leaky AS SELECT 1 AS one"),
    (
        "function leaky runs with its owner's rights",
        "CREATE FUNCTION leaky() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
    ),
    (
        "membership: policy membership_at_the_door shows other people's rows",
        "ALTER POLICY membership_at_the_door ON membership USING (true)",
    ),
    (
        "membership: policy membership_for_worker shows the worker more than it may know",
        "ALTER POLICY membership_for_worker ON membership USING (ended_at IS NULL)",
    ),
    (
        "membership: policy membership_for_worker shows the worker more than it may know",
        "DROP POLICY membership_for_worker ON membership; CREATE POLICY membership_for_worker ON membership"
        " TO welfare_worker USING (role = 'coordinator' AND ended_at IS NULL)",
    ),
    (
        "invitation: policy invitation_at_the_door shows other people's rows",
        "ALTER POLICY invitation_at_the_door ON invitation USING (true)",
    ),
    ("report: the door login has rights on it", "GRANT SELECT ON report TO welfare_door"),
]
"""Holes that are not in a tenant's new table."""


@pytest.fixture
def owner(engines) -> Connection:
    """The owner in a transaction that is rolled back."""
    with engines.owner.connect() as connection:
        yield connection


def after(connection: Connection, *statements: str) -> list[str]:
    """What the inspection finds when the statements have been run."""
    for statement in statements:
        connection.exec_driver_sql(statement)
    return inspection.problems(connection)


def test_the_wall_as_migrations_build_it_stands(engines):
    assert inspection.findings(engines) == []


def test_a_table_with_its_whole_wall_passes(owner):
    assert after(owner, *GOOD) == []


@pytest.mark.parametrize(("said", "breaking"), BREAKS)
def test_a_table_with_a_hole_in_its_wall_is_named(owner, said, breaking):
    assert f"leaky: {said}" in after(owner, *GOOD, breaking)


@pytest.mark.parametrize(("said", "breaking"), STRANGERS)
def test_what_reaches_around_the_wall_is_named(owner, said, breaking):
    assert said in after(owner, breaking)


def test_a_view_that_reads_with_its_reader_s_rights_passes(owner):
    assert after(owner, "CREATE VIEW fine WITH (security_invoker=true) AS SELECT * FROM report") == []


def test_a_table_of_a_superuser_is_named(superuser):
    assert "county is owned by a role that ignores row-level security" in after(
        superuser, "ALTER TABLE county OWNER TO postgres"
    )


def test_the_list_of_tables_without_a_municipality_names_only_tables_that_exist(superuser):
    tables = set(superuser.scalars(text("SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'p')")))
    assert tables >= inspection.WITHOUT_TENANT


@pytest.fixture(scope="module")
def scratch(settings, database_name):
    """A database of its own and a command line on it."""
    name = f"{database_name}_inspected"
    fresh_database(name).dispose()
    return create_app(replace(settings, databases=CLUSTER.addresses(name))).test_cli_runner()


def test_the_command_says_that_the_wall_stands(scratch):
    inspected = scratch.invoke(args=["tenants", "inspect"])
    assert (inspected.exit_code, inspected.output) == (0, "The wall stands.\n")


def test_the_command_fails_and_names_the_table_whose_wall_was_forgotten(scratch, database_name):
    with CLUSTER.connect_as_superuser(f"{database_name}_inspected") as server:
        server.execute(f"CREATE TABLE forgotten ({COLUMNS})")
        inspected = scratch.invoke(args=["tenants", "inspect"])
        server.execute("DROP TABLE forgotten")
    assert inspected.exit_code == 1
    assert "forgotten: row-level security is not enabled" in inspected.output
