"""What the wall costs: one query on the same rows, with row-level security and without, among three hundred tenants."""

import hashlib
import time
import uuid
from collections.abc import Callable

from sqlalchemy import Engine, create_engine, text

from tenants.boundary import guard
from tenants.database import Engines, engines_for
from tests.place import CLUSTER, empty

TENANTS, REPORTS, SECTIONS = 300, 3, 12
QUERIES = 1_000
TABLE = """
    CREATE TABLE {name} (
        tenant_id uuid, id uuid DEFAULT gen_random_uuid(), report_id uuid, position int, text text,
        PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, report_id, position))"""
FILL = """
    INSERT INTO {name} (tenant_id, report_id, position, text)
    SELECT md5(t::text)::uuid, md5(t || '/' || r)::uuid, p, repeat('Teksti ', 100)
    FROM generate_series(1, :tenants) t, generate_series(1, :reports) r, generate_series(1, :sections) p"""
POLICY = """
    ALTER TABLE walled ENABLE ROW LEVEL SECURITY; ALTER TABLE walled FORCE ROW LEVEL SECURITY;
    CREATE POLICY walled_of_tenant ON walled TO welfare_tenant
        USING (tenant_id = current_setting('app.tenant_id')::uuid)"""
QUERY = "SELECT position, text FROM {name} WHERE tenant_id = :tenant AND report_id = :report ORDER BY position"


def both_sides() -> tuple[Callable[[], tuple[float]], Callable[[], tuple[float]], Engines]:
    """Measurements of milliseconds per transaction with the wall and without it, and what to close afterwards."""
    empty("wall")
    engines = engines_for(CLUSTER.addresses("wall"))
    guard(engines)
    owner = create_engine(CLUSTER.addresses("wall")["owner"])
    with owner.begin() as connection:
        connection.execute(text("GRANT USAGE ON SCHEMA public TO welfare_tenant"))
        for name in ("walled", "open"):
            connection.execute(text(TABLE.format(name=name)))
            amounts = {"tenants": TENANTS, "reports": REPORTS, "sections": SECTIONS}
            connection.execute(text(FILL.format(name=name)), amounts)
            connection.execute(text(f"GRANT SELECT ON {name} TO welfare_tenant"))
        connection.execute(text(POLICY))
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    owner.dispose()
    return _timed(engines.tenant, "walled", with_wall=True), _timed(engines.tenant, "open", with_wall=False), engines


def _timed(engine: Engine, table: str, *, with_wall: bool) -> Callable[[], tuple[float]]:
    tenants = [uuid.UUID(_md5(str(number))) for number in range(1, TENANTS + 1)]
    reports = [uuid.UUID(_md5(f"{number}/2")) for number in range(1, TENANTS + 1)]
    planes = [engine.execution_options(**({"tenant": tenant} if with_wall else {})) for tenant in tenants]
    query = text(QUERY.format(name=table))

    def measure() -> tuple[float]:
        began = time.perf_counter()
        for number in range(QUERIES):
            tenant, report = tenants[number % TENANTS], reports[number % TENANTS]
            with planes[number % TENANTS].begin() as connection:
                rows = connection.execute(query, {"tenant": tenant, "report": report}).all()
                if len(rows) != SECTIONS:
                    raise RuntimeError(f"{table} gave {len(rows)} rows")
        return ((time.perf_counter() - began) / QUERIES * 1000,)

    return measure


def _md5(text: str) -> str:
    """The same key that the database made."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
