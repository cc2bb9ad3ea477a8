"""The contract and the data-processing terms, as they stand in `contract/`. What has been accepted is never changed."""

from functools import cache
from pathlib import Path

TEXTS = Path(__file__).parent / "contract"
CURRENT = "2026-1"


@cache
def contract_text(version: str, language: str) -> str:
    """The whole text in our Markdown subset. Raises FileNotFoundError for a version that never was."""
    return (TEXTS / f"{version}.{language}.md").read_text("utf-8")
