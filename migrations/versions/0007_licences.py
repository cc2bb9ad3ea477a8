"""Prices and the two-person rule, orders, invitations, licences."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations import tables, walls

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _proposals()
    _prices()
    _orders()
    _invitations()
    _licences()
    _terms()


def _proposals() -> None:
    op.create_table(
        "proposal",
        tables.id_column(),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("payload", JSONB, nullable=False),
        sa.Column("proposed_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("decided_by", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("decided_at", MOMENT),
        sa.Column("is_approved", sa.Boolean),
        # The second person is another person: the database says so too.
        sa.CheckConstraint("decided_by <> proposed_by", name="two_persons"),
        sa.CheckConstraint("num_nonnulls(decided_by, decided_at, is_approved) IN (0, 3)", name="decision"),
    )
    walls.control("proposal", staff="SELECT, INSERT, UPDATE (decided_by, decided_at, is_approved)")


def _prices() -> None:
    op.create_table(
        "price_list",
        tables.id_column(),
        sa.Column("valid_from", sa.Date, nullable=False, unique=True),
        sa.Column("county_net_cents", sa.Integer, nullable=False),
        sa.Column("is_example", sa.Boolean, nullable=False),
        sa.Column("note_fi", sa.Text, nullable=False),
        sa.Column("note_sv", sa.Text, nullable=False),
        sa.Column("proposal_id", sa.Uuid, sa.ForeignKey("proposal.id"), unique=True),
        sa.CheckConstraint("is_example OR proposal_id IS NOT NULL", name="approval"),
    )
    op.create_table(
        "price_class",
        sa.Column("price_list_id", sa.Uuid, sa.ForeignKey("price_list.id"), primary_key=True),
        sa.Column("min_population", sa.Integer, primary_key=True),
        sa.Column("max_population", sa.Integer),
        sa.Column("net_cents", sa.Integer, nullable=False),
    )
    for table in ("price_list", "price_class"):
        walls.control(table, tenant="SELECT", door="SELECT", staff="SELECT, INSERT", worker="SELECT")
        walls.append_only(table)


def _orders() -> None:
    op.create_table(
        "subscription_order",
        tables.id_column(),
        sa.Column("municipality_code", sa.CHAR(3), sa.ForeignKey("municipality.code"), nullable=False),
        sa.Column("ordered_at", MOMENT, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("is_trial", sa.Boolean, nullable=False),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("orderer", JSONB, nullable=False),
        sa.Column("billing_details", JSONB, nullable=False),
        sa.Column("price", JSONB, nullable=False),
        sa.Column("contract_version", sa.Text, nullable=False),
        sa.Column("token_digest", sa.Text, nullable=False, unique=True),
        sa.Column("confirmed_at", MOMENT),
        # Set at the order when the e-mail's domain is plainly the municipality's, else by a staff member.
        sa.Column("approved_at", MOMENT),
        sa.Column("opened_at", MOMENT),
        sa.Column("declined_at", MOMENT),
        sa.Column("opened_tenant", sa.Uuid, sa.ForeignKey("tenant.id"), unique=True),
        sa.CheckConstraint("num_nonnulls(opened_at, declined_at) < 2", name="outcome"),
        sa.CheckConstraint("num_nonnulls(opened_at, opened_tenant) IN (0, 2)", name="opening"),
    )
    _walls_of_orders()


def _walls_of_orders() -> None:
    walls.control(
        "subscription_order",
        tenant="SELECT",
        door="SELECT, INSERT, UPDATE (confirmed_at)",
        staff="SELECT, UPDATE (approved_at, declined_at)",
        worker="SELECT, UPDATE (opened_at, opened_tenant, declined_at)",
    )
    op.execute("GRANT INSERT ON tenant TO welfare_worker")
    # An orderer reaches their own order by the token of its letter, and what it opened reaches it too; nobody else.
    op.execute("ALTER TABLE subscription_order ENABLE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY order_for_service ON subscription_order TO welfare_staff, welfare_worker USING (true)")
    op.execute(
        "CREATE POLICY order_of_tenant ON subscription_order FOR SELECT TO welfare_tenant "
        f"USING (opened_tenant = {walls.CHOSEN})"
    )
    op.execute("CREATE POLICY order_is_made ON subscription_order FOR INSERT TO welfare_door WITH CHECK (true)")
    for deed in ("SELECT", "UPDATE"):
        op.execute(
            f"CREATE POLICY order_by_token_{deed} ON subscription_order FOR {deed} TO welfare_door "
            "USING (token_digest = current_setting('app.token_digest'))"
        )


def _invitations() -> None:
    op.create_table(
        "invitation",
        *tables.of_tenant(),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("role", sa.Text, sa.CheckConstraint("role IN ('coordinator', 'writer', 'reader')", name="role"),
                  nullable=False),
        sa.Column("token_digest", sa.Text, nullable=False, index=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("accepted_at", MOMENT),
        sa.Column("withdrawn_at", MOMENT),
        sa.UniqueConstraint("tenant_id", "token_digest"),
        sa.CheckConstraint("num_nonnulls(accepted_at, withdrawn_at) < 2", name="outcome"),
    )  # fmt: skip
    _one_open_invitation()
    walls.private("invitation", "SELECT, INSERT, UPDATE (accepted_at, withdrawn_at)")
    walls.at_the_door("invitation", "token_digest = current_setting('app.token_digest')")
    walls.shared_with("worker", "invitation", "SELECT, INSERT, UPDATE (withdrawn_at)")
    # Staff send the letter again to the one who ordered the service, and can let nobody else in.
    op.execute(
        "CREATE POLICY invitation_of_orderer ON invitation TO welfare_staff USING "
        "(role = 'coordinator' AND EXISTS (SELECT FROM subscription_order"
        " WHERE opened_tenant = invitation.tenant_id AND orderer ->> 'email' = invitation.email))"
    )
    op.execute("GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON invitation TO welfare_staff")
    # Only somebody who is invited becomes a person by a municipality's own login, under the invited e-mail.
    columns = "id, email, name, language, password_hash, is_staff, created_at"
    op.execute(f"GRANT INSERT ({columns}) ON person TO welfare_tenant")
    op.execute(
        "CREATE POLICY person_by_invitation ON person FOR INSERT TO welfare_tenant WITH CHECK "
        "(NOT is_staff AND EXISTS (SELECT FROM invitation WHERE invitation.email = person.email"
        " AND invitation.accepted_at IS NULL AND invitation.withdrawn_at IS NULL AND invitation.expires_at > now()"
        f" AND invitation.{walls.THIS_TENANT}))"
    )


def _one_open_invitation() -> None:
    """Two presses are one letter. What is too old stays under it until it is withdrawn or its address forgotten."""
    op.create_index(
        "one_open_invitation",
        "invitation",
        ["tenant_id", sa.text("lower(email)")],
        unique=True,
        postgresql_where="accepted_at IS NULL AND withdrawn_at IS NULL AND email <> ''",
    )


def _licences() -> None:
    op.create_table(
        "licence",
        *tables.of_tenant(),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date, nullable=False),
        sa.Column("population", sa.Integer, nullable=False),
        sa.Column("population_on", sa.Date, nullable=False),
        sa.Column("price_list_id", sa.Uuid, sa.ForeignKey("price_list.id"), nullable=False),
        sa.Column("yearly_net_cents", sa.Integer, nullable=False),
        sa.Column("notice_given_on", sa.Date),
        sa.CheckConstraint("starts_on <= ends_on", name="days"),
        sa.CheckConstraint("state IN ('draft', 'trial', 'active', 'grace', 'read_only', 'ended')", name="state"),
    )
    tables.ledger("licence", "SELECT, INSERT, UPDATE")
    # All that a municipality itself says about its licence: that it will not renew.
    op.execute("GRANT UPDATE (notice_given_on) ON licence TO welfare_tenant")
    op.create_table(
        "licence_event",
        *tables.of_tenant(),
        sa.Column("licence_id", sa.Uuid, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id")),
        tables.within_tenant("licence_id", "licence"),
    )
    tables.ledger("licence_event", "SELECT, INSERT")
    walls.append_only("licence_event")
    _renewals()
    _orders_of_customers()


def _renewals() -> None:
    op.create_table(
        "renewal",
        *tables.of_tenant(),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("licence_id", sa.Uuid, nullable=False),
        sa.Column("population", sa.Integer, nullable=False),
        sa.Column("population_on", sa.Date, nullable=False),
        sa.Column("price_list_id", sa.Uuid, sa.ForeignKey("price_list.id"), nullable=False),
        sa.Column("yearly_net_cents", sa.Integer, nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("approved_at", MOMENT),
        sa.Column("approved_by", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("opened_id", sa.Uuid),
        tables.within_tenant("licence_id", "licence"),
        tables.within_tenant("opened_id", "licence"),
        # Whatever happens, a year is renewed once.
        sa.UniqueConstraint("tenant_id", "year"),
        sa.CheckConstraint("num_nonnulls(approved_at, approved_by) IN (0, 2)", name="approval"),
        sa.CheckConstraint("opened_id IS NULL OR approved_by IS NOT NULL", name="opening"),
    )
    tables.ledger("renewal", "SELECT, INSERT, UPDATE")


def _orders_of_customers() -> None:
    op.create_table(
        "licence_order",
        *tables.of_tenant(),
        sa.Column("licence_id", sa.Uuid, nullable=False),
        sa.Column("ordered_at", MOMENT, nullable=False),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("orderer", JSONB, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("price", JSONB, nullable=False),
        sa.Column("contract_version", sa.Text, nullable=False),
        sa.Column("opened_at", MOMENT),
        tables.within_tenant("licence_id", "licence"),
        # What follows a trial, or a licence that has ended, is ordered once.
        sa.UniqueConstraint("tenant_id", "licence_id"),
    )
    walls.private("licence_order", "SELECT, INSERT")
    walls.shared_with("staff", "licence_order", "SELECT")
    walls.shared_with("worker", "licence_order", "SELECT, UPDATE (opened_at)")


def _terms() -> None:
    op.create_table(
        "billing_details",
        *tables.of_tenant(),
        sa.Column("valid_from", MOMENT, nullable=False),
        sa.Column("details", JSONB, nullable=False),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id")),
    )
    walls.private("billing_details", "SELECT, INSERT")
    for plane in ("staff", "worker"):
        walls.shared_with(plane, "billing_details", "SELECT, INSERT")
    walls.append_only("billing_details")
    op.create_table(
        "contract_acceptance",
        *tables.of_tenant(),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("accepted_at", MOMENT, nullable=False),
        sa.Column("accepted_by", JSONB, nullable=False),
    )
    tables.ledger("contract_acceptance", "SELECT, INSERT")
    walls.append_only("contract_acceptance")
