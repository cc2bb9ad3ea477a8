"""Checks the wall as PostgreSQL has it, at every start and in every test run; says what is broken, by table name.

Works from the catalogs alone, so any login may run it. What it cannot see (that no code sets another
municipality) is checked on the source in `tests/walls`.
"""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Row, text

from tenants.database import Engines
from tenants.errors import BrokenWall
from tenants.outside_the_wall import WITHOUT_TENANT

MIGRATIONS = Path(__file__).parent.parent / "migrations" / "versions"

AS_ITS_OWNER = {"delete_leaving_municipality": ["worker"]}
"""Functions that run with the owner's rights, and who may call them."""

PLANES = ("tenant", "door", "staff", "worker")
"""The logins that people or the worker reach the database with."""

LEDGER = frozenset(
    {
        "licence",
        "licence_event",
        "licence_order",
        "renewal",
        "billing_details",
        "contract_acceptance",
        "invoice",
        "invoice_file",
        "invoice_delivery",
        "invoice_reminder",
        "invoice_dispute",
        "allocation",
        "card_checkout",
    }
)
REACHED_FROM = {
    "staff": LEDGER
    | {"audit_entry", "invitation", "membership", "house_rules", "support_session"}
    | {"emergency_look", "report", "report_section"},
    "door": frozenset(
        {"edition", "edition_file", "edition_withdrawal", "edition_words"}
        | {"membership", "invitation", "house_rules", "directory"}
        | {"audit_entry", "consulted_body", "calendar_feed", "reminder", "feedback"}
        | {"accessibility_statement", "public_look"}
    ),
    "worker": LEDGER
    | {"invitation", "membership", "email_domain", "export", "chosen_indicator"}
    | {"consultation", "feedback", "hand_over_package", "edition", "edition_withdrawal"},
}
"""The municipalities' tables that another plane than their own may reach; its policy says which rows."""

HANDED_OVER = {
    "shared_pack": {
        "shared_pack_with_county": (
            "r",
            "((withdrawn_at IS NULL) AND (county_code = ( SELECT tenant.county_code FROM tenant"
            " WHERE (tenant.id = (current_setting('app.tenant_id'::text))::uuid))))",
        ),
        "shared_pack_to_own_county": (
            "a",
            "(county_code = ( SELECT municipality.county_code FROM (tenant"
            " JOIN municipality ON ((municipality.code = tenant.municipality_code)))"
            " WHERE (tenant.id = (current_setting('app.tenant_id'::text))::uuid)))",
        ),
    }
}
"""What one tenant shares with another: the very policies by which the other reads it, and to whom it may go."""

OF_TENANT = "(tenant_id = (current_setting('app.tenant_id'::text))::uuid)"
AT_THE_DOOR = {
    "membership": "(person_id = (current_setting('app.person_id'::text))::uuid)",
    "invitation": "(token_digest = current_setting('app.token_digest'::text))",
    "consulted_body": "((token_digest = current_setting('app.token_digest'::text))"
    " OR (later_digests @> ARRAY[current_setting('app.token_digest'::text)]))",
    "calendar_feed": "(token_digest = current_setting('app.token_digest'::text))",
    "reminder": "(token_digest = current_setting('app.token_digest'::text))",
    "audit_entry": "(person_id = (current_setting('app.person_id'::text))::uuid)",
    "directory": "(activated_at IS NOT NULL)",
}
ADDED_AT_THE_DOOR = {
    "feedback": "((EXISTS ( SELECT FROM edition e WHERE ((e.tenant_id = feedback.tenant_id) AND (e.id ="
    " feedback.edition_id)))) AND (NOT (EXISTS ( SELECT d.about_tenant FROM deletion_record d"
    " WHERE ((d.about_tenant = feedback.tenant_id) AND (d.closed_at IS NOT NULL))))))",
}
"""What anonymous pages may add, and read nothing of: about an edition that they see, while its municipality is here."""

FOR_THE_WORKER = {
    "membership": "((role = 'coordinator'::text) AND (ended_at IS NULL))",
    "chosen_indicator": "true",
    "feedback": "true",
    "hand_over_package": "true",
    "edition": "(NOT (EXISTS ( SELECT FROM edition_withdrawal w"
    " WHERE ((w.tenant_id = edition.tenant_id) AND (w.edition_id = edition.id)))))",
    "edition_withdrawal": "true",
}
"""The only rows of these that the worker may read, and none may it change."""

IN_EMERGENCY = "(EXISTS ( SELECT FROM emergency_look l WHERE ((l.tenant_id = {0}.tenant_id) AND (l.ends_at > now()))))"
TO_STAFF = {table: IN_EMERGENCY.format(table) for table in ("report", "report_section")}
"""The staff read of these only columns that are no text, and only while two of them have broken the glass."""

BOTH_OF_A_TENANT = {"welfare_tenant", "welfare_owner"}

# Not the tables and functions of extensions, such as the statistics that a managed server keeps.
TABLES = text("""
    SELECT c.oid, c.oid::regclass::text AS name, c.relkind AS kind,
           c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
           r.rolsuper OR r.rolbypassrls AS owner_ignores_walls,
           'security_invoker=true' = ANY (coalesce(c.reloptions, '{}')) AS as_invoker,
           EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id'
                   AND NOT a.attisdropped) AS of_tenant
    FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    ORDER BY name""")
POLICIES = text("""
    SELECT polname AS name, polcmd AS command, polpermissive AS permissive,
           ARRAY(SELECT rolname::text FROM pg_roles WHERE oid = ANY (polroles)) AS roles,
           pg_get_expr(polqual, polrelid) AS visible, pg_get_expr(polwithcheck, polrelid) AS allowed
    FROM pg_policy WHERE polrelid = :table ORDER BY polname""")
KEYS = text("""
    SELECT i.relname AS name, x.indisprimary AS is_primary, a.attname AS first_column
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
    LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0]
    WHERE x.indrelid = :table AND (x.indisunique OR x.indisexclusion)""")
FOREIGN_KEYS = text("""
    SELECT k.conname AS name,
           (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1]) AS here,
           (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attnum = k.confkey[1]) AS there
    FROM pg_constraint k
    WHERE k.conrelid = :table AND k.contype = 'f' AND EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attname = 'tenant_id')""")
GRANTS = text("""
    SELECT plane,
           has_any_column_privilege('welfare_' || plane, cast(:table AS oid), 'SELECT, INSERT, UPDATE')
           OR has_table_privilege('welfare_' || plane, cast(:table AS oid), 'DELETE') AS to_rows,
           has_any_column_privilege('welfare_' || plane, cast(:table AS oid), 'REFERENCES')
           OR has_table_privilege('welfare_' || plane, cast(:table AS oid), 'TRUNCATE, TRIGGER') AS past_rows
    FROM unnest(cast(:planes AS text[])) plane""")
LOGIN = text("""
    SELECT current_user AS name,
           bool_or(r.rolsuper OR r.rolbypassrls OR r.rolcreaterole) AS is_too_strong,
           bool_or(r.rolname ~ '^welfare_' AND r.rolname <> current_user) AS crosses_planes,
           EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
                   AND pg_has_role(c.relowner, 'MEMBER')) AS owns_tables,
           has_database_privilege(current_database(), 'TEMPORARY')
           OR has_schema_privilege('public', 'CREATE') AS makes_tables,
           coalesce(current_setting('app.tenant_id', true), '') <> '' AS has_chosen
    FROM pg_roles r WHERE pg_has_role(r.oid, 'MEMBER')""")
TOO_MUCH = {
    "is_too_strong": "is or can become a role that ignores row-level security or makes roles",
    "crosses_planes": "can become another plane's role",
    "owns_tables": "owns tables or can become their owner",
    "makes_tables": "can make tables, which would stand before the real ones",
    "has_chosen": "has a municipality before any is chosen",
}
DEFINERS = text("""
    SELECT p.oid::regproc::text AS name, p.proowner = 'welfare_owner'::regrole AS is_the_owner_s,
           'search_path=pg_catalog, public, pg_temp' = ANY (coalesce(p.proconfig, '{}')) AS is_pinned,
           ARRAY(SELECT plane FROM unnest(cast(:planes AS text[])) plane
                 WHERE has_function_privilege('welfare_' || plane, p.oid, 'EXECUTE')) AS planes
    FROM pg_proc p
    WHERE p.prosecdef AND p.pronamespace::regnamespace::text !~ '^(pg_|information_schema)'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')""")


def require_wall(engines: Engines) -> None:
    """Raise BrokenWall with every finding: a service whose wall does not stand serves nobody."""
    found = findings(engines)
    if found:
        raise BrokenWall("; ".join(found))


def findings(engines: Engines) -> list[str]:
    """Every reason not to serve people from this database; a schema that is too old is reason enough by itself."""
    with engines.owner.connect() as connection:
        return schema_problems(connection) or [*login_problems(engines), *problems(connection)]


def schema_problems(connection: Connection) -> list[str]:
    """Whether a migration is missing. A newer schema passes: it is made to fit the release still running."""
    newest = max(path.name.partition("_")[0] for path in MIGRATIONS.glob("*_*.py"))
    is_begun = connection.scalar(text("SELECT to_regclass('alembic_version')"))
    version = connection.scalar(text("SELECT max(version_num) FROM alembic_version")) if is_begun else None
    if version is None or version < newest:
        return [f"the database is not at migration {newest} but at {version}: run `flask --app wsgi migrate`"]
    return []


def login_problems(engines: Engines) -> list[str]:
    """Whether a plane's login is another one's or stronger than row-level security; works before any table exists."""
    found = []
    for plane in PLANES:
        with getattr(engines, plane).connect() as connection:
            login = connection.execute(LOGIN).one()
        if login.name != f"welfare_{plane}":
            found.append(f"login {login.name} is used where welfare_{plane} belongs")
        found += [f"login {login.name} {what}" for column, what in TOO_MUCH.items() if getattr(login, column)]
    return found


def problems(connection: Connection) -> list[str]:
    """Every hole found, as English sentences for the operator that name the table; empty when the wall stands."""
    definers = connection.execute(DEFINERS, {"planes": list(PLANES)})
    found = [f"function {each.name} runs with its owner's rights" for each in definers if not _is_known(each)]
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


def _is_known(function: Row) -> bool:
    """Named here, the owner's, open to its own planes only, and it looks nowhere but at our tables."""
    safe = function.is_the_owner_s and function.is_pinned
    return safe and AS_ITS_OWNER.get(function.name) == function.planes


def _holes(connection: Connection, table: Row) -> Iterator[str]:
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
        if (key.here, key.there) != ("tenant_id", "tenant_id"):
            yield f"foreign key {key.name} can leave the municipality"
    for grant in connection.execute(GRANTS, {"table": table.oid, "planes": list(PLANES)}):
        if grant.to_rows and grant.plane != "tenant" and table.name not in REACHED_FROM[grant.plane]:
            yield f"the {grant.plane} login has rights on it"
        if grant.past_rows:
            yield f"the {grant.plane} login has rights that row-level security does not bind"


def _is_handed_over(table: str, policy: Row) -> bool:
    """Whether it is one of the policies by which another tenant reads what was shared with it."""
    said = " ".join((policy.visible or policy.allowed or "").split())
    return HANDED_OVER.get(table, {}).get(policy.name) == (policy.command, said)


def _policy_holes(table: str, policies: list[Row]) -> Iterator[str]:
    if not any(set(policy.roles) == BOTH_OF_A_TENANT for policy in policies):
        yield "it has no policy for the municipality's own login and the owner"
    for policy in policies:
        if not policy.roles:
            yield f"policy {policy.name} is for everybody"
        elif policy.roles == ["welfare_tenant"] and _is_handed_over(table, policy):
            continue
        elif BOTH_OF_A_TENANT & set(policy.roles):
            holds = policy.visible == policy.allowed == OF_TENANT and policy.command == "*" and policy.permissive
            if not holds or set(policy.roles) != BOTH_OF_A_TENANT:
                yield f"policy {policy.name} does not hold rows to the chosen municipality"
        elif policy.roles == ["welfare_door"] and policy.command == "a" and table in ADDED_AT_THE_DOOR:
            if " ".join(policy.allowed.split()) != ADDED_AT_THE_DOOR[table]:
                yield f"policy {policy.name} lets anonymous pages add what they may not"
        elif policy.roles == ["welfare_door"]:
            if policy.command != "r":
                yield f"policy {policy.name} lets anonymous pages change rows"
            if policy.visible != AT_THE_DOOR.get(table, policy.visible):
                yield f"policy {policy.name} shows other people's rows"
        elif policy.roles == ["welfare_staff"] and table in TO_STAFF:
            if policy.command != "r" or " ".join(policy.visible.split()) != TO_STAFF[table]:
                yield f"policy {policy.name} shows staff more than they may know"
        elif policy.roles == ["welfare_worker"] and table in FOR_THE_WORKER:
            if policy.command != "r" or " ".join(policy.visible.split()) != FOR_THE_WORKER[table]:
                yield f"policy {policy.name} shows the worker more than it may know"
        elif table not in REACHED_FROM.get(policy.roles[0].removeprefix("welfare_"), ()) or len(policy.roles) > 1:
            yield f"policy {policy.name} is for a role that has no business here"
