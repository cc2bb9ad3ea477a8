"""The ledger: invoices and what follows them, payments."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations import tables, walls

revision = "0008"
down_revision = "0007"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _numbers()
    _invoices()
    _what_leaves()
    _payments()
    _cards()
    _given_back()
    _payouts()
    _nights()


def _numbers() -> None:
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


def _invoices() -> None:
    op.create_table(
        "invoice",
        *tables.of_tenant(),
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
        tables.within_tenant("licence_id", "licence"),
        tables.within_tenant("credits_id", "invoice"),
        sa.UniqueConstraint("tenant_id", "number"),
        # For the delivery to point at: a test invoice can have none.
        sa.UniqueConstraint("tenant_id", "id", "is_test"),
        sa.CheckConstraint("kind IN ('invoice', 'credit_note')", name="kind"),
        sa.CheckConstraint("(kind = 'credit_note') = (credits_id IS NOT NULL)", name="credits"),
        sa.CheckConstraint("gross_cents > 0", name="gross"),
    )
    op.create_index("invoice_number_idx", "invoice", ["number"])
    tables.ledger("invoice", "SELECT, INSERT")
    walls.append_only("invoice")


def _what_leaves() -> None:
    op.create_table(
        "invoice_file",
        *tables.of_tenant(),
        sa.Column("invoice_id", sa.Uuid, nullable=False),
        sa.Column("format", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("checksum", sa.Text, nullable=False),
        tables.within_tenant("invoice_id", "invoice"),
        sa.UniqueConstraint("tenant_id", "invoice_id", "format"),
        sa.CheckConstraint("format IN ('ubl', 'finvoice', 'pdf')", name="format"),
    )
    tables.ledger("invoice_file", "SELECT, INSERT")
    walls.append_only("invoice_file")
    op.create_table(
        "invoice_delivery",
        *tables.of_tenant(),
        sa.Column("invoice_id", sa.Uuid, nullable=False),
        sa.Column("channel", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("is_test", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "invoice_id", "is_test"], ["invoice.tenant_id", "invoice.id", "invoice.is_test"]
        ),
        sa.UniqueConstraint("tenant_id", "invoice_id"),
        sa.CheckConstraint("state IN ('pending', 'in_flight', 'done', 'failed')", name="state"),
        sa.CheckConstraint("(state = 'failed') = (error IS NOT NULL)", name="error"),
        # Together with the key above: nothing that is only a test is ever on its way out.
        sa.CheckConstraint("NOT is_test", name="is_test"),
    )
    tables.ledger("invoice_delivery", "SELECT, INSERT, UPDATE")
    _following("invoice_reminder", sa.Column("step", sa.Text, nullable=False), unique="step")
    _following("invoice_dispute", sa.Column("is_open", sa.Boolean, nullable=False), sa.Column("note", sa.Text))


def _payments() -> None:
    op.create_table(
        "bank_file",
        tables.id_column(),
        sa.Column("checksum", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("taken_in_at", MOMENT, nullable=False),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("left_out", sa.Integer, nullable=False),
        sa.Column("batches", JSONB, nullable=False),
    )
    op.create_table(
        "payment",
        tables.id_column(),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("external_id", sa.Text, nullable=False),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("cents", sa.Integer, nullable=False),
        sa.Column("reference", sa.Text),
        sa.Column("payer", sa.Text),
        sa.Column("message", sa.Text),
        sa.Column("bank_file_id", sa.Uuid, sa.ForeignKey("bank_file.id")),
        sa.Column("refunds_id", sa.Uuid, sa.ForeignKey("payment.id"), index=True),
        sa.UniqueConstraint("channel", "external_id"),
        sa.CheckConstraint("channel IN ('bank', 'stripe')", name="channel"),
        # Money that went back is negative.
        sa.CheckConstraint("cents <> 0", name="cents"),
        sa.CheckConstraint("refunds_id IS NULL OR cents < 0", name="refund"),
    )
    walls.control("bank_file", staff="SELECT, INSERT")
    walls.control("payment", staff="SELECT, INSERT", worker="SELECT, INSERT")
    walls.append_only("payment")
    _following("allocation", sa.Column("payment_id", sa.Uuid, sa.ForeignKey("payment.id"), nullable=False),
               sa.Column("cents", sa.Integer, nullable=False))  # fmt: skip
    # What is open of an invoice, and what is left of a payment, is summed each time it is asked.
    op.create_index("allocation_invoice_idx", "allocation", ["tenant_id", "invoice_id"])
    op.create_index("allocation_payment_idx", "allocation", ["payment_id"])
    op.create_index("invoice_credits_idx", "invoice", ["tenant_id", "credits_id"])


def _cards() -> None:
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
    walls.control(
        "stripe_event",
        door="INSERT, SELECT (id)",
        staff="SELECT, UPDATE (handled_at, tries, error)",
        worker="SELECT, INSERT, UPDATE (handled_at, tries, error)",
    )
    op.create_table(
        "card_checkout",
        *tables.of_tenant(),
        sa.Column("invoice_id", sa.Uuid, nullable=False),
        sa.Column("checkout_id", sa.Text, nullable=False),
        sa.Column("cents", sa.Integer, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        tables.within_tenant("invoice_id", "invoice"),
        sa.UniqueConstraint("tenant_id", "checkout_id"),
        sa.CheckConstraint("state IN ('open', 'paid', 'expired')", name="state"),
    )
    walls.private("card_checkout", "SELECT, INSERT")
    for plane in ("staff", "worker"):
        walls.shared_with(plane, "card_checkout", "SELECT, UPDATE")


def _given_back() -> None:
    # Money that came and money that went, which a person has found to be the same.
    op.create_table(
        "payment_offset",
        tables.id_column(),
        sa.Column("came_id", sa.Uuid, sa.ForeignKey("payment.id"), nullable=False, index=True),
        sa.Column("went_id", sa.Uuid, sa.ForeignKey("payment.id"), nullable=False, index=True),
        sa.Column("cents", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id")),
        sa.CheckConstraint("cents > 0", name="cents"),
    )
    walls.control("payment_offset", staff="SELECT, INSERT", worker="SELECT")
    walls.append_only("payment_offset")
    op.create_table(
        "card_refund",
        tables.id_column(),
        sa.Column("payment_id", sa.Uuid, sa.ForeignKey("payment.id"), nullable=False),
        sa.Column("cents", sa.Integer, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("error", sa.Text),
        sa.CheckConstraint("cents > 0", name="cents"),
        sa.CheckConstraint("state IN ('waiting', 'done', 'refused')", name="state"),
    )
    # Nobody asks twice while Stripe has not answered.
    op.create_index(
        "card_refund_waiting", "card_refund", ["payment_id"], unique=True, postgresql_where="state = 'waiting'"
    )
    walls.control(
        "card_refund", staff="SELECT, INSERT, UPDATE (tries)", worker="SELECT, UPDATE (state, tries, error)"
    )


def _payouts() -> None:
    op.create_table(
        "card_payout",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("cents", sa.Integer, nullable=False),
        sa.Column("arrived_on", sa.Date, nullable=False),
        # The bank's entry of it, once it is found.
        sa.Column("payment_id", sa.Uuid, sa.ForeignKey("payment.id"), unique=True),
    )
    walls.control("card_payout", staff="SELECT", worker="SELECT, INSERT, UPDATE (payment_id)")


def _nights() -> None:
    op.create_table(
        "reconciliation",
        tables.id_column(),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("is_with_stripe", sa.Boolean, nullable=False),
    )
    op.create_table(
        "difference",
        tables.id_column(),
        sa.Column("reconciliation_id", sa.Uuid, sa.ForeignKey("reconciliation.id"), nullable=False, index=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("ours_cents", sa.BigInteger, nullable=False),
        sa.Column("theirs_cents", sa.BigInteger, nullable=False),
    )
    for table in ("reconciliation", "difference"):
        walls.control(table, staff="SELECT", worker="SELECT, INSERT")
        walls.append_only(table)


def _following(table: str, *columns: sa.Column, unique: str | None = None) -> None:
    """Rows that follow an invoice which itself never changes: what was sent, said or claimed about it."""
    keys = [sa.UniqueConstraint("tenant_id", "invoice_id", unique)] if unique else []
    op.create_table(
        table,
        *tables.of_tenant(),
        sa.Column("invoice_id", sa.Uuid, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id")),
        *columns,
        tables.within_tenant("invoice_id", "invoice"),
        *keys,
    )
    tables.ledger(table, "SELECT, INSERT")
    walls.append_only(table)
