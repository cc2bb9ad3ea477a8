"""Leaving."""

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Its tables come with the room that needs them."""
