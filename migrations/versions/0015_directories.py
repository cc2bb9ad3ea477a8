"""Work accounts: the directory of a municipality, and who of its users is which person. One's own account."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0015"
down_revision = "0014"

MOMENT = sa.DateTime(timezone=True)
ONES_OWN = "person_id = current_setting('app.person_id')::uuid"


def upgrade() -> None:
    _directories()
    _people()
    _identities()
    _email_changes()
    _own_data()


def _directories() -> None:
    op.create_table(
        "directory",
        *tables.of_tenant(),
        sa.Column("entra_tenant", sa.Uuid, nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Column("entered_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("activated_at", MOMENT),
        sa.Column("activated_by", sa.Uuid, sa.ForeignKey("person.id")),
        sa.UniqueConstraint("tenant_id"),
        sa.CheckConstraint("num_nonnulls(activated_at, activated_by) IN (0, 2)", name="activation"),
    )
    walls.private("directory", "SELECT, INSERT, UPDATE (activated_at, activated_by), DELETE")
    # Whose work accounts may sign in here; which directory is a municipality's, the directory itself tells everybody.
    walls.at_the_door("directory", "activated_at IS NOT NULL", "SELECT (tenant_id, entra_tenant, activated_at)")


def _people() -> None:
    has_password = sa.Computed("password_hash IS NOT NULL", persisted=True)
    op.add_column("person", sa.Column("has_password", sa.Boolean, has_password, nullable=False))
    op.add_column("person", sa.Column("erased_at", MOMENT))
    op.execute("GRANT SELECT (has_password, erased_at) ON person TO welfare_tenant")
    for plane in ("staff", "worker"):
        op.execute(f"GRANT SELECT (erased_at) ON person TO welfare_{plane}")
    op.execute("GRANT UPDATE (name, email, erased_at) ON person TO welfare_door")
    # A column grant cannot say whose row: at the door everybody changes their own details and nobody else's.
    op.execute(
        "CREATE FUNCTION only_ones_own_details() RETURNS trigger LANGUAGE plpgsql AS $$"
        "BEGIN IF NEW.id::text IS DISTINCT FROM current_setting('app.person_id', true) THEN"
        " RAISE EXCEPTION 'these details are another person''s' USING ERRCODE = 'insufficient_privilege';"
        " END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER person_details BEFORE UPDATE OF name, email, erased_at ON person FOR EACH ROW"
        " WHEN (current_user = 'welfare_door') EXECUTE FUNCTION only_ones_own_details()"
    )


def _identities() -> None:
    op.create_table(
        "outside_identity",
        # A person has one work account; it may open several municipalities, as a password does.
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("entra_tenant", sa.Uuid, nullable=False),
        sa.Column("object_id", sa.Uuid, nullable=False),
        sa.Column("linked_at", MOMENT, nullable=False),
        sa.UniqueConstraint("entra_tenant", "object_id"),
    )
    walls.control("outside_identity", tenant="INSERT", door="SELECT, INSERT, DELETE")
    op.execute("ALTER TABLE outside_identity ENABLE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY identity_is_recognised ON outside_identity FOR SELECT TO welfare_door USING (true)")
    # Whoever runs a municipality's directory could else come to the association's desk as one of its staff.
    op.execute(
        f"CREATE POLICY identity_is_linked ON outside_identity FOR INSERT TO welfare_door WITH CHECK ({ONES_OWN}"
        " AND NOT (SELECT is_staff FROM person WHERE person.id = outside_identity.person_id))"
    )
    op.execute(f"CREATE POLICY identity_is_removed ON outside_identity FOR DELETE TO welfare_door USING ({ONES_OWN})")
    # A municipality says who is who among the users of its own directory, and only of somebody whom it has invited
    # and who has no other way in: otherwise it could let itself into what a person has elsewhere.
    op.execute(
        "CREATE POLICY identity_of_invited ON outside_identity FOR INSERT TO welfare_tenant WITH CHECK ("
        "EXISTS (SELECT FROM directory WHERE directory.entra_tenant = outside_identity.entra_tenant"
        f" AND directory.activated_at IS NOT NULL AND directory.{walls.THIS_TENANT})"
        " AND EXISTS (SELECT FROM membership JOIN person ON person.id = membership.person_id"
        " WHERE membership.person_id = outside_identity.person_id AND membership.ended_at IS NULL"
        f" AND NOT person.has_password AND NOT person.is_staff AND membership.{walls.THIS_TENANT}))"
    )


def _email_changes() -> None:
    op.create_table(
        "email_change",
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("token_digest", sa.Text, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
    )
    walls.control("email_change", door="SELECT, INSERT, DELETE")
    op.execute("ALTER TABLE email_change ENABLE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY email_change_of_oneself ON email_change TO welfare_door USING ({ONES_OWN})"
        f" WITH CHECK ({ONES_OWN})"
    )


def _own_data() -> None:
    """Everybody may take along what is kept about them: their lines in trails, and which letters went to them."""
    walls.at_the_door("audit_entry", ONES_OWN)
    # Whom an invitation went to is forgotten a while after it has ended.
    op.execute("GRANT UPDATE (email, name) ON invitation TO welfare_worker")
    op.execute("GRANT SELECT (id, kind, created_at, sent_at, to_person, to_email) ON outbox TO welfare_door")
    op.execute(
        "CREATE POLICY outbox_to_oneself ON outbox FOR SELECT TO welfare_door USING ("
        "to_person = current_setting('app.person_id')::uuid OR lower(to_email) ="
        " (SELECT email_key FROM person WHERE person.id = current_setting('app.person_id')::uuid))"
    )
