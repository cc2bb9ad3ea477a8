"""Second factors."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Its tables come with the room that needs them."""
