"""Negotiations with the wellbeing services county: packs, promises, and copies that the county reads."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB

from migrations import tables, walls

revision = "0034"
down_revision = "0033"

MOMENT = sa.DateTime(timezone=True)

KEEP_SHARED_PACK = """
    CREATE FUNCTION keep_shared_pack() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        -- All that still happens to a copy is that it is withdrawn, once.
        IF OLD.withdrawn_at IS NULL AND to_jsonb(NEW) - ARRAY['withdrawn_at', 'withdrawn_by']
                                      = to_jsonb(OLD) - ARRAY['withdrawn_at', 'withdrawn_by'] THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'a shared pack does not change' USING ERRCODE = 'restrict_violation';
    END $$"""

COUNTY_CHOSEN = f"(SELECT tenant.county_code FROM tenant WHERE tenant.id = {walls.CHOSEN})"
OWN_COUNTY = (
    "(SELECT municipality.county_code FROM tenant JOIN municipality ON municipality.code = tenant.municipality_code"
    f" WHERE tenant.id = {walls.CHOSEN})"
)


def upgrade() -> None:
    _negotiations()
    _common_goals()
    _promises()
    _shared_packs()


def _negotiations() -> None:
    op.create_table(
        "negotiation",
        *tables.of_tenant(),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("begun_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("support_fi", "support_sv", "participants", "place")),
        sa.Column("indicator_ids", postgresql.ARRAY(sa.Integer), nullable=False),
        sa.Column("met_on", sa.Date),
        sa.UniqueConstraint("tenant_id", "year"),
    )
    walls.private("negotiation", "SELECT, INSERT, UPDATE")


def _common_goals() -> None:
    op.create_table(
        "common_goal",
        *tables.of_tenant(),
        *(sa.Column(name, sa.Uuid, nullable=False) for name in ("negotiation_id", "plan_id", "goal_id")),
        tables.within_tenant("negotiation_id", "negotiation"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id", "goal_id"], ["goal.tenant_id", "goal.plan_id", "goal.id"]
        ),
        sa.UniqueConstraint("tenant_id", "negotiation_id", "goal_id"),
    )
    walls.private("common_goal", "SELECT, INSERT, DELETE")


def _promises() -> None:
    op.create_table(
        "promise",
        *tables.of_tenant(),
        sa.Column("negotiation_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("who", "what", "by_when")),
        sa.Column("language", sa.CHAR(2), nullable=False),
        sa.Column("outcome", sa.Text),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("told_language", sa.CHAR(2)),
        sa.Column("judged_at", MOMENT),
        sa.Column("judged_by", sa.Uuid, sa.ForeignKey("person.id")),
        tables.within_tenant("negotiation_id", "negotiation"),
        sa.UniqueConstraint("tenant_id", "negotiation_id", "number"),
        sa.CheckConstraint("outcome IN ('kept', 'partly', 'not_kept')", name="outcome"),
        sa.CheckConstraint("num_nonnulls(outcome, judged_at, judged_by) IN (0, 3)", name="judged"),
    )
    walls.private("promise")


def _shared_packs() -> None:
    """Handed over: the municipality's own rows, which its own county reads and nobody changes."""
    op.create_table(
        "shared_pack",
        *tables.of_tenant(),
        sa.Column("negotiation_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("county_code", sa.CHAR(2), sa.ForeignKey("county.code"), nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("checksum", sa.Text, nullable=False),
        sa.Column("shared_at", MOMENT, nullable=False),
        sa.Column("shared_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("withdrawn_by", sa.Uuid, sa.ForeignKey("person.id")),
        tables.within_tenant("negotiation_id", "negotiation"),
        sa.UniqueConstraint("tenant_id", "negotiation_id", "number"),
        sa.CheckConstraint("num_nonnulls(withdrawn_at, withdrawn_by) IN (0, 2)", name="withdrawn"),
    )
    op.create_index("shared_pack_of_county", "shared_pack", ["county_code"])
    walls.private("shared_pack", "SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by)")
    op.execute(
        "CREATE POLICY shared_pack_with_county ON shared_pack FOR SELECT TO welfare_tenant"
        f" USING (withdrawn_at IS NULL AND county_code = {COUNTY_CHOSEN})"
    )
    op.execute(
        "CREATE POLICY shared_pack_to_own_county ON shared_pack AS RESTRICTIVE FOR INSERT TO welfare_tenant"
        f" WITH CHECK (county_code = {OWN_COUNTY})"
    )
    op.execute(KEEP_SHARED_PACK)
    op.execute(
        "CREATE TRIGGER shared_pack_is_kept BEFORE UPDATE ON shared_pack FOR EACH ROW"
        " EXECUTE FUNCTION keep_shared_pack()"
    )
