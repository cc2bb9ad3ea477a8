"""The welfare plan: its emphases, goals and measures, what they are measured by, and the versions that were decided.

What belongs to a plan has the plan in its key too, so that a decision freezes it; what follow-up writes goes on.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB

from migrations import tables, walls

revision = "0029"
down_revision = "0028"

MOMENT = sa.DateTime(timezone=True)
BASKETS = "'all', 'children', 'youth', 'working_age', 'older'"
KINDS = "'comprehensive', 'annual', 'plan', 'regional', 'own'"
PARTS = ("emphasis", "goal", "measure", "goal_indicator")

FREEZE_PLAN = """
    CREATE FUNCTION keep_decided_plan() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.state = 'in_work' THEN
            RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        END IF;
        IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN
            RETURN NEW;
        END IF;
        IF TG_OP = 'DELETE' AND current_user = 'welfare_owner' THEN
            IF is_leaving(TG_RELID) THEN
                RETURN OLD;
            END IF;
        END IF;
        RAISE EXCEPTION 'a plan that was decided does not change' USING ERRCODE = 'restrict_violation';
    END $$"""
FREEZE_PARTS = """
    CREATE FUNCTION keep_parts_of_decided_plan() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        part record := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        follow_up text[] := '{status,owner_id,owned_since,deputy_id}';
        plan_state text;
    BEGIN
        -- How a measure goes and who answers for it is followed all the time.
        IF TG_OP = 'UPDATE' THEN
            IF to_jsonb(NEW) - follow_up = to_jsonb(OLD) - follow_up THEN
                RETURN NEW;
            END IF;
        END IF;
        -- The share lock makes a change and a decision wait for each other.
        SELECT state INTO plan_state FROM plan
        WHERE tenant_id = part.tenant_id AND id = part.plan_id FOR SHARE;
        IF TG_OP = 'DELETE' AND current_user = 'welfare_owner' THEN
            IF is_leaving(TG_RELID) THEN
                RETURN OLD;
            END IF;
        END IF;
        IF plan_state <> 'in_work' OR TG_OP = 'UPDATE' AND NEW.plan_id <> OLD.plan_id THEN
            RAISE EXCEPTION 'a plan that was decided does not change' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN part;
    END $$"""
FREEZE_VERSIONS = """
    CREATE FUNCTION keep_plan_version() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        meeting text[] := '{meeting_on,meeting_section}';
    BEGIN
        IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - meeting = to_jsonb(OLD) - meeting THEN
            RETURN NEW;
        END IF;
        IF TG_OP = 'DELETE' AND current_user = 'welfare_owner' THEN
            IF is_leaving(TG_RELID) THEN
                RETURN OLD;
            END IF;
        END IF;
        RAISE EXCEPTION 'a decided version of a plan does not change' USING ERRCODE = 'restrict_violation';
    END $$"""


def upgrade() -> None:
    _plans()
    _tags()
    _emphases()
    _goals()
    _measures()
    _indicators()
    _versions()
    for function in (FREEZE_PLAN, FREEZE_PARTS, FREEZE_VERSIONS):
        op.execute(function)
    _freeze("plan", "UPDATE OR DELETE", "keep_decided_plan")
    _freeze("plan_version", "UPDATE OR DELETE", "keep_plan_version")
    for part in PARTS:
        _freeze(part, "INSERT OR UPDATE OR DELETE", "keep_parts_of_decided_plan")
    _reports()
    _proposals()


def _plans() -> None:
    op.create_table(
        "plan",
        *tables.of_tenant(),
        sa.Column("number", sa.Integer, nullable=False),
        *_titles(),
        sa.Column("first_year", sa.Integer, nullable=False),
        sa.Column("last_year", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("begun_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("predecessor_id", sa.Uuid),
        _same("predecessor_id", "plan"),
        sa.UniqueConstraint("tenant_id", "number"),
        sa.CheckConstraint("first_year <= last_year", name="years"),
        sa.CheckConstraint("state IN ('in_work', 'submitted', 'adopted')", name="state"),
    )
    walls.private("plan", "SELECT, INSERT, UPDATE")


def _tags() -> None:
    """The three that the law asks for are in the code; these are the municipality's own."""
    op.create_table(
        "statute_tag",
        *tables.of_tenant(),
        sa.Column("number", sa.Integer, nullable=False),
        *_titles(),
        *_texts("law"),
        sa.Column("ended_at", MOMENT),
        sa.UniqueConstraint("tenant_id", "number"),
    )
    walls.private("statute_tag", "SELECT, INSERT, UPDATE (title_fi, title_sv, law_fi, law_sv, ended_at)")


def _emphases() -> None:
    op.create_table("emphasis", *_row(), _same("carried_from", "emphasis"))
    walls.private("emphasis", "SELECT, INSERT, UPDATE")


def _goals() -> None:
    op.create_table(
        "goal",
        *_row(),
        sa.Column("emphasis_id", sa.Uuid, nullable=False),
        sa.Column("age_group", sa.Text, nullable=False),
        *_texts("strategy"),
        # What it is followed by where no figure exists.
        *_texts("measured"),
        *_people(),
        sa.Column("tags", postgresql.ARRAY(sa.Text), nullable=False),
        _part_of("emphasis_id", "emphasis"),
        _same("carried_from", "goal"),
        sa.CheckConstraint(f"age_group IN ({BASKETS})", name="age_group"),
        sa.CheckConstraint("owner_id <> deputy_id", name="two_people"),
    )
    op.create_index("goal_of_emphasis", "goal", ["tenant_id", "plan_id", "emphasis_id"])
    walls.private("goal", "SELECT, INSERT, UPDATE")


def _measures() -> None:
    op.create_table(
        "measure",
        *_row(),
        sa.Column("goal_id", sa.Uuid, nullable=False),
        *_texts("body", "partners", "resource"),
        *_people(),
        sa.Column("cost_cents", sa.BigInteger),
        sa.Column("begins_on", sa.Date),
        sa.Column("ends_on", sa.Date),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.Text), nullable=False),
        _part_of("goal_id", "goal"),
        _same("carried_from", "measure"),
        sa.CheckConstraint("status IN ('not_begun', 'under_way', 'done', 'not_done')", name="status"),
        sa.CheckConstraint("begins_on <= ends_on", name="timetable"),
        sa.CheckConstraint("cost_cents >= 0", name="cost"),
        sa.CheckConstraint("owner_id <> deputy_id", name="two_people"),
    )
    op.create_index("measure_of_goal", "measure", ["tenant_id", "plan_id", "goal_id"])
    walls.private("measure", "SELECT, INSERT, UPDATE")


def _indicators() -> None:
    op.create_table(
        "goal_indicator",
        *tables.of_tenant(),
        sa.Column("plan_id", sa.Uuid, nullable=False),
        sa.Column("goal_id", sa.Uuid, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("indicator_id", sa.Integer, sa.ForeignKey("listed_indicator.id")),
        sa.Column("own_indicator_id", sa.Uuid),
        # Of an own indicator: whom its figures are about, "" is everybody.
        sa.Column("population_group", sa.Text, nullable=False),
        sa.Column("baseline_period", sa.Text, nullable=False),
        sa.Column("baseline_value", sa.Numeric),
        sa.Column("target_value", sa.Numeric),
        sa.Column("target_year", sa.Integer),
        tables.within_tenant("plan_id", "plan"),
        _part_of("goal_id", "goal"),
        tables.within_tenant("own_indicator_id", "own_indicator"),
        sa.CheckConstraint("num_nonnulls(indicator_id, own_indicator_id) = 1", name="one_indicator"),
    )
    op.create_index("goal_indicator_of_goal", "goal_indicator", ["tenant_id", "plan_id", "goal_id"])
    walls.private("goal_indicator")


def _versions() -> None:
    op.create_table(
        "plan_version",
        *tables.of_tenant(),
        sa.Column("plan_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("checksum", sa.Text, nullable=False),
        sa.Column("decided_by_body", sa.Text, nullable=False),
        sa.Column("meeting_on", sa.Date, nullable=False),
        sa.Column("meeting_section", sa.Text, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("decided_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        tables.within_tenant("plan_id", "plan"),
        sa.UniqueConstraint("tenant_id", "plan_id", "number"),
    )
    walls.private("plan_version", "SELECT, INSERT, UPDATE (meeting_on, meeting_section)")


def _reports() -> None:
    op.add_column("report", sa.Column("kind", sa.Text, nullable=False, server_default="comprehensive"))
    op.add_column("report", sa.Column("plan_id", sa.Uuid))
    op.create_check_constraint("kind", "report", f"kind IN ({KINDS})")
    _refer("report", "plan_id", "plan")


def _proposals() -> None:
    op.add_column("goal_proposal", sa.Column("goal_id", sa.Uuid))
    _refer("goal_proposal", "goal_id", "goal")
    op.execute("GRANT UPDATE (goal_id) ON goal_proposal TO welfare_tenant")
    # A plan may take a proposal when the report that it was made for has been adopted.
    op.execute("DROP TRIGGER goal_proposal_stays_adopted ON goal_proposal")
    words = "id, report_id, observation_id, language, text, proposed_at, proposed_by"
    _freeze("goal_proposal", f"INSERT OR UPDATE OF {words} OR DELETE", "keep_parts_of_adopted_report")


def _refer(table: str, column: str, to: str) -> None:
    """Nothing is there yet, and looking for it would stop at the wall."""
    keys = (["tenant_id", column], ["tenant_id", "id"])
    op.create_foreign_key(None, table, to, *keys, postgresql_not_valid=True)


def _titles() -> list[sa.Column]:
    return _texts("title")


def _texts(*names: str) -> list[sa.Column]:
    """In both languages; blank is ""."""
    return [sa.Column(f"{name}_{language}", sa.Text, nullable=False) for name in names for language in ("fi", "sv")]


def _people() -> list[sa.Column]:
    return [
        sa.Column("owner_id", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("owned_since", MOMENT),
        sa.Column("deputy_id", sa.Uuid, sa.ForeignKey("person.id")),
    ]


def _row() -> list[sa.Column | sa.Constraint]:
    """A row of a plan: its number never changes, its place does; removed, it stays and can be brought back."""
    return [
        *tables.of_tenant(),
        sa.Column("plan_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        *_titles(),
        sa.Column("removed_at", MOMENT),
        sa.Column("removed_by", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("carried_from", sa.Uuid),
        tables.within_tenant("plan_id", "plan"),
        sa.UniqueConstraint("tenant_id", "plan_id", "id"),
        sa.UniqueConstraint("tenant_id", "plan_id", "number"),
        sa.CheckConstraint("num_nonnulls(removed_at, removed_by) IN (0, 2)", name="removed"),
    ]


def _part_of(column: str, table: str) -> sa.ForeignKeyConstraint:
    """What a row belongs to is in the same plan."""
    keys = [f"{table}.tenant_id", f"{table}.plan_id", f"{table}.id"]
    return sa.ForeignKeyConstraint(["tenant_id", "plan_id", column], keys)


def _same(column: str, table: str) -> sa.ForeignKeyConstraint:
    """The row it continues, in the same table; an import, whose rows come in any order, lets it wait."""
    keys = (["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"])
    return sa.ForeignKeyConstraint(*keys, deferrable=True)


def _freeze(table: str, deeds: str, function: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_stays_decided BEFORE {deeds} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"
    )
