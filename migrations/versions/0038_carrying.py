"""A report that is begun from the one before it: texts carried over, each paragraph until somebody confirms it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0038"
down_revision = "0037"

KEEP_UNCONFIRMED = """
    CREATE FUNCTION keep_unconfirmed_report() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM report_section s
            WHERE s.tenant_id = NEW.tenant_id AND s.report_id = NEW.id AND s.deleted_at IS NULL
              AND (s.carried_fi <> '{}' OR s.carried_sv <> '{}')
        ) THEN
            RAISE EXCEPTION 'a report with unconfirmed text goes nowhere' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$"""


def upgrade() -> None:
    op.add_column("report", sa.Column("predecessor_id", sa.Uuid))
    _refer("report", "predecessor_id", "report")
    op.add_column("report_section", sa.Column("carried_from", sa.Uuid))
    _refer("report_section", "carried_from", "report_section")
    for language in ("fi", "sv"):
        ids = sa.Column(f"carried_{language}", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}")
        op.add_column("report_section", ids)
    op.add_column("report_section", sa.Column("confirmed_at", sa.DateTime(timezone=True)))
    op.add_column("report_section", sa.Column("confirmed_by", sa.Uuid))
    op.create_foreign_key(None, "report_section", "person", ["confirmed_by"], ["id"], postgresql_not_valid=True)
    op.create_check_constraint("confirmed", "report_section", "num_nonnulls(confirmed_at, confirmed_by) IN (0, 2)")
    op.execute(KEEP_UNCONFIRMED)
    op.execute(
        "CREATE TRIGGER report_is_confirmed BEFORE UPDATE OF state ON report FOR EACH ROW "
        "WHEN (NEW.state IN ('submitted', 'adopted') AND OLD.state <> NEW.state) "
        "EXECUTE FUNCTION keep_unconfirmed_report()"
    )


def _refer(table: str, column: str, to: str) -> None:
    """Nothing is there yet; an import, whose rows come in any order, lets it wait."""
    op.create_foreign_key(
        *(None, table, to, ["tenant_id", column], ["tenant_id", "id"]),
        deferrable=True,
        postgresql_not_valid=True,
    )
