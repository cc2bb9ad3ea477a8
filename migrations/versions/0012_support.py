"""Support."""

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Its tables come with the room that needs them."""
