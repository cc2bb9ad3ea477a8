"""The annual clock with each person's calendar feed, and the plan of how a report is told of."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0031"
down_revision = "0030"

MOMENT = sa.DateTime(timezone=True)
OF_AN_ENTRY = (
    "step, title_fi, title_sv, begins_on, due_on, owner_id, deputy_id, state, changed_at, removed_at, removed_by"
)
OF_COMMUNICATION = (
    "group_fi, group_sv, channel_fi, channel_sv, message_fi, message_sv, planned_on, owner_id, done_at, done_by,"
    " changed_at, removed_at, removed_by"
)


def upgrade() -> None:
    _entries()
    _communication()
    _feeds()


def _person(name: str, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.Uuid, sa.ForeignKey("person.id"), nullable=nullable)


def _texts(*names: str) -> list[sa.Column]:
    return [sa.Column(f"{name}_{language}", sa.Text, nullable=False) for name in names for language in ("fi", "sv")]


def _removed() -> list[sa.schema.SchemaItem]:
    both_or_none = "num_nonnulls(removed_at, removed_by) IN (0, 2)"
    return [sa.Column("removed_at", MOMENT), _person("removed_by"), sa.CheckConstraint(both_or_none, name="removed")]


def _entries() -> None:
    op.create_table(
        "calendar_entry",
        *tables.of_tenant(),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("step", sa.Integer),
        *_texts("title"),
        sa.Column("begins_on", sa.Date),
        sa.Column("due_on", sa.Date, nullable=False),
        _person("owner_id"),
        _person("deputy_id"),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        *_removed(),
        sa.UniqueConstraint("tenant_id", "year", "number"),
        sa.CheckConstraint("owner_id <> deputy_id", name="two_people"),
        sa.CheckConstraint("step BETWEEN 1 AND 8", name="step"),
        sa.CheckConstraint("state IN ('not_begun', 'under_way', 'done')", name="state"),
        sa.CheckConstraint("begins_on <= due_on", name="begins"),
        sa.CheckConstraint("extract(year FROM due_on) = year", name="year"),
    )
    # Taken out of the clock, never removed: it can be brought back.
    walls.private("calendar_entry", f"SELECT, INSERT, UPDATE ({OF_AN_ENTRY})")


def _communication() -> None:
    op.create_table(
        "communication_entry",
        *tables.of_tenant(),
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        *_texts("group", "channel", "message"),
        sa.Column("planned_on", sa.Date, nullable=False),
        _person("owner_id"),
        sa.Column("done_at", MOMENT),
        _person("done_by"),
        sa.Column("changed_at", MOMENT, nullable=False),
        *_removed(),
        tables.within_tenant("report_id", "report"),
        sa.UniqueConstraint("tenant_id", "report_id", "number"),
        sa.CheckConstraint("num_nonnulls(done_at, done_by) IN (0, 2)", name="done"),
    )
    # It is done after the council's decision: the adoption of its report freezes nothing of it.
    walls.private("communication_entry", f"SELECT, INSERT, UPDATE ({OF_COMMUNICATION})")


def _feeds() -> None:
    op.create_table(
        "calendar_feed",
        *tables.of_tenant(),
        _person("person_id", nullable=False),
        sa.Column("token_digest", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("tenant_id", "person_id"),
        sa.UniqueConstraint("tenant_id", "token_digest"),
        sa.CheckConstraint("content IN ('own', 'all')", name="content"),
    )
    walls.private("calendar_feed", "SELECT, INSERT, UPDATE (token_digest, content, made_at), DELETE")
    # Calendar programs ask several times a day, and only the token tells whom they ask about.
    op.create_index("calendar_feed_by_token", "calendar_feed", ["token_digest"])
    of_the_token = "token_digest = current_setting('app.token_digest')"  # noqa: S105 - no secret but its column
    walls.at_the_door("calendar_feed", of_the_token, "SELECT (tenant_id, id, token_digest)")
