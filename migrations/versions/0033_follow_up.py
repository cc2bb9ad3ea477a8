"""How the plan's measures go: the days of follow-up, what was reported, who has looked, and reminders by letter."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0033"
down_revision = "0032"

MOMENT = sa.DateTime(timezone=True)
KEEP_REPORTED = """
    CREATE FUNCTION keep_reported() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND current_user = 'welfare_owner' THEN
            IF is_leaving(TG_RELID) THEN
                RETURN OLD;
            END IF;
        END IF;
        RAISE EXCEPTION 'what was reported of a measure stays' USING ERRCODE = 'restrict_violation';
    END $$"""


def upgrade() -> None:
    _rounds()
    _reported()
    _looks()
    _reminders()
    _stops()


def _rounds() -> None:
    op.create_table(
        "follow_up_round",
        *tables.of_tenant(),
        sa.Column("plan_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Column("set_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("removed_at", MOMENT),
        sa.Column("removed_by", sa.Uuid, sa.ForeignKey("person.id")),
        tables.within_tenant("plan_id", "plan"),
        sa.UniqueConstraint("tenant_id", "plan_id", "id"),
        sa.UniqueConstraint("tenant_id", "plan_id", "number"),
        sa.CheckConstraint("num_nonnulls(removed_at, removed_by) IN (0, 2)", name="removed"),
    )
    walls.private("follow_up_round", "SELECT, INSERT, UPDATE (due_on, year, removed_at, removed_by)")


def _of_measure() -> list[sa.Column | sa.ForeignKeyConstraint]:
    return [
        sa.Column("plan_id", sa.Uuid, nullable=False),
        sa.Column("measure_id", sa.Uuid, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id", "measure_id"], ["measure.tenant_id", "measure.plan_id", "measure.id"]
        ),
    ]


def _reported() -> None:
    texts = ("outcome_fi", "outcome_sv", "sentence_fi", "sentence_sv")
    op.create_table(
        "measure_follow_up",
        *tables.of_tenant(),
        *_of_measure(),
        sa.Column("round_id", sa.Uuid),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("light", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("cost_cents", sa.BigInteger),
        sa.Column("reported_at", MOMENT, nullable=False),
        sa.Column("reported_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id", "round_id"],
            ["follow_up_round.tenant_id", "follow_up_round.plan_id", "follow_up_round.id"],
        ),
        sa.CheckConstraint("status IN ('not_begun', 'under_way', 'done', 'not_done')", name="status"),
        sa.CheckConstraint("light IN ('green', 'yellow', 'red', 'grey')", name="light"),
        sa.CheckConstraint("cost_cents >= 0", name="cost"),
        sa.CheckConstraint("sentence_fi <> '' OR sentence_sv <> ''", name="sentence"),
    )
    op.create_index(
        "measure_follow_up_of_measure", "measure_follow_up", ["tenant_id", "plan_id", "measure_id", "reported_at"]
    )
    walls.private("measure_follow_up", "SELECT, INSERT")
    op.execute(KEEP_REPORTED)
    op.execute(
        "CREATE TRIGGER measure_follow_up_is_kept BEFORE UPDATE OR DELETE ON measure_follow_up FOR EACH ROW "
        "EXECUTE FUNCTION keep_reported()"
    )


def _looks() -> None:
    """Only of those who answer for a measure: whether they know of it."""
    op.create_table(
        "measure_look",
        *tables.of_tenant(),
        *_of_measure(),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.UniqueConstraint("tenant_id", "measure_id", "person_id"),
    )
    walls.private("measure_look", "SELECT, INSERT, UPDATE (seen_at)")


def _reminders() -> None:
    op.create_table(
        "reminder",
        *tables.of_tenant(),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        # What it was about: posted once to each person, whatever happens to the worker.
        sa.Column("occasion", sa.Text, nullable=False),
        sa.Column("posted_at", MOMENT, nullable=False),
        # Of the link in the letter that stops them without signing in.
        sa.Column("token_digest", sa.Text, nullable=False),
        sa.UniqueConstraint("tenant_id", "person_id", "occasion"),
        sa.UniqueConstraint("tenant_id", "token_digest"),
    )
    walls.private("reminder", "SELECT, INSERT")
    by_letter = "token_digest = current_setting('app.token_digest')"
    walls.at_the_door("reminder", by_letter, "SELECT (tenant_id, token_digest)")


def _stops() -> None:
    op.create_table(
        "reminder_stop",
        *tables.of_tenant(),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("stopped_at", MOMENT, nullable=False),
        sa.UniqueConstraint("tenant_id", "person_id"),
    )
    walls.private("reminder_stop", "SELECT, INSERT, DELETE")
