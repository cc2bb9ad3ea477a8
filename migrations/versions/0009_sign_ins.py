"""Sign-ins, one row for each device that somebody has signed in on, and the rules of each municipality's own house."""

import sqlalchemy as sa
from alembic import op

from migrations import walls

revision = "0009"
down_revision = "0008"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _sign_ins()
    _house_rules()


def _sign_ins() -> None:
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("secret_digest", sa.Text, nullable=False, unique=True),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("is_strong", sa.Boolean, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False, index=True),
        sa.Column("confirmed_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
    )
    walls.control(
        "sign_in",
        tenant="SELECT (id, person_id, secret_digest, is_strong, begun_at, seen_at, confirmed_at, ended_at)",
        door="SELECT, INSERT, UPDATE (secret_digest, method, is_strong, seen_at, confirmed_at, ended_at)",
        staff="SELECT (id, person_id, method, is_strong, begun_at, seen_at, ended_at), UPDATE (ended_at)",
        worker="SELECT (id, seen_at), DELETE",
    )
    # A municipality's pages may know the sign-ins of those who are or were its members.
    op.execute("ALTER TABLE sign_in ENABLE ROW LEVEL SECURITY")
    op.execute(
        "CREATE POLICY sign_in_for_service ON sign_in TO welfare_door, welfare_staff, welfare_worker USING (true)"
    )
    op.execute(
        "CREATE POLICY sign_in_for_tenant ON sign_in FOR SELECT TO welfare_tenant USING "
        "(EXISTS (SELECT FROM membership WHERE membership.person_id = sign_in.person_id"
        f" AND membership.{walls.THIS_TENANT}))"
    )


def _house_rules() -> None:
    op.create_table(
        "house_rules",
        sa.Column("tenant_id", sa.Uuid, sa.ForeignKey("tenant.id"), primary_key=True),
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("requires_second_factor", sa.Boolean, nullable=False),
        sa.Column("support_may_read", sa.Boolean, nullable=False),
        sa.UniqueConstraint("tenant_id"),
    )
    walls.private("house_rules", "SELECT, INSERT, UPDATE (requires_second_factor, support_may_read)")
    # Whether a second factor is asked for is decided at the door, of the one who signs in.
    walls.at_the_door("house_rules", "true", "SELECT (tenant_id, requires_second_factor)")
    walls.shared_with("staff", "house_rules", "SELECT (tenant_id, support_may_read)")
