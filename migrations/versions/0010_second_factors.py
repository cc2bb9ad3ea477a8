"""Second factors, recovery codes, and the two ways back in: a new password, and two-step sign-in set up anew."""

import sqlalchemy as sa
from alembic import op

from migrations import walls
from migrations.tables import id_column

revision = "0010"
down_revision = "0009"

MOMENT = sa.DateTime(timezone=True)
OWN = "person_id = current_setting('app.person_id')::uuid"
"""The person whom the session was opened for, who has given the password or something as good."""
BY_LETTER = "token_digest = current_setting('app.token_digest', true)"
OWN_IF_KNOWN = "person_id = nullif(current_setting('app.person_id', true), '')::uuid"


def upgrade() -> None:
    # Asked in the question that every sign-in asks, and by a municipality whose rule it is that everybody has one.
    op.add_column("person", sa.Column("second_factor_since", MOMENT))
    for rights in (
        "SELECT (second_factor_since) ON person TO welfare_tenant, welfare_staff",
        "UPDATE (second_factor_since) ON person TO welfare_door",
    ):
        op.execute(f"GRANT {rights}")
    _authenticators()
    _recovery_codes()
    _challenges()
    _password_resets()
    _two_step_resets()


def _of_person() -> sa.Column:
    return sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id"), nullable=False, index=True)


def _for_its_person(table: str) -> None:
    """Anonymous pages see and change nobody's: only a session that was opened for the person."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY {table}_of_person ON {table} TO welfare_door USING ({OWN}) WITH CHECK ({OWN})")


def _authenticators() -> None:
    op.create_table(
        "authenticator",
        id_column(),
        _of_person(),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT),
        sa.Column("sealed_secret", sa.Text),
        sa.Column("last_step", sa.BigInteger),
        sa.Column("credential_id", sa.LargeBinary, unique=True),
        sa.Column("public_key", sa.LargeBinary),
        sa.Column("sign_count", sa.BigInteger),
        sa.CheckConstraint(
            "kind = 'app' AND num_nulls(sealed_secret, last_step) = 0"
            " AND num_nonnulls(credential_id, public_key, sign_count) = 0"
            " OR kind = 'passkey' AND num_nulls(credential_id, public_key, sign_count) = 0"
            " AND num_nonnulls(sealed_secret, last_step) = 0",
            name="kind",
        ),
    )
    walls.control("authenticator", door="SELECT, INSERT, DELETE, UPDATE (name, last_used_at, last_step, sign_count)")
    _for_its_person("authenticator")


def _recovery_codes() -> None:
    op.create_table(
        "recovery_code",
        id_column(),
        _of_person(),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.UniqueConstraint("person_id", "digest"),
    )
    walls.control("recovery_code", door="SELECT, INSERT, DELETE, UPDATE (used_at)")
    _for_its_person("recovery_code")


def _challenges() -> None:
    """What a passkey is asked to sign; taken away when it is answered, so that no answer is good twice."""
    op.create_table(
        "passkey_challenge",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("expires_at", MOMENT, nullable=False, index=True),
    )
    walls.control("passkey_challenge", door="SELECT, INSERT, DELETE")


def _password_resets() -> None:
    op.create_table(
        "password_reset",
        id_column(),
        _of_person(),
        sa.Column("token_digest", sa.Text, nullable=False, unique=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
    )
    walls.control("password_reset", door="SELECT, INSERT, DELETE, UPDATE (used_at)")
    _for_the_letter("password_reset")


def _two_step_resets() -> None:
    """Two-step sign-in may be set up anew: a coordinator lets a member, a staff member another one."""
    op.create_table(
        "two_step_reset",
        id_column(),
        _of_person(),
        sa.Column("let_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("token_digest", sa.Text, nullable=False, unique=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("opens_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.CheckConstraint("let_by <> person_id", name="two_persons"),
        sa.CheckConstraint("opens_at >= created_at + interval '1 day'", name="delay"),
    )
    given = "INSERT (id, person_id, let_by, token_digest, created_at, opens_at)"
    walls.control("two_step_reset", door="SELECT, DELETE, UPDATE (ended_at)", tenant=given, staff=given)
    _for_the_letter("two_step_reset")
    op.execute(
        "CREATE POLICY two_step_reset_of_member ON two_step_reset FOR INSERT TO welfare_tenant WITH CHECK (EXISTS"
        " (SELECT FROM membership m WHERE m.person_id = two_step_reset.person_id AND m.ended_at IS NULL"
        f" AND m.{walls.THIS_TENANT}) AND NOT EXISTS"
        " (SELECT FROM person p WHERE p.id = two_step_reset.person_id AND p.is_staff))"
    )
    op.execute(
        "CREATE POLICY two_step_reset_of_staff ON two_step_reset FOR INSERT TO welfare_staff WITH CHECK (EXISTS"
        " (SELECT FROM person p WHERE p.id = two_step_reset.person_id AND p.is_staff))"
    )


def _for_the_letter(table: str) -> None:
    """Whoever has the token of its letter, and the person themselves."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY {table}_of_letter ON {table} TO welfare_door"
        f" USING ({BY_LETTER} OR {OWN_IF_KNOWN}) WITH CHECK ({BY_LETTER} OR {OWN_IF_KNOWN})"
    )
