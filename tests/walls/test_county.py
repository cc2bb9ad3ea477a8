"""What a wellbeing services county sees of its municipalities: the packs shared with it, by raw SQL in every role."""

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.makers import MunicipalityOfTest, a_municipality_like
from tests.negotiating import a_county, a_negotiation, county_code_of, share, withdraw

SEEN = text("SELECT id FROM shared_pack ORDER BY id")
CHANGES = (
    "UPDATE shared_pack SET content = '{}'",
    "UPDATE shared_pack SET county_code = '02'",
    "UPDATE shared_pack SET withdrawn_at = NULL, withdrawn_by = NULL",
    "DELETE FROM shared_pack",
    "TRUNCATE shared_pack",
)


@pytest.fixture(scope="module")
def four(engines) -> tuple[MunicipalityOfTest, ...]:
    """Two municipalities of one county, one of another county, each with a negotiation; and nothing is shared yet."""
    made = [a_municipality_like(engines, code) for code in ("992", "992", "005")]
    for each in made:
        a_negotiation(each)
    return *made, *(a_county(engines, county_code_of(each)) for each in made[1:])


def seen_by(engines, tenant):
    with engines.tenant.execution_options(tenant=tenant.facts.id).connect() as connection:
        return list(connection.scalars(SEEN))


def test_a_county_sees_exactly_what_was_shared_with_it(engines, four):
    one, neighbour, other, county, its_neighbour = four
    before, before_beside = seen_by(engines, county), seen_by(engines, its_neighbour)  # what other tests have shared
    packs = [share(each).id for each in (one, neighbour, other)]
    assert seen_by(engines, county) == sorted([*before, *packs[:2]])
    assert seen_by(engines, its_neighbour) == sorted([*before_beside, *packs[2:]])
    assert [seen_by(engines, each) for each in (one, neighbour, other)] == [[each] for each in packs]
    anew = share(one).id  # the copy before is withdrawn with it
    assert seen_by(engines, county) == sorted([*before, anew, packs[1]])
    withdraw(one)
    assert seen_by(engines, county) == sorted([*before, packs[1]])


def test_of_everything_else_the_county_sees_nothing(engines, four, superuser):
    county = four[3]
    tables = superuser.scalars(text("""
        SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND has_table_privilege('welfare_tenant', c.oid, 'SELECT')"""))
    with engines.tenant.execution_options(tenant=county.facts.id).connect() as connection:
        for table in set(tables) - {"shared_pack"}:
            foreign = text(f"SELECT count(*) FROM {table} WHERE tenant_id <> :own")
            assert connection.scalar(foreign, {"own": county.facts.id}) == 0, table


@pytest.mark.parametrize("change", CHANGES)
def test_nobody_changes_what_was_shared(engines, four, change):
    neighbour, county = four[1], four[3]
    share(neighbour)
    pack = share(neighbour)  # the copy before is withdrawn with it, and nobody gives it back
    for engine, tenant in (
        (engines.tenant, county), (engines.tenant, neighbour), (engines.owner, neighbour),
        (engines.door, county), (engines.staff, county), (engines.worker, county),
    ):  # fmt: skip
        with engine.execution_options(tenant=tenant.facts.id).connect() as connection:
            if change == "DELETE FROM shared_pack" and engine is engines.owner:
                continue  # the one door of the owner is that of a municipality that leaves
            try:
                touched = connection.execute(text(change)).rowcount
            except DBAPIError:
                continue
            assert touched == 0 and tenant is county, (engine.url.username, change)
    with neighbour.session(read_only=True) as session:
        content = session.scalar(text("SELECT content FROM shared_pack WHERE id = :id"), {"id": pack.id})
    assert content == json.loads(json.dumps(pack.content))


def test_a_municipality_shares_with_its_own_county_alone_and_a_county_with_nobody(engines, four):
    one, county, its_neighbour = four[0], four[3], four[4]
    statement = text("""
        INSERT INTO shared_pack (tenant_id, id, negotiation_id, number, year, county_code, content, checksum, shared_at,
                                 shared_by)
        SELECT current_setting('app.tenant_id')::uuid, gen_random_uuid(), coalesce((SELECT id FROM negotiation LIMIT 1),
               gen_random_uuid()), 90, 2026, :county, '{}', '', now(), :by""")
    for tenant in (one, county):
        told = {"county": its_neighbour.facts.county_code, "by": tenant.coordinator}
        with (
            engines.tenant.execution_options(tenant=tenant.facts.id).connect() as connection,
            pytest.raises(DBAPIError, match="row-level security"),
        ):
            connection.execute(statement, told)


def test_the_planes_beside_see_no_pack_at_all(engines, four):
    share(four[1])
    for engine in (engines.door, engines.staff, engines.worker):
        with (
            engine.execution_options(tenant=four[3].facts.id).connect() as connection,
            pytest.raises(DBAPIError, match="permission denied"),
        ):
            connection.execute(SEEN)
