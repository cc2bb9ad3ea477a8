"""Reports, their sections and their figures; adoption freezes them in the database itself."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations import tables, walls

revision = "0004"
down_revision = "0003"

FREEZE_REPORT = """
    CREATE FUNCTION keep_adopted_report() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.state NOT IN ('adopted', 'published') THEN
            RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        END IF;
        -- What may still change: being published, and a wrong meeting date or section of the minutes.
        IF TG_OP = 'UPDATE' AND NEW.state IN (OLD.state, 'published')
           AND (to_jsonb(NEW) - ARRAY['state', 'meeting_on', 'meeting_section'])
             = (to_jsonb(OLD) - ARRAY['state', 'meeting_on', 'meeting_section'])
           AND NEW.meeting_on IS NOT NULL AND NEW.meeting_section IS NOT NULL THEN
            RETURN NEW;
        END IF;
        IF TG_OP = 'DELETE' AND current_user = 'welfare_owner' THEN
            -- A municipality that leaves takes its reports with it (0014).
            IF is_leaving(TG_RELID) THEN
                RETURN OLD;
            END IF;
        END IF;
        RAISE EXCEPTION 'an adopted report does not change' USING ERRCODE = 'restrict_violation';
    END $$"""
FREEZE_PARTS = """
    CREATE FUNCTION keep_parts_of_adopted_report() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        part record := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        report_state text;
    BEGIN
        -- The share lock makes a save and an adoption wait for each other: no sentence slips in between.
        SELECT state INTO report_state FROM report
        WHERE tenant_id = part.tenant_id AND id = part.report_id FOR SHARE;
        IF TG_OP = 'DELETE' AND current_user = 'welfare_owner' THEN
            IF is_leaving(TG_RELID) THEN
                RETURN OLD;
            END IF;
        END IF;
        IF report_state IN ('adopted', 'published') OR TG_OP = 'UPDATE' AND NEW.report_id <> OLD.report_id THEN
            RAISE EXCEPTION 'an adopted report does not change' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN part;
    END $$"""


def upgrade() -> None:
    op.create_foreign_key(None, "tenant", "municipality", ["municipality_code"], ["code"])
    op.create_foreign_key(None, "tenant", "county", ["county_code"], ["code"])
    op.create_table(
        "report",
        *tables.of_tenant(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("title_fi", sa.Text, nullable=False),
        sa.Column("title_sv", sa.Text, nullable=False),
        sa.Column("first_year", sa.Integer, nullable=False),
        sa.Column("last_year", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_on", sa.Date),
        sa.Column("meeting_section", sa.Text),
        sa.UniqueConstraint("tenant_id", "number"),
        sa.CheckConstraint("first_year <= last_year", name="years"),
        sa.CheckConstraint("state IN ('in_work', 'submitted', 'adopted', 'published')", name="state"),
        sa.CheckConstraint(
            "state NOT IN ('adopted', 'published') OR meeting_on IS NOT NULL AND meeting_section IS NOT NULL",
            name="adoption",
        ),
    )
    _sections()
    _indicators()
    op.execute(FREEZE_REPORT)
    op.execute(FREEZE_PARTS)
    walls.private("report")
    _freeze("report", "UPDATE OR DELETE", "keep_adopted_report")
    for part in ("report_section", "report_indicator"):
        walls.private(part)
        _freeze(part, "INSERT OR UPDATE OR DELETE", "keep_parts_of_adopted_report")


def _sections() -> None:
    op.create_table(
        "report_section",
        *tables.of_tenant(),
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("title_fi", sa.Text, nullable=False),
        sa.Column("title_sv", sa.Text, nullable=False),
        sa.Column("text_fi", sa.Text, nullable=False),
        sa.Column("text_sv", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("may_be_empty", sa.Boolean, nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True)),
        sa.Column("edited_by", sa.Uuid, sa.ForeignKey("person.id")),
        sa.ForeignKeyConstraint(["tenant_id", "report_id"], ["report.tenant_id", "report.id"]),
        sa.UniqueConstraint("tenant_id", "report_id", "id"),
        sa.UniqueConstraint("tenant_id", "report_id", "position"),
        sa.CheckConstraint("state IN ('not_begun', 'in_work', 'ready', 'returned', 'approved')", name="state"),
    )


def _indicators() -> None:
    op.create_table(
        "report_indicator",
        *tables.of_tenant(),
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("section_id", sa.Uuid, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("facts", JSONB, nullable=False),
        # With its report in the key, a report in work cannot put figures into an adopted one's section.
        sa.ForeignKeyConstraint(
            ["tenant_id", "report_id", "section_id"],
            ["report_section.tenant_id", "report_section.report_id", "report_section.id"],
        ),
        sa.UniqueConstraint("tenant_id", "section_id", "position"),
    )


def _freeze(table: str, deeds: str, function: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_stays_adopted BEFORE {deeds} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"
    )
