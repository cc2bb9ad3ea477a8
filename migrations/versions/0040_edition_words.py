"""What an edition's texts say, for the search among everything that is published."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from migrations import tables, walls

revision = "0040"
down_revision = "0039"

NOT_WITHDRAWN = (
    "NOT EXISTS (SELECT FROM edition_withdrawal w"
    " WHERE w.tenant_id = edition_words.tenant_id AND w.edition_id = edition_words.edition_id)"
)

# What is withdrawn must stay so when its municipality leaves and lets its editions stay: 0014's list of what is kept.
KEEPS_THESE_TOO = """
    DO $$ BEGIN
        EXECUTE replace(pg_get_functiondef('leaving_keeps(boolean)'::regprocedure),
                        '{edition,edition_file}', '{edition,edition_file,edition_withdrawal,edition_words}');
    END $$"""


def upgrade() -> None:
    op.create_table(
        "edition_words",
        *tables.of_tenant(),
        sa.Column("edition_id", sa.Uuid, nullable=False),
        sa.Column("language", sa.CHAR(2), nullable=False),
        sa.Column("words", TSVECTOR, nullable=False),
        tables.within_tenant("edition_id", "edition"),
        sa.UniqueConstraint("tenant_id", "edition_id", "language"),
        sa.CheckConstraint("language IN ('fi', 'sv')", name="language"),
    )
    walls.private("edition_words", "SELECT, INSERT")
    walls.at_the_door("edition_words", NOT_WITHDRAWN, "SELECT (tenant_id, edition_id, language, words)")
    walls.append_only("edition_words")
    op.create_index("edition_words_sought", "edition_words", ["words"], postgresql_using="gin")
    # The register shows the newest first, and no more than a page of them.
    op.create_index("edition_newest", "edition", [sa.text("published_at DESC"), "id"])
    op.execute(KEEPS_THESE_TOO)
