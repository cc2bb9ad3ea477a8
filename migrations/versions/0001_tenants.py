"""Tenants, people, memberships, the trail and the count of attempts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations import walls

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)
REFUSE_CHANGE = """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        -- The one door: a municipality that leaves takes its rows with it (0014), but neither trail nor ledger.
        IF current_user = 'welfare_owner' AND TG_OP <> 'TRUNCATE' THEN
            IF is_leaving(TG_RELID) THEN
                RETURN NULL;
            END IF;
        END IF;
        RAISE EXCEPTION '% of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$"""


def upgrade() -> None:
    op.execute(
        "GRANT USAGE ON SCHEMA public TO welfare_tenant, welfare_door, welfare_staff, welfare_worker, welfare_backup"
    )
    op.execute(REFUSE_CHANGE)
    _tenants()
    _people()
    _memberships()
    _trail()
    _attempts()


def _tenants() -> None:
    op.create_table(
        "tenant",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("municipality_code", sa.CHAR(3), unique=True),
        sa.Column("county_code", sa.CHAR(2), unique=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "kind = 'municipality' AND municipality_code IS NOT NULL AND county_code IS NULL"
            " OR kind = 'county' AND county_code IS NOT NULL AND municipality_code IS NULL",
            name="kind",
        ),
    )
    walls.control("tenant", tenant="SELECT", door="SELECT", staff="SELECT, INSERT", worker="SELECT")


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("email", sa.Text, nullable=False),
        # lower(email) = ... would lose its index under row security: the operator is not leakproof.
        sa.Column("email_key", sa.Text, sa.Computed("lower(email)", persisted=True), nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("language", sa.Text, sa.CheckConstraint("language IN ('fi', 'sv')", name="language"), nullable=False),
        sa.Column("password_hash", sa.Text),
        sa.Column("is_staff", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    walls.control(
        "person",
        tenant="SELECT (id, name, email, language, is_staff)",
        door="SELECT, UPDATE (language, password_hash)",
        staff="SELECT (id, name, email, email_key, language, is_staff, created_at)",
        worker="SELECT (id, name, email, language)",
    )


def _memberships() -> None:
    op.create_table(
        "membership",
        sa.Column("tenant_id", sa.Uuid, sa.ForeignKey("tenant.id"), primary_key=True),
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.UniqueConstraint("tenant_id", "person_id"),
        sa.CheckConstraint("role IN ('coordinator', 'writer', 'reader')", name="role"),
    )
    op.create_index("membership_person_id_idx", "membership", ["person_id"])
    walls.private("membership", "SELECT, INSERT, UPDATE")
    walls.at_the_door("membership", "person_id = current_setting('app.person_id')::uuid")
    # Letters about money go to those who coordinate; of the others the background work knows nothing.
    walls.for_the_worker("membership", "role = 'coordinator' AND ended_at IS NULL")
    # A municipality's pages may know the people who are or were its members, and the association's staff.
    op.execute("ALTER TABLE person ENABLE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY person_for_service ON person TO welfare_door, welfare_staff, welfare_worker USING (true)")
    op.execute(
        "CREATE POLICY person_for_tenant ON person FOR SELECT TO welfare_tenant USING "
        "(is_staff OR EXISTS (SELECT FROM membership WHERE membership.person_id = person.id"
        f" AND membership.{walls.THIS_TENANT}))"
    )


def _trail() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("tenant_id", sa.Uuid, sa.ForeignKey("tenant.id"), primary_key=True),
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("deed", sa.Text, nullable=False),
        sa.Column("details", JSONB, nullable=False),
    )
    op.create_index("audit_entry_tenant_id_at_idx", "audit_entry", ["tenant_id", "at"])
    walls.private("audit_entry", "SELECT, INSERT")
    walls.shared_with("staff", "audit_entry", "SELECT, INSERT")
    walls.append_only("audit_entry")
    op.create_table(
        "staff_audit_entry",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("at", MOMENT, nullable=False, index=True),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("deed", sa.Text, nullable=False),
        sa.Column("details", JSONB, nullable=False),
    )
    walls.control("staff_audit_entry", staff="SELECT, INSERT")
    walls.append_only("staff_audit_entry")


def _attempts() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False, index=True),
        sa.Column("address", sa.Text, nullable=False),
    )
    op.create_index("attempt_at_idx", "attempt", ["at"])
    walls.control("attempt", door="SELECT, INSERT, DELETE")
