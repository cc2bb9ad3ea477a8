"""An edition's file may be of a kind with a dot in its name, as its address has it: "profile.pdf"."""

from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    """Words of letters and digits, joined by hyphens or dots."""
    op.execute("ALTER TABLE edition_file DROP CONSTRAINT format")
    op.create_check_constraint("format", "edition_file", "format ~ '^[a-z]+([-.][a-z0-9]+)*$'")


def downgrade() -> None:
    """Refuses where there are such files."""
    op.execute("ALTER TABLE edition_file DROP CONSTRAINT format")
    op.create_check_constraint("format", "edition_file", "format ~ '^[a-z]+(-[a-z0-9]+)*$'")
