"""Which letters there are: each is a text in Finnish and one in Swedish, `templates/letters/<kind>.<language>.txt`."""

from pathlib import Path

LETTERS = Path(__file__).parents[1] / "templates" / "letters"


def kinds() -> frozenset[str]:
    """Every kind of letter."""
    return frozenset(path.name.partition(".")[0] for path in LETTERS.glob("*.txt"))
