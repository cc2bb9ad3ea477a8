"""Letters on their way out, and the queue of the background work."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations import queue, walls

revision = "0006"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)
WRITTEN = "id, created_at, kind, to_person, to_email, language, about_tenant, payload, key, not_before"
SHOWN_TO_STAFF = (
    "id, created_at, kind, to_person, to_email, language, about_tenant, not_before, sent_at, failed_at, tries, error"
)


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("to_person", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("to_email", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("about_tenant", sa.Uuid),
        sa.Column("payload", JSONB, nullable=False),
        sa.Column("key", sa.Text),
        sa.Column("not_before", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.Column("failed_at", MOMENT),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("error", sa.Text),
        # By which login, as PostgreSQL knows it: nobody may write this column.
        sa.Column("written_by", sa.Text, nullable=False, server_default=sa.text("current_user")),
        sa.CheckConstraint("num_nonnulls(to_person, to_email) = 1", name="receiver"),
        sa.CheckConstraint("language IN ('fi', 'sv')", name="language"),
        sa.CheckConstraint("language IS NOT NULL OR to_person IS NOT NULL", name="reader"),
        sa.CheckConstraint("num_nulls(sent_at, failed_at) > 0", name="outcome"),
        sa.UniqueConstraint("about_tenant", "key"),
    )
    _indexes()
    _rights()
    queue.rebuild()


def _indexes() -> None:
    waiting = sa.text("sent_at IS NULL AND failed_at IS NULL")
    op.create_index("outbox_waiting_idx", "outbox", ["not_before"], postgresql_where=waiting)
    op.create_index("outbox_failed_idx", "outbox", ["failed_at"], postgresql_where=sa.text("failed_at IS NOT NULL"))
    op.create_index("outbox_sent_idx", "outbox", ["sent_at"], postgresql_where=sa.text("sent_at IS NOT NULL"))
    op.create_index("outbox_key_idx", "outbox", ["key"], unique=True, postgresql_where=sa.text("about_tenant IS NULL"))


def _rights() -> None:
    walls.control(
        "outbox",
        tenant=f"INSERT ({WRITTEN})",
        door=f"INSERT ({WRITTEN})",
        staff=f"INSERT ({WRITTEN}), SELECT ({SHOWN_TO_STAFF}), UPDATE (not_before, failed_at, tries, error)",
        worker=f"INSERT ({WRITTEN}), SELECT, UPDATE, DELETE",
    )
    op.execute("ALTER TABLE outbox ENABLE ROW LEVEL SECURITY")
    # Whom a letter is about decides whose texts the worker may put into it.
    op.execute(
        "CREATE POLICY outbox_of_tenant ON outbox FOR INSERT TO welfare_tenant "
        f"WITH CHECK (about_tenant = {walls.CHOSEN})"
    )
    op.execute("CREATE POLICY outbox_at_the_door ON outbox FOR INSERT TO welfare_door WITH CHECK (true)")
    op.execute("CREATE POLICY outbox_from_staff ON outbox FOR INSERT TO welfare_staff WITH CHECK (true)")
    op.execute("CREATE POLICY outbox_for_staff ON outbox FOR SELECT TO welfare_staff USING (true)")
    op.execute(
        "CREATE POLICY outbox_revived_by_staff ON outbox FOR UPDATE TO welfare_staff "
        "USING (failed_at IS NOT NULL) WITH CHECK (true)"
    )
    op.execute("CREATE POLICY outbox_for_worker ON outbox TO welfare_worker USING (true) WITH CHECK (true)")
