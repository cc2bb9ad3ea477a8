"""Who has asked for letters on new editions: addresses that no municipality and no staff can read."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0049"
down_revision = "0048"

MOMENT = sa.DateTime(timezone=True)
ASKED = "id, email, language, municipality_code, county_code, token_digest, asked_at"
OF_LETTER = "nullif(current_setting('app.token_digest', true), '')"
OF_EDITION = "tenant_id, id, report_id, years, number, title_fi, title_sv, published_at"

BY_LETTER = (
    f"token_digest = {OF_LETTER} AND (confirmed_at IS NOT NULL OR asked_at > now() - interval '7 days')"
    " OR EXISTS (SELECT FROM edition_notice n WHERE n.subscription_id = edition_subscription.id)"
)
"""The first letter's token, or any later one's: of notices the door sees that one alone."""


def upgrade() -> None:
    _subscriptions()
    _notices()
    _rights()


def _subscriptions() -> None:
    op.create_table(
        "edition_subscription",
        tables.id_column(),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("email", "language")),
        sa.Column("municipality_code", sa.CHAR(3), sa.ForeignKey("municipality.code")),
        sa.Column("county_code", sa.CHAR(2), sa.ForeignKey("county.code")),
        sa.Column("token_digest", sa.Text, nullable=False, unique=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT),
        sa.CheckConstraint("language IN ('fi', 'sv')", name="language"),
        sa.CheckConstraint("num_nonnulls(municipality_code, county_code) < 2", name="place"),
        sa.CheckConstraint("length(email) <= 254", name="size"),
    )
    op.create_index("edition_subscription_address", "edition_subscription", [sa.text("lower(email)")])


def _notices() -> None:
    op.create_table(
        "edition_notice",
        tables.id_column(),
        sa.Column(
            "subscription_id", sa.Uuid, sa.ForeignKey("edition_subscription.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("about_tenant", sa.Uuid, sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("edition_id", sa.Uuid, nullable=False, index=True),
        sa.Column("token_digest", sa.Text, nullable=False, unique=True),
        sa.Column("posted_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["about_tenant", "edition_id"], ["edition.tenant_id", "edition.id"], ondelete="CASCADE"
        ),
        # One letter for each, however often a worker is killed.
        sa.UniqueConstraint("subscription_id", "edition_id"),
    )


def _rights() -> None:
    walls.control(
        "edition_subscription",
        door=f"SELECT, INSERT ({ASKED}), UPDATE (confirmed_at), DELETE",
        worker="SELECT, DELETE",
    )
    walls.control("edition_notice", door="SELECT (subscription_id, token_digest)", worker="SELECT, INSERT")
    for table in ("edition_subscription", "edition_notice"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY {table}_for_worker ON {table} TO welfare_worker USING (true) WITH CHECK (true)")
    of_letter = f"USING (token_digest = {OF_LETTER})"
    op.execute(f"CREATE POLICY notice_of_letter ON edition_notice FOR SELECT TO welfare_door {of_letter}")
    for deed in ("SELECT", "UPDATE", "DELETE"):
        name = f"subscription_by_letter_{deed.lower()}"
        op.execute(f"CREATE POLICY {name} ON edition_subscription FOR {deed} TO welfare_door USING ({BY_LETTER})")
    op.execute(
        "CREATE POLICY subscription_is_asked ON edition_subscription FOR INSERT TO welfare_door"
        " WITH CHECK (confirmed_at IS NULL)"
    )
    # The worker tells followers what has been published, and still is; of what it says only its title.
    gone = "edition_withdrawal w WHERE w.tenant_id = edition.tenant_id AND w.edition_id = edition.id"
    for table, condition in (("edition", f"NOT EXISTS (SELECT FROM {gone})"), ("edition_withdrawal", "true")):
        op.execute(f"CREATE POLICY {table}_for_worker ON {table} FOR SELECT TO welfare_worker USING ({condition})")
    op.execute(f"GRANT SELECT ({OF_EDITION}) ON edition TO welfare_worker")
    op.execute("GRANT SELECT (tenant_id, edition_id) ON edition_withdrawal TO welfare_worker")
