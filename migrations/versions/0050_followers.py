"""An address is told of an edition once also when it ends one of several notices, and the staff read no follower's."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"

OF_FOLLOWERS = "kind NOT IN ('subscription_confirmation', 'edition_published')"
DIGEST = "encode(sha256(convert_to(lower(s.email), 'UTF8')), 'hex')"


def upgrade() -> None:
    """A notice outlives its subscription, for a while, and is known by its address."""
    op.add_column("edition_notice", sa.Column("address_digest", sa.Text))
    op.execute(
        f"UPDATE edition_notice n SET address_digest = {DIGEST} FROM edition_subscription s"
        " WHERE s.id = n.subscription_id"
    )
    op.alter_column("edition_notice", "address_digest", nullable=False)
    op.alter_column("edition_notice", "subscription_id", nullable=True)
    op.drop_constraint("edition_notice_subscription_id_edition_id_key", "edition_notice")
    op.create_unique_constraint(None, "edition_notice", ["address_digest", "edition_id"])
    op.drop_constraint("edition_notice_subscription_id_fkey", "edition_notice")
    op.create_foreign_key(
        "edition_notice_subscription_id_fkey",
        "edition_notice",
        "edition_subscription",
        ["subscription_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.execute("GRANT DELETE ON edition_notice TO welfare_worker")
    op.execute("GRANT UPDATE (token_digest) ON edition_subscription TO welfare_worker")
    op.execute(f"ALTER POLICY outbox_for_staff ON outbox USING ({OF_FOLLOWERS})")
    op.execute(f"ALTER POLICY outbox_revived_by_staff ON outbox USING (failed_at IS NOT NULL AND {OF_FOLLOWERS})")
