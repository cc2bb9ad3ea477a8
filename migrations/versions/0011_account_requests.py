"""Account requests, the e-mail domains a municipality vouches for, and what is known of its members."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations import tables, walls

revision = "0011"
down_revision = "0010"

MOMENT = sa.DateTime(timezone=True)
ASKED = "id, municipality_code, name, email, position, reason, language, asked_at"
FATE = "state, exchange, confirmed_at, routed_at, to_tenant, waiting_since, role, refusal, decided_at, decided_by"
DECIDED = "state, exchange, role, refusal, decided_at, decided_by, later_digest"

BY_LETTER = "current_setting('app.token_digest') IN (token_digest, later_digest)"
OF_TENANT = f"confirmed_at IS NOT NULL AND to_tenant = {walls.CHOSEN}"
OF_ASSOCIATION = "routed_at IS NOT NULL AND to_tenant IS NULL"
UNANSWERED = "state = 'waiting' AND routed_at IS NOT NULL AND waiting_since < now() - interval '14 days'"

KEEP_A_COORDINATOR = """
CREATE FUNCTION keep_a_coordinator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Locked, so that two who end each other at the same moment wait for one another.
  PERFORM FROM membership WHERE tenant_id = OLD.tenant_id AND id <> OLD.id
    AND role = 'coordinator' AND ended_at IS NULL LIMIT 1 FOR UPDATE;
  -- A municipality that leaves for good lets everybody out (0014).
  IF NOT FOUND AND NOT EXISTS (SELECT FROM deletion_record WHERE about_tenant = OLD.tenant_id
                               AND closed_at IS NOT NULL AND done_at IS NULL) THEN
    RAISE EXCEPTION 'the last coordinator stays' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""


def upgrade() -> None:
    _requests()
    _walls_of_requests()
    _domains()
    _members()
    _invitations()


def _requests() -> None:
    op.create_table(
        "account_request",
        tables.id_column(),
        sa.Column("municipality_code", sa.CHAR(3), sa.ForeignKey("municipality.code"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "email", "position", "reason", "language")),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("token_digest", sa.Text, nullable=False, unique=True),
        # Of the newest letter since: both links lead to the page of the one who asked.
        sa.Column("later_digest", sa.Text, unique=True),
        sa.Column("state", sa.Text, nullable=False, server_default="unconfirmed"),
        sa.Column("exchange", JSONB, nullable=False, server_default="[]"),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("waiting_since", MOMENT),
        # Whose it is to answer: a municipality's coordinators or, routed and yet nobody's, the association.
        sa.Column("routed_at", MOMENT),
        sa.Column("to_tenant", sa.Uuid, sa.ForeignKey("tenant.id"), index=True),
        sa.Column("role", sa.Text),
        sa.Column("refusal", sa.Text),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", sa.Uuid, sa.ForeignKey("person.id")),
        sa.CheckConstraint("role IN ('coordinator', 'writer', 'reader')", name="role"),
        sa.CheckConstraint(
            "state IN ('unconfirmed', 'waiting', 'more_asked', 'approved', 'declined', 'offered', 'withdrawn')",
            name="state",
        ),
        sa.CheckConstraint("(state = 'unconfirmed') = (confirmed_at IS NULL)", name="confirmation"),
        sa.CheckConstraint("num_nonnulls(confirmed_at, waiting_since) IN (0, 2)", name="waiting"),
        sa.CheckConstraint("routed_at IS NULL OR confirmed_at IS NOT NULL", name="routing"),
        sa.CheckConstraint("to_tenant IS NULL OR routed_at IS NOT NULL", name="receiver"),
        sa.CheckConstraint("num_nonnulls(decided_at, decided_by) IN (0, 2)", name="decision"),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'declined', 'offered') OR decided_by IS NOT NULL", name="decider"
        ),
        sa.CheckConstraint("(state = 'approved') = (role IS NOT NULL)", name="approval"),
        sa.CheckConstraint("(state = 'declined') = (refusal IS NOT NULL)", name="refusal"),
    )


def _walls_of_requests() -> None:
    walls.control(
        "account_request",
        door=f"SELECT, INSERT ({ASKED}, token_digest), UPDATE (state, exchange, confirmed_at, waiting_since)",
        tenant=f"SELECT ({ASKED}, {FATE}), UPDATE ({DECIDED})",
        staff=f"SELECT ({ASKED}, {FATE}), UPDATE ({DECIDED})",
        worker="SELECT, UPDATE (routed_at, to_tenant), DELETE",
    )
    op.execute("ALTER TABLE account_request ENABLE ROW LEVEL SECURITY")
    # The one who asks: the whole of one's own request, and nothing that is for others to decide.
    _policy("is_made", "INSERT", "door", check="state = 'unconfirmed'")
    _policy("by_token", "SELECT", "door", BY_LETTER)
    _policy(
        "moved_by_token", "UPDATE", "door",
        f"{BY_LETTER} AND state IN ('unconfirmed', 'waiting', 'more_asked')", "state IN ('waiting', 'withdrawn')",
    )  # fmt: skip
    _policy("of_tenant", "SELECT", "tenant", OF_TENANT)
    _policy("decided_by_tenant", "UPDATE", "tenant", OF_TENANT, OF_TENANT)
    _policy("of_association", "SELECT", "staff", f"{OF_ASSOCIATION} OR {UNANSWERED}")
    _policy("decided_by_staff", "UPDATE", "staff", OF_ASSOCIATION, OF_ASSOCIATION)
    _policy("for_worker", "ALL", "worker", "true", "true")


def _policy(name: str, deed: str, plane: str, visible: str = "", check: str = "") -> None:
    using = f" USING ({visible})" if visible else ""
    allowed = f" WITH CHECK ({check})" if check else ""
    op.execute(
        f"CREATE POLICY account_request_{name} ON account_request FOR {deed} TO welfare_{plane}{using}{allowed}"
    )


def _domains() -> None:
    op.create_table(
        "email_domain",
        *tables.of_tenant(),
        sa.Column("domain", sa.Text, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=False),
        sa.Column("confirmed_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.UniqueConstraint("tenant_id", "domain"),
    )
    walls.private("email_domain", "SELECT, INSERT, DELETE")
    # Who asks with an e-mail of such a domain is sent to the municipality's own coordinators.
    walls.shared_with("worker", "email_domain", "SELECT")


def _members() -> None:
    # When a coordinator last said that the member is still there.
    op.add_column("membership", sa.Column("confirmed_on", sa.Date))
    op.execute(KEEP_A_COORDINATOR)
    op.execute(
        "CREATE TRIGGER membership_keeps_a_coordinator BEFORE UPDATE ON membership FOR EACH ROW"
        " WHEN (OLD.role = 'coordinator' AND OLD.ended_at IS NULL"
        " AND (NEW.role <> 'coordinator' OR NEW.ended_at IS NOT NULL)) EXECUTE FUNCTION keep_a_coordinator()"
    )


def _invitations() -> None:
    op.add_column("invitation", sa.Column("name", sa.Text))
    # Besides the orderer, staff let in whom they have approved, in the role and at the e-mail that was approved;
    # never one of themselves.
    op.execute(
        "CREATE POLICY invitation_of_request ON invitation TO welfare_staff USING "
        "(EXISTS (SELECT FROM account_request AS asked JOIN tenant USING (municipality_code)"
        " WHERE tenant.id = invitation.tenant_id AND asked.to_tenant IS NULL AND asked.state = 'approved'"
        " AND asked.email = invitation.email AND asked.role = invitation.role)"
        " AND NOT EXISTS (SELECT FROM person WHERE is_staff AND email_key = lower(invitation.email)))"
    )
    # A municipality may know that a letter of its own to somebody invited did not arrive; nothing of what is in it.
    op.execute("GRANT SELECT (about_tenant, kind, key, failed_at) ON outbox TO welfare_tenant")
    op.execute(
        "CREATE POLICY outbox_invitations_of_tenant ON outbox FOR SELECT TO welfare_tenant "
        f"USING (kind = 'invitation' AND about_tenant = {walls.CHOSEN})"
    )
