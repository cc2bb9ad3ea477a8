"""Feedback about editions: anybody adds it, its municipality alone reads and answers it."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0041"
down_revision = "0040"

MOMENT = sa.DateTime(timezone=True)
TAKEN = (
    "EXISTS (SELECT FROM edition e WHERE e.tenant_id = feedback.tenant_id AND e.id = feedback.edition_id)"
    " AND NOT EXISTS (SELECT d.about_tenant FROM deletion_record d"
    " WHERE d.about_tenant = feedback.tenant_id AND d.closed_at IS NOT NULL)"
)
"""As the door sees editions: nothing is taken about one that was withdrawn."""


def upgrade() -> None:
    op.create_table(
        "feedback",
        *tables.of_tenant(),
        sa.Column("edition_id", sa.Uuid, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "text", "language", "name")),
        sa.Column("email", sa.Text),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("told_at", MOMENT),
        sa.Column("answer", sa.Text),
        sa.Column("answered_at", MOMENT),
        sa.Column("answered_by", sa.Uuid, sa.ForeignKey("person.id")),
        tables.within_tenant("edition_id", "edition"),
        sa.CheckConstraint("kind IN ('content', 'accessibility', 'other')", name="kind"),
        sa.CheckConstraint("language IN ('fi', 'sv')", name="language"),
        sa.CheckConstraint("num_nonnulls(answer, answered_at, answered_by) IN (0, 3)", name="answer"),
        sa.CheckConstraint("length(text) <= 10000 AND length(name) <= 200 AND length(email) <= 254", name="size"),
    )
    op.create_index("feedback_of_edition", "feedback", ["tenant_id", "edition_id"])
    op.create_index("feedback_untold", "feedback", ["tenant_id"], postgresql_where=sa.text("told_at IS NULL"))
    # What was written stays as it was written until it is forgotten.
    walls.private("feedback", "SELECT, INSERT, UPDATE (told_at, answer, answered_at, answered_by), DELETE")
    said = "tenant_id, id, edition_id, kind, text, language, name, email, received_at"
    walls.added_at_the_door("feedback", TAKEN, said)
    op.execute("CREATE POLICY feedback_for_worker ON feedback FOR SELECT TO welfare_worker USING (true)")
    op.execute("GRANT SELECT (tenant_id, id, received_at, told_at, answered_at) ON feedback TO welfare_worker")
