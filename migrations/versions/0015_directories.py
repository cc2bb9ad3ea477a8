"""Directories."""

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Its tables come with the room that needs them."""
