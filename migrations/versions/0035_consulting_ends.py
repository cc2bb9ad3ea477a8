"""Consultation rounds: every link that was sent opens, the last day moves, and adoption freezes what was stated."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations import walls

revision = "0035"
down_revision = "0034"

BY_LETTER = (
    "token_digest = current_setting('app.token_digest')"
    " OR later_digests @> ARRAY[current_setting('app.token_digest')]"
)
FREEZE_STATEMENTS = """
    CREATE FUNCTION keep_statements_of_adopted_report() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        part record := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        report_state text;
    BEGIN
        -- As for a report's own parts: a statement and an adoption wait for each other.
        SELECT r.state INTO report_state FROM consultation c
        JOIN report r ON r.tenant_id = c.tenant_id AND r.id = c.report_id
        WHERE c.tenant_id = part.tenant_id AND c.id = part.consultation_id FOR SHARE OF r;
        IF TG_OP = 'DELETE' AND current_user = 'welfare_owner' THEN
            IF is_leaving(TG_RELID) THEN
                RETURN OLD;
            END IF;
        END IF;
        IF report_state IN ('adopted', 'published')
           OR TG_OP = 'UPDATE' AND NEW.consultation_id <> OLD.consultation_id THEN
            RAISE EXCEPTION 'an adopted report does not change' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN part;
    END $$"""


def upgrade() -> None:
    _nothing_for_the_worker()
    _every_link()
    op.execute("GRANT UPDATE (ends_on) ON consultation TO welfare_tenant")
    op.execute(FREEZE_STATEMENTS)
    _freeze("consultation", "keep_parts_of_adopted_report")
    _freeze("consulted_body", "keep_statements_of_adopted_report")


def _nothing_for_the_worker() -> None:
    """It finds the rounds, and reminds from behind each municipality's wall, where the report is known."""
    for deed in ("SELECT", "UPDATE"):
        op.execute(f"DROP POLICY consulted_body_{deed}_for_worker ON consulted_body")
    seen = "tenant_id, id, consultation_id, email, language, reminded_at, sent_at, withdrawn_at"
    op.execute(
        f"REVOKE SELECT ({seen}), UPDATE (later_digest, reminded_at) ON consulted_body FROM welfare_worker"
    )


def _every_link() -> None:
    """One place for the latest link becomes one for all. The table is written anew, which no wall stops."""
    op.execute("DROP POLICY consulted_body_at_the_door ON consulted_body")
    op.execute("REVOKE SELECT (later_digest) ON consulted_body FROM welfare_door")
    op.drop_constraint("consulted_body_tenant_id_later_digest_key", "consulted_body")
    op.alter_column("consulted_body", "later_digest", new_column_name="later_digests")
    op.alter_column(
        "consulted_body",
        "later_digests",
        type_=postgresql.ARRAY(sa.Text),
        nullable=False,
        postgresql_using="array_remove(ARRAY[later_digests], NULL)",
    )
    op.alter_column("consulted_body", "later_digests", server_default="{}")
    walls.at_the_door("consulted_body", BY_LETTER, "SELECT (later_digests)")


def _freeze(table: str, function: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_stays_adopted BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW"
        f" EXECUTE FUNCTION {function}()"
    )
