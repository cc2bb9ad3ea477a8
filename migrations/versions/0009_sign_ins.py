"""Sign ins."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Its tables come with the room that needs them."""
