"""Account requests."""

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Its tables come with the room that needs them."""
