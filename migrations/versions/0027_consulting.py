"""Consultation rounds: a report as it stood when bodies were asked about it, and what each of them states."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations import tables, walls

revision = "0027"
down_revision = "0026"

MOMENT = sa.DateTime(timezone=True)
KINDS = "'elderly', 'disability', 'youth', 'county', 'association', 'other'"
BY_LETTER = (
    "token_digest = current_setting('app.token_digest') OR later_digest = current_setting('app.token_digest')"
)
UNANSWERED = "sent_at IS NULL AND withdrawn_at IS NULL"


def upgrade() -> None:
    _rounds()
    _bodies()
    _at_the_door()
    _for_the_worker()


def _rounds() -> None:
    op.create_table(
        "consultation",
        *tables.of_tenant(),
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("title_fi", "title_sv", "message_fi", "message_sv")),
        sa.Column("ends_on", sa.Date, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("opened_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("closed_by", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("content", JSONB, nullable=False),
        tables.within_tenant("report_id", "report"),
        sa.UniqueConstraint("tenant_id", "report_id", "number"),
        sa.CheckConstraint("num_nonnulls(closed_at, closed_by) IN (0, 2)", name="closed"),
    )
    # What bodies were asked about stays what they were asked about.
    walls.private("consultation", "SELECT, INSERT, UPDATE (closed_at, closed_by)")


def _bodies() -> None:
    op.create_table(
        "consulted_body",
        *tables.of_tenant(),
        sa.Column("consultation_id", sa.Uuid, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "email", "kind", "language")),
        sa.Column("token_digest", sa.Text, nullable=False),
        # Of the reminder's letter: both links lead to the same page.
        sa.Column("later_digest", sa.Text),
        sa.Column("invited_at", MOMENT, nullable=False),
        sa.Column("reminded_at", MOMENT),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("draft", JSONB),
        sa.Column("saved_at", MOMENT),
        sa.Column("sent", JSONB),
        sa.Column("sent_at", MOMENT),
        tables.within_tenant("consultation_id", "consultation"),
        sa.UniqueConstraint("tenant_id", "token_digest"),
        sa.UniqueConstraint("tenant_id", "later_digest"),
        sa.CheckConstraint(f"kind IN ({KINDS})", name="kind"),
        sa.CheckConstraint("language IN ('fi', 'sv')", name="language"),
        sa.CheckConstraint("num_nonnulls(draft, saved_at) IN (0, 2)", name="draft"),
        sa.CheckConstraint("num_nonnulls(sent, sent_at) IN (0, 2)", name="sent"),
    )
    op.create_index("consulted_body_of_round", "consulted_body", ["tenant_id", "consultation_id"])
    changing = "later_digest, reminded_at, withdrawn_at, draft, saved_at, sent, sent_at"
    walls.private("consulted_body", f"SELECT, INSERT, UPDATE ({changing})")


def _at_the_door() -> None:
    """Only to whom a token belongs; what that opens is behind the municipality's wall."""
    walls.at_the_door("consulted_body", BY_LETTER, "SELECT (tenant_id, id, token_digest, later_digest)")


def _for_the_worker() -> None:
    """Who has not answered in a round that is open; neither the report nor a statement."""
    op.execute(
        "CREATE POLICY consultation_for_worker ON consultation FOR SELECT TO welfare_worker USING (closed_at IS NULL)"
    )
    op.execute("GRANT SELECT (tenant_id, id, ends_on, closed_at) ON consultation TO welfare_worker")
    for deed in ("SELECT", "UPDATE"):
        op.execute(
            f"CREATE POLICY consulted_body_{deed}_for_worker ON consulted_body FOR {deed} TO welfare_worker"
            f" USING ({UNANSWERED})"
        )
    seen = "tenant_id, id, consultation_id, email, language, reminded_at, sent_at, withdrawn_at"
    op.execute(
        f"GRANT SELECT ({seen}), UPDATE (later_digest, reminded_at) ON consulted_body TO welfare_worker"
    )
