"""Prices, orders, licences, the ledger of invoices and payments; and the two-person rule."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations import walls

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _proposals()
    _prices()
    _orders()
    _licences()
    _invoices()
    _payments()


def _id() -> sa.Column:
    return sa.Column("id", sa.Uuid, primary_key=True)


def _of_tenant() -> list[sa.Column]:
    return [sa.Column("tenant_id", sa.Uuid, sa.ForeignKey("tenant.id"), primary_key=True), _id()]


def _to(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"])


def _shared(table: str, rights: str) -> None:
    """Read by its municipality, kept by staff and the worker: nobody changes one's own fee or invoice."""
    walls.private(table, "SELECT")
    walls.shared_with("staff", table, rights)
    walls.shared_with("worker", table, rights)


def _proposals() -> None:
    op.create_table(
        "proposal",
        _id(),
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
        _id(),
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
        _id(),
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
        sa.Column("opened_at", MOMENT),
        sa.Column("declined_at", MOMENT),
    )
    walls.control(
        "subscription_order",
        door="SELECT, INSERT, UPDATE (confirmed_at)",
        staff="SELECT, UPDATE (declined_at)",
        worker="SELECT, UPDATE (opened_at)",
    )
    # An orderer reaches their own order by the token of its letter, and nobody else's.
    op.execute("ALTER TABLE subscription_order ENABLE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY order_for_service ON subscription_order TO welfare_staff, welfare_worker USING (true)")
    op.execute("CREATE POLICY order_is_made ON subscription_order FOR INSERT TO welfare_door WITH CHECK (true)")
    for deed in ("SELECT", "UPDATE"):
        op.execute(
            f"CREATE POLICY order_by_token_{deed} ON subscription_order FOR {deed} TO welfare_door "
            "USING (token_digest = current_setting('app.token_digest'))"
        )


def _licences() -> None:
    op.create_table(
        "licence",
        *_of_tenant(),
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
    _shared("licence", "SELECT, INSERT, UPDATE")
    op.create_table(
        "licence_event",
        *_of_tenant(),
        sa.Column("licence_id", sa.Uuid, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id")),
        _to("licence", "licence_id"),
    )
    _shared("licence_event", "SELECT, INSERT")
    walls.append_only("licence_event")
    op.create_table(
        "billing_details",
        *_of_tenant(),
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
        *_of_tenant(),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("accepted_at", MOMENT, nullable=False),
        sa.Column("accepted_by", JSONB, nullable=False),
    )
    _shared("contract_acceptance", "SELECT, INSERT")
    walls.append_only("contract_acceptance")


def _invoices() -> None:
    op.create_table(
        "invoice_series",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("last_number", sa.Integer, nullable=False),
    )
    walls.control("invoice_series", staff="SELECT, INSERT, UPDATE", worker="SELECT, INSERT, UPDATE")
    # The one place where a number is unique over all municipalities; the invoice itself is behind the wall.
    op.create_table(
        "invoice_number",
        sa.Column("number", sa.Text, primary_key=True),
        sa.Column("reference", sa.Text, nullable=False, unique=True),
        sa.Column("of_tenant", sa.Uuid, sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("invoice_id", sa.Uuid, nullable=False),
    )
    walls.control("invoice_number", staff="SELECT, INSERT", worker="SELECT, INSERT")
    walls.append_only("invoice_number")
    op.create_table(
        "invoice",
        *_of_tenant(),
        sa.Column("licence_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("credits_id", sa.Uuid),
        sa.Column("issued_on", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("gross_cents", sa.Integer, nullable=False),
        sa.Column("document", JSONB, nullable=False),
        sa.Column("is_test", sa.Boolean, nullable=False),
        _to("licence", "licence_id"),
        _to("invoice", "credits_id"),
        sa.UniqueConstraint("tenant_id", "number"),
        sa.CheckConstraint("kind IN ('invoice', 'credit_note')", name="kind"),
        sa.CheckConstraint("(kind = 'credit_note') = (credits_id IS NOT NULL)", name="credits"),
        sa.CheckConstraint("gross_cents > 0", name="gross"),
    )
    op.create_index("invoice_number_idx", "invoice", ["number"])
    _shared("invoice", "SELECT, INSERT")
    walls.append_only("invoice")
    op.create_table(
        "invoice_file",
        *_of_tenant(),
        sa.Column("invoice_id", sa.Uuid, nullable=False),
        sa.Column("format", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("checksum", sa.Text, nullable=False),
        _to("invoice", "invoice_id"),
        sa.UniqueConstraint("tenant_id", "invoice_id", "format"),
        sa.CheckConstraint("format IN ('ubl', 'finvoice', 'pdf')", name="format"),
    )
    _shared("invoice_file", "SELECT, INSERT")
    walls.append_only("invoice_file")
    op.create_table(
        "invoice_delivery",
        *_of_tenant(),
        sa.Column("invoice_id", sa.Uuid, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("error", sa.Text),
        _to("invoice", "invoice_id"),
        sa.UniqueConstraint("tenant_id", "invoice_id", "channel"),
        sa.CheckConstraint("state IN ('pending', 'in_flight', 'done', 'failed')", name="state"),
    )
    _shared("invoice_delivery", "SELECT, INSERT, UPDATE")
    _following("invoice_reminder", sa.Column("step", sa.Text, nullable=False), unique="step")
    _following("invoice_dispute", sa.Column("is_open", sa.Boolean, nullable=False), sa.Column("note", sa.Text))


def _following(table: str, *columns: sa.Column, unique: str | None = None) -> None:
    """Rows that follow an invoice which itself never changes: what was sent, said or claimed about it."""
    keys = [sa.UniqueConstraint("tenant_id", "invoice_id", unique)] if unique else []
    op.create_table(
        table,
        *_of_tenant(),
        sa.Column("invoice_id", sa.Uuid, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id")),
        *columns,
        _to("invoice", "invoice_id"),
        *keys,
    )
    _shared(table, "SELECT, INSERT")
    walls.append_only(table)


def _payments() -> None:
    op.create_table(
        "bank_file",
        _id(),
        sa.Column("checksum", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("taken_in_at", MOMENT, nullable=False),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id")),
    )
    op.create_table(
        "payment",
        _id(),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("external_id", sa.Text, nullable=False),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("cents", sa.Integer, nullable=False),
        sa.Column("reference", sa.Text),
        sa.Column("payer", sa.Text),
        sa.Column("message", sa.Text),
        sa.Column("bank_file_id", sa.Uuid, sa.ForeignKey("bank_file.id")),
        sa.UniqueConstraint("channel", "external_id"),
        sa.CheckConstraint("channel IN ('bank', 'stripe')", name="channel"),
    )
    op.create_table(
        "stripe_event",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("handled_at", MOMENT),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("error", sa.Text),
    )
    walls.control("bank_file", staff="SELECT, INSERT")
    walls.control("payment", staff="SELECT, INSERT", worker="SELECT, INSERT")
    walls.append_only("payment")
    walls.control(
        "stripe_event",
        door="INSERT, SELECT (id)",
        staff="SELECT",
        worker="SELECT, INSERT, UPDATE (handled_at, tries, error)",
    )
    _following("allocation", sa.Column("payment_id", sa.Uuid, sa.ForeignKey("payment.id"), nullable=False),
               sa.Column("cents", sa.Integer, nullable=False))  # fmt: skip
    op.create_table(
        "card_checkout",
        *_of_tenant(),
        sa.Column("invoice_id", sa.Uuid, nullable=False),
        sa.Column("checkout_id", sa.Text, nullable=False),
        sa.Column("cents", sa.Integer, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        _to("invoice", "invoice_id"),
        sa.UniqueConstraint("tenant_id", "checkout_id"),
        sa.CheckConstraint("state IN ('open', 'paid', 'expired')", name="state"),
    )
    walls.private("card_checkout", "SELECT, INSERT")
    for plane in ("staff", "worker"):
        walls.shared_with(plane, "card_checkout", "SELECT, UPDATE")
