"""Support: looks that a municipality lets the association take, and what people ask."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0012"
down_revision = "0011"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _sessions()


def _sessions() -> None:
    op.create_table(
        "support_session",
        *tables.of_tenant(),
        sa.Column("staff_id", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("opened_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.CheckConstraint("reason ~ '[^[:space:]]'", name="reason"),
        # Whoever opens it: an hour, and no longer.
        sa.CheckConstraint("ends_at > opened_at AND ends_at <= opened_at + interval '60 minutes'", name="hour"),
    )
    op.create_index("support_session_staff_id_idx", "support_session", ["staff_id", "opened_at"])
    # Of what was once said only the end can still change: nobody rewrites for whom it was opened, or why.
    walls.private("support_session", "SELECT, INSERT, UPDATE (closed_at)")
    op.execute("GRANT SELECT, INSERT, UPDATE (closed_at) ON support_session TO welfare_staff")
    for deed in ("SELECT", "UPDATE"):
        op.execute(f"CREATE POLICY staff_{deed} ON support_session FOR {deed} TO welfare_staff USING (true)")
    # Staff open one for themselves only, and only where the municipality's own rules let them.
    op.execute(
        "CREATE POLICY staff_INSERT ON support_session FOR INSERT TO welfare_staff WITH CHECK (opened_by = staff_id AND"
        " EXISTS (SELECT FROM house_rules r WHERE r.tenant_id = support_session.tenant_id AND r.support_may_read))"
    )
