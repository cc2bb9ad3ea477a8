"""What the association's console needs."""

import sqlalchemy as sa
from alembic import op

from migrations import walls
from migrations.tables import id_column

revision = "0013"
down_revision = "0012"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    # Whoever helps must see who belongs where; a look at somebody is a line in the trail.
    walls.shared_with("staff", "membership", "SELECT")
    _announcements()
    _feature_switches()
    op.create_index("audit_entry_tenant_id_person_id_idx", "audit_entry", ["tenant_id", "person_id"])


def _announcements() -> None:
    op.create_table(
        "announcement",
        id_column(),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("title_fi", sa.Text, nullable=False),
        sa.Column("title_sv", sa.Text, nullable=False),
        sa.Column("text_fi", sa.Text, nullable=False),
        sa.Column("text_sv", sa.Text, nullable=False),
        sa.Column("begins_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT),
        sa.Column("written_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.CheckConstraint("kind IN ('notice', 'planned_break', 'incident')", name="kind"),
        sa.CheckConstraint("audience IN ('everybody', 'signed_in', 'municipalities')", name="audience"),
    )
    told = "kind, audience, title_fi, title_sv, text_fi, text_sv, begins_at, ends_at"
    walls.control("announcement", door=f"SELECT (id, {told})", staff=f"SELECT, INSERT, UPDATE ({told})")


def _feature_switches() -> None:
    op.create_table(
        "feature_switch",
        id_column(),
        sa.Column("feature", sa.Text, nullable=False),
        # Without one it is set for all; its pages read their own and those.
        sa.Column("about_tenant", sa.Uuid, sa.ForeignKey("tenant.id")),
        sa.Column("is_on", sa.Boolean, nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Column("set_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.UniqueConstraint("feature", "about_tenant", postgresql_nulls_not_distinct=True),
    )
    told = "SELECT (feature, about_tenant, is_on)"
    walls.control("feature_switch", tenant=told, worker=told, staff="SELECT, INSERT, DELETE")
    op.execute("ALTER TABLE feature_switch ENABLE ROW LEVEL SECURITY")
    op.execute(
        "CREATE POLICY feature_switch_for_tenant ON feature_switch FOR SELECT TO welfare_tenant "
        f"USING (about_tenant IS NULL OR about_tenant = {walls.CHOSEN})"
    )
    op.execute("CREATE POLICY feature_switch_for_worker ON feature_switch FOR SELECT TO welfare_worker USING (true)")
    op.execute("CREATE POLICY feature_switch_for_staff ON feature_switch TO welfare_staff USING (true)")
