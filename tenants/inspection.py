"""Checks the wall as PostgreSQL has it, at every start and in every test run; says what is broken, by table name.

Works from the catalogs alone, so any login may run it. What it cannot see (that no code sets another
municipality) is checked on the source in `tests/walls`.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, text

from tenants.database import Engines
from tenants.errors import BrokenWall

WITHOUT_TENANT = frozenset(
    {
        "alembic_version",
        # control
        "tenant",
        "person",
        "staff_audit_entry",
        "sign_in_attempt",
        # reference
        "county",
        "region",
        "municipality",
        "municipality_population",
        "indicator",
        "indicator_value",
        "statistical_area",
        "indicator_load",
    }
)
"""Every table without a municipality stands on this list, or the service does not start."""

SHARED_WITH_STAFF = frozenset({"audit_entry"})
AT_THE_DOOR = frozenset({"membership", "edition", "edition_file"})

OF_TENANT = "(tenant_id = (current_setting('app.tenant_id'::text))::uuid)"
MEMBERSHIP_AT_THE_DOOR = "(person_id = (current_setting('app.person_id'::text))::uuid)"

TABLES = text("""
    SELECT c.oid, c.relname AS name, c.relkind AS kind, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
           r.rolsuper OR r.rolbypassrls AS owner_ignores_walls,
           'security_invoker=true' = ANY (coalesce(c.reloptions, '{}')) AS as_invoker,
           EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id'
                   AND NOT a.attisdropped) AS of_tenant
    FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY c.relname""")
POLICIES = text("""
    SELECT polname AS name, polcmd AS command, polpermissive AS permissive,
           ARRAY(SELECT rolname::text FROM pg_roles WHERE oid = ANY (polroles) ORDER BY rolname) AS roles,
           pg_get_expr(polqual, polrelid) AS visible, pg_get_expr(polwithcheck, polrelid) AS allowed
    FROM pg_policy WHERE polrelid = :table""")
KEYS = text("""
    SELECT i.relname AS name, x.indisprimary AS is_primary, a.attname AS first_column
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
    LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0]
    WHERE x.indrelid = :table AND x.indisunique""")
FOREIGN_KEYS = text("""
    SELECT k.conname AS name,
           (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1]) AS here,
           (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attnum = k.confkey[1]) AS there
    FROM pg_constraint k
    WHERE k.conrelid = :table AND k.contype = 'f' AND EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attname = 'tenant_id')""")
GRANTS = text("""
    SELECT DISTINCT substr(role, 9) AS plane FROM unnest(ARRAY['welfare_staff', 'welfare_door', 'welfare_worker']) role
    WHERE has_any_column_privilege(role, cast(:table AS oid), 'SELECT, INSERT, UPDATE')
       OR has_table_privilege(role, cast(:table AS oid), 'DELETE, TRUNCATE')""")
LOGIN = text("""
    SELECT current_user AS name, r.rolsuper OR r.rolbypassrls OR r.rolcreaterole AS too_strong,
           EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
                   AND pg_has_role(current_user, c.relowner, 'MEMBER')) AS owns_tables
    FROM pg_roles r WHERE r.rolname = current_user""")
DEFINERS = text("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef")


def problems(connection: Connection) -> list[str]:
    """Every hole found, as English sentences for the operator that name the table; empty when the wall stands."""
    found = [f"function {name} runs with its owner's rights" for name in connection.scalars(DEFINERS)]
    for table in connection.execute(TABLES).all():
        if table.owner_ignores_walls:
            found.append(f"{table.name} is owned by a role that ignores row-level security")
        if table.kind in ("v", "m"):
            if table.kind == "m" or not table.as_invoker:
                found.append(f"{table.name} is a view that reads with its owner's rights")
        elif table.of_tenant:
            found += [f"{table.name}: {what}" for what in _holes(connection, table)]
        elif table.name not in WITHOUT_TENANT:
            found.append(f"{table.name} has no tenant_id and is not on the list of tables without a municipality")
    return found


def _holes(connection: Connection, table) -> Iterator[str]:
    if not table.enabled:
        yield "row-level security is not enabled"
    if not table.forced:
        yield "row-level security is not forced on the owner"
    yield from _policy_holes(table.name, connection.execute(POLICIES, {"table": table.oid}).all())
    keys = connection.execute(KEYS, {"table": table.oid}).all()
    if not any(key.is_primary for key in keys):
        yield "it has no primary key"
    for key in keys:
        if key.first_column != "tenant_id":
            yield f"unique key {key.name} does not begin with tenant_id"
    for key in connection.execute(FOREIGN_KEYS, {"table": table.oid}):
        if (key.here, key.there) not in {("tenant_id", "tenant_id"), ("tenant_id", "id")}:
            yield f"foreign key {key.name} can leave the municipality"
    for plane in connection.scalars(GRANTS, {"table": table.oid}):
        if table.name not in {"staff": SHARED_WITH_STAFF, "door": AT_THE_DOOR}.get(plane, frozenset()):
            yield f"the {plane} login has rights on it"


def _policy_holes(name: str, policies: list) -> Iterator[str]:
    of_tenant = [p for p in policies if {"welfare_tenant", "welfare_owner"} & set(p.roles)]
    if not of_tenant:
        yield "it has no policy for the municipality's own login"
    for policy in of_tenant:
        if policy.visible != OF_TENANT or policy.allowed != OF_TENANT or policy.command != "*":
            yield f"policy {policy.name} does not hold rows to the chosen municipality"
    for policy in policies:
        others = set(policy.roles) - {"welfare_tenant", "welfare_owner"}
        if not policy.roles:
            yield f"policy {policy.name} is for everybody"
        if others and of_tenant and policy in of_tenant:
            yield f"policy {policy.name} mixes planes"
        if "welfare_door" in others:
            if policy.command != "r":
                yield f"policy {policy.name} lets anonymous pages change rows"
            if name == "membership" and policy.visible != MEMBERSHIP_AT_THE_DOOR:
                yield f"policy {policy.name} shows other people's memberships"


def login_problems(engine: Engine) -> list[str]:
    """Whether a plane's login is stronger than row-level security; works before any table exists."""
    with engine.connect() as connection:
        login = connection.execute(LOGIN).one()
    words = {"too_strong": "is a superuser, ignores row-level security or can make roles", "owns_tables": "owns tables"}
    return [f"login {login.name} {what}" for column, what in words.items() if getattr(login, column)]


def planes(engines: Engines) -> tuple[Engine, ...]:
    """The logins that people or the worker reach the database with."""
    return engines.tenant, engines.door, engines.staff, engines.worker


def require_wall(engines: Engines) -> None:
    """Raise BrokenWall with every problem unless the wall stands and each login is as weak as it must be."""
    found = [problem for engine in planes(engines) for problem in login_problems(engine)]
    with engines.door.connect() as connection:
        found += problems(connection)
    if found:
        raise BrokenWall("; ".join(found))
