"""What the association's console needs."""

import sqlalchemy as sa
from alembic import op

from migrations import walls
from migrations.tables import id_column, of_tenant

revision = "0013"
down_revision = "0012"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    # Whoever helps must see who belongs where; a look at somebody is a line in the trail.
    walls.shared_with("staff", "membership", "SELECT")
    _announcements()
    _feature_switches()
    _emergency_looks()
    _texts_kept_by_staff()
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


def _emergency_looks() -> None:
    op.create_table(
        "emergency_look",
        *of_tenant(),
        sa.Column("proposal_id", sa.Uuid, sa.ForeignKey("proposal.id"), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("asked_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("approved_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.UniqueConstraint("tenant_id", "proposal_id"),
        sa.CheckConstraint("asked_by <> approved_by", name="two_persons"),
        sa.CheckConstraint("ends_at > opened_at AND ends_at <= opened_at + interval '30 minutes'", name="half_hour"),
    )
    walls.private("emergency_look", "SELECT")
    op.execute("GRANT SELECT, INSERT ON emergency_look TO welfare_staff")
    op.execute("CREATE POLICY emergency_look_read ON emergency_look FOR SELECT TO welfare_staff USING (true)")
    # Nobody opens one but by what two persons have agreed on, about this municipality and just now.
    op.execute(
        "CREATE POLICY emergency_look_agreed ON emergency_look FOR INSERT TO welfare_staff WITH CHECK ("
        "opened_at <= now() + interval '1 minute' AND EXISTS (SELECT FROM proposal p WHERE p.id = proposal_id"
        " AND p.kind = 'emergency' AND p.is_approved AND p.payload ->> 'tenant' = emergency_look.tenant_id::text"
        " AND p.proposed_by = asked_by AND p.decided_by = approved_by"
        " AND p.decided_at > now() - interval '5 minutes'))"
    )
    # States, people and times, as long as a look is open. There is no right to any text.
    for table, columns in {
        "report": "tenant_id, id, number, first_year, last_year, state, begun_at",
        "report_section": "tenant_id, report_id, position, number, state, edited_at, edited_by",
    }.items():
        op.execute(
            f"CREATE POLICY {table}_in_emergency ON {table} FOR SELECT TO welfare_staff USING (EXISTS "
            f"(SELECT FROM emergency_look l WHERE l.tenant_id = {table}.tenant_id AND l.ends_at > now()))"
        )
        op.execute(f"GRANT SELECT ({columns}) ON {table} TO welfare_staff")


def _texts_kept_by_staff() -> None:
    op.create_table(
        "section_instruction",
        id_column(),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("text_fi", sa.Text, nullable=False),
        sa.Column("text_sv", sa.Text, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("written_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.UniqueConstraint("number", "version"),
    )
    advice = "SELECT (number, version, text_fi, text_sv)"
    walls.control("section_instruction", tenant=advice, staff="SELECT, INSERT")
    walls.append_only("section_instruction")
    op.create_table(
        "indicator_direction",
        sa.Column("indicator_id", sa.Integer, sa.ForeignKey("indicator.id"), primary_key=True),
        sa.Column("direction", sa.Text, nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Column("set_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.CheckConstraint("direction IN ('higher_better', 'lower_better', 'neutral')", name="direction"),
    )
    walls.control("indicator_direction", staff="SELECT, INSERT, UPDATE (direction, set_at, set_by)")
    op.execute("GRANT UPDATE (direction) ON indicator TO welfare_staff")
