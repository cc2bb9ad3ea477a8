"""Support: looks that a municipality lets the association take, and what people ask."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0012"
down_revision = "0011"

MOMENT = sa.DateTime(timezone=True)


SIGNED_IN = "nullif(current_setting('app.person_id', true), '')::uuid"
OF_LETTER = "nullif(current_setting('app.token_digest', true), '')"
"""At the door somebody is known by their sign-in or by the token of a letter; who has neither sees nothing."""

LONG_CLOSED = "state = 'closed' AND changed_at < now() - interval '2 years'"
"""What the background work may forget, whatever its code asks for; app.support.rules.CLOSED_KEPT is as long."""

A_CASE = "EXISTS (SELECT FROM support_case c WHERE c.id = support_message.case_id)"
"""One that the same login may see: its own rows decide."""


def upgrade() -> None:
    _cases()
    _rights_to_cases()
    _messages()
    _canned_answers()
    _help()
    _trainings()
    _sessions()


def _cases() -> None:
    op.create_table(
        "support_case",
        tables.id_column(),
        sa.Column("number", sa.Integer, sa.Identity(start=1001), nullable=False, unique=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asker_id", sa.Uuid, sa.ForeignKey("person.id"), index=True),
        sa.Column("asker_name", sa.Text),
        sa.Column("asker_email", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("about_tenant", sa.Uuid, sa.ForeignKey("tenant.id"), index=True),
        sa.Column("is_shared", sa.Boolean, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("page", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("urgency", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("assigned_to", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("token_digest", sa.Text, unique=True),
        sa.Column("token_expires_at", MOMENT),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint("num_nonnulls(asker_id, asker_email) = 1", name="asker"),
        # Nobody can prove by a letter that they belong to a municipality.
        sa.CheckConstraint("asker_id IS NOT NULL OR about_tenant IS NULL", name="municipality"),
        sa.CheckConstraint("about_tenant IS NOT NULL OR NOT is_shared", name="sharing"),
        sa.CheckConstraint("asker_id IS NULL OR confirmed_at IS NOT NULL", name="confirmation"),
        sa.CheckConstraint("num_nonnulls(token_digest, token_expires_at) IN (0, 2)", name="token"),
        sa.CheckConstraint("language IN ('fi', 'sv')", name="language"),
        sa.CheckConstraint("kind IN ('question', 'fault', 'wish', 'invoice', 'consulting')", name="kind"),
        sa.CheckConstraint("urgency IN ('can_wait', 'normal', 'urgent')", name="urgency"),
        sa.CheckConstraint("state IN ('new', 'answering', 'waiting', 'closed')", name="state"),
    )
    op.create_index("support_case_state_idx", "support_case", ["state", "changed_at"])


def _rights_to_cases() -> None:
    walls.control(
        "support_case",
        tenant="SELECT (id, number, asked_at, asker_id, language, about_tenant, is_shared, subject, question, kind,"
        " state, changed_at)",
        door="SELECT, INSERT, UPDATE (state, changed_at, confirmed_at)",
        staff="SELECT, UPDATE (kind, urgency, state, assigned_to, changed_at, token_digest, token_expires_at)",
        worker="SELECT (id, asked_at, confirmed_at, state, changed_at), DELETE",
    )
    op.execute("ALTER TABLE support_case ENABLE ROW LEVEL SECURITY")
    own = f"asker_id = {SIGNED_IN} OR (token_digest = {OF_LETTER} AND token_expires_at > now())"
    for deed in ("SELECT", "UPDATE"):
        op.execute(f"CREATE POLICY own_{deed} ON support_case FOR {deed} TO welfare_door USING ({own})")
    op.execute(
        "CREATE POLICY is_asked ON support_case FOR INSERT TO welfare_door WITH CHECK (state = 'new' AND"
        f" assigned_to IS NULL AND (asker_id IS NULL AND confirmed_at IS NULL OR asker_id = {SIGNED_IN}))"
    )
    # Not in the policy: who is not signed in may not even be asked about memberships.
    op.execute(
        "CREATE FUNCTION asker_belongs() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF NOT EXISTS (SELECT FROM membership m WHERE m.tenant_id = NEW.about_tenant"
        " AND m.person_id = NEW.asker_id AND m.ended_at IS NULL) THEN"
        " RAISE EXCEPTION 'the asker does not belong there' USING ERRCODE = 'insufficient_privilege';"
        " END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER support_case_is_about_own BEFORE INSERT ON support_case FOR EACH ROW"
        " WHEN (NEW.about_tenant IS NOT NULL) EXECUTE FUNCTION asker_belongs()"
    )
    op.execute(
        "CREATE POLICY shared_with_coordinators ON support_case FOR SELECT TO welfare_tenant "
        f"USING (is_shared AND about_tenant = {walls.CHOSEN})"
    )
    op.execute("CREATE POLICY for_staff ON support_case TO welfare_staff USING (confirmed_at IS NOT NULL)")
    may_go = f"confirmed_at IS NULL OR {LONG_CLOSED}"
    op.execute(f"CREATE POLICY forgotten ON support_case TO welfare_worker USING ({may_go})")


def _messages() -> None:
    op.create_table(
        "support_message",
        tables.id_column(),
        sa.Column("case_id", sa.Uuid, sa.ForeignKey("support_case.id"), nullable=False, index=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("author_id", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("is_from_staff", sa.Boolean, nullable=False),
        sa.Column("is_internal", sa.Boolean, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.CheckConstraint("is_from_staff OR NOT is_internal", name="notes"),
    )
    walls.control(
        "support_message",
        tenant="SELECT",
        door="SELECT, INSERT",
        staff="SELECT, INSERT",
        worker="SELECT (id, case_id), DELETE",
    )
    walls.append_only("support_message", forgotten_by="welfare_worker")
    op.execute("ALTER TABLE support_message ENABLE ROW LEVEL SECURITY")
    # What staff note for each other is never the customer's to read, whatever a page forgets.
    for plane in ("door", "tenant"):
        op.execute(
            f"CREATE POLICY seen_by_{plane} ON support_message FOR SELECT TO welfare_{plane} "
            f"USING (NOT is_internal AND {A_CASE})"
        )
    op.execute(
        "CREATE POLICY written_by_asker ON support_message FOR INSERT TO welfare_door "
        f"WITH CHECK (NOT is_from_staff AND author_id IS NOT DISTINCT FROM {SIGNED_IN} AND {A_CASE})"
    )
    op.execute(f"CREATE POLICY forgotten ON support_message TO welfare_worker USING ({A_CASE})")
    op.execute(f"CREATE POLICY seen_by_staff ON support_message FOR SELECT TO welfare_staff USING ({A_CASE})")
    op.execute(
        "CREATE POLICY written_by_staff ON support_message FOR INSERT TO welfare_staff "
        f"WITH CHECK (is_from_staff AND {A_CASE})"
    )


def _canned_answers() -> None:
    op.create_table(
        "canned_answer",
        tables.id_column(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("text_fi", sa.Text, nullable=False),
        sa.Column("text_sv", sa.Text, nullable=False),
        sa.Column("removed_at", MOMENT),
    )
    walls.control("canned_answer", staff="SELECT, INSERT, UPDATE (name, text_fi, text_sv, removed_at)")


def _help() -> None:
    op.create_table(
        "help_version",
        tables.id_column(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("written_by", sa.Uuid, sa.ForeignKey("person.id")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("title_fi", "title_sv", "text_fi", "text_sv", "views")),
        # Two who write at once get two versions or a refusal, never one over the other.
        sa.UniqueConstraint("number", "version"),
    )
    walls.control("help_version", door="SELECT", staff="SELECT, INSERT")
    walls.append_only("help_version")


def _trainings() -> None:
    op.create_table(
        "training",
        tables.id_column(),
        sa.Column("number", sa.Integer, sa.Identity(), nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name_fi", "name_sv", "place_fi", "place_sv")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("materials_fi", "materials_sv")),
        *(sa.Column(name, MOMENT, nullable=False) for name in ("starts_at", "ends_at", "sign_up_until")),
        sa.Column("places", sa.Integer, nullable=False),
        # Counted here, because the door shows each person only the own sign-up.
        sa.Column("taken", sa.Integer, nullable=False, server_default="0"),
        sa.Column("waiting", sa.Integer, nullable=False, server_default="0"),
        sa.Column("cancelled_at", MOMENT),
        sa.CheckConstraint("ends_at > starts_at", name="time"),
        sa.CheckConstraint("taken BETWEEN 0 AND places AND waiting >= 0", name="places"),
    )
    op.create_table(
        "training_sign_up",
        tables.id_column(),
        sa.Column("training_id", sa.Uuid, sa.ForeignKey("training.id"), nullable=False),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("about_tenant", sa.Uuid, sa.ForeignKey("tenant.id")),
        sa.Column("signed_up_at", MOMENT, nullable=False),
        sa.Column("has_place", sa.Boolean, nullable=False),
        sa.Column("cancelled_at", MOMENT),
    )
    still = sa.text("cancelled_at IS NULL")
    op.create_index("once", "training_sign_up", ["training_id", "person_id"], unique=True, postgresql_where=still)
    _rights_to_trainings()


def _rights_to_trainings() -> None:
    kept = "name_fi, name_sv, place_fi, place_sv, materials_fi, materials_sv, starts_at, ends_at, sign_up_until, places"
    walls.control(
        "training",
        door="SELECT, UPDATE (taken, waiting)",
        staff=f"SELECT, INSERT, UPDATE ({kept}, cancelled_at)",
        worker="SELECT, UPDATE (taken, waiting)",
    )
    walls.control(
        "training_sign_up",
        door="SELECT, INSERT, UPDATE (cancelled_at)",
        staff="SELECT",
        worker="SELECT, UPDATE (has_place)",
    )
    op.execute("ALTER TABLE training_sign_up ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own ON training_sign_up TO welfare_door USING (person_id = {SIGNED_IN})")
    op.execute("CREATE POLICY for_service ON training_sign_up TO welfare_staff, welfare_worker USING (true)")


def _sessions() -> None:
    op.create_table(
        "support_session",
        *tables.of_tenant(),
        sa.Column("staff_id", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("case_id", sa.Uuid, sa.ForeignKey("support_case.id", ondelete="SET NULL")),
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
