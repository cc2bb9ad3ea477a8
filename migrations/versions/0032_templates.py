"""Templates of reports: the association's in versions, a municipality's own, and which one a report was begun from."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations import tables, walls

revision = "0032"
down_revision = "0031"

MOMENT = sa.DateTime(timezone=True)
KINDS = "kind IN ('comprehensive', 'annual', 'plan', 'regional', 'own')"
KEEP_TEMPLATE = """
    CREATE FUNCTION keep_report_template() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        -- What was put in use is withdrawn, and nothing else becomes of it.
        IF OLD.state = 'draft' OR NEW.state <> 'draft' AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'a template that was in use does not change' USING ERRCODE = 'restrict_violation';
    END $$"""
KEEP_SECTIONS = """
    CREATE FUNCTION keep_sections_of_template() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        part record := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        template_state text;
    BEGIN
        SELECT state INTO template_state FROM report_template WHERE id = part.template_id FOR SHARE;
        IF template_state <> 'draft' OR TG_OP = 'UPDATE' AND NEW.template_id <> OLD.template_id THEN
            RAISE EXCEPTION 'a template that was in use does not change' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN part;
    END $$"""


def _titles() -> list[sa.Column]:
    return [sa.Column(name, sa.Text, nullable=False) for name in ("title_fi", "title_sv")]


def upgrade() -> None:
    _templates()
    _sections()
    _own()
    _of_reports()


def _templates() -> None:
    op.create_table(
        "report_template",
        tables.id_column(),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        *_titles(),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("note_fi", "note_sv")),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", sa.Uuid, sa.ForeignKey("person.id")),
        sa.UniqueConstraint("family", "version"),
        sa.CheckConstraint(KINDS, name="kind"),
        sa.CheckConstraint("state IN ('draft', 'in_use', 'withdrawn')", name="state"),
    )
    op.create_index(
        "report_template_in_use", "report_template", ["family"], unique=True, postgresql_where="state = 'in_use'"
    )
    walls.control("report_template", tenant="SELECT", staff="SELECT, INSERT, UPDATE")
    op.execute(KEEP_TEMPLATE)
    op.execute(
        "CREATE TRIGGER report_template_stays BEFORE UPDATE ON report_template FOR EACH ROW "
        "EXECUTE FUNCTION keep_report_template()"
    )


def _sections() -> None:
    op.create_table(
        "template_section",
        tables.id_column(),
        sa.Column("template_id", sa.Uuid, sa.ForeignKey("report_template.id"), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        *_titles(),
        sa.Column("part", sa.Text),
        sa.Column("age_group", sa.Text),
        sa.Column("may_be_empty", sa.Boolean, nullable=False),
        sa.CheckConstraint("level IN (1, 2)", name="level"),
    )
    op.create_index("template_section_of_template", "template_section", ["template_id"])
    walls.control("template_section", tenant="SELECT", staff="SELECT, INSERT, UPDATE, DELETE")
    op.execute(KEEP_SECTIONS)
    op.execute(
        "CREATE TRIGGER template_section_stays BEFORE INSERT OR UPDATE OR DELETE ON template_section FOR EACH ROW "
        "EXECUTE FUNCTION keep_sections_of_template()"
    )


def _own() -> None:
    op.create_table(
        "own_template",
        *tables.of_tenant(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        *_titles(),
        sa.Column("sections", JSONB, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.UniqueConstraint("tenant_id", "number"),
        sa.CheckConstraint(KINDS, name="kind"),
    )
    walls.private("own_template", "SELECT, INSERT, UPDATE (withdrawn_at)")


def _of_reports() -> None:
    """Reports of before templates had versions have none."""
    for name, kind in (
        *(("template_id", sa.Uuid), ("own_template_id", sa.Uuid)),
        *(("plan_first_year", sa.Integer), ("plan_last_year", sa.Integer)),
    ):
        op.add_column("report", sa.Column(name, kind))
    # Nothing is named yet, and looking for it would stop at the wall.
    op.create_foreign_key(None, "report", "report_template", ["template_id"], ["id"], postgresql_not_valid=True)
    op.create_foreign_key(
        *(None, "report", "own_template", ["tenant_id", "own_template_id"], ["tenant_id", "id"]),
        postgresql_not_valid=True,
    )
    op.create_check_constraint(
        *("plan_years", "report"),
        "num_nonnulls(plan_first_year, plan_last_year) IN (0, 2) AND plan_first_year <= plan_last_year",
        postgresql_not_valid=True,
    )
