"""How many follow a municipality's reports, for its own people to count: language and what is followed, no address."""

from alembic import op

from migrations import walls

revision = "0053"
down_revision = "0052"

OWN = f"FROM tenant t JOIN municipality m ON m.code = t.municipality_code WHERE t.id = {walls.CHOSEN}"
WITH_PREDECESSORS = (
    f"WITH RECURSIVE its AS (SELECT m.code {OWN} UNION"
    " SELECT g.code FROM municipality_merger g JOIN its ON g.into_code = its.code) SELECT its.code FROM its"
)
COUNTED = (
    "confirmed_at IS NOT NULL AND (num_nonnulls(municipality_code, county_code) = 0"
    f" OR county_code = (SELECT m.county_code {OWN}) OR municipality_code IN ({WITH_PREDECESSORS}))"
)


def upgrade() -> None:
    op.execute("GRANT SELECT (language, municipality_code, county_code) ON edition_subscription TO welfare_tenant")
    op.execute("GRANT SELECT (code, into_code, first_day) ON municipality_merger TO welfare_tenant")
    op.execute(
        f"CREATE POLICY subscription_is_counted ON edition_subscription FOR SELECT TO welfare_tenant USING ({COUNTED})"
    )
