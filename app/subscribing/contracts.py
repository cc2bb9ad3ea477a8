"""The contract and the data-processing terms, as they stand in `contract/`. What has been accepted is never changed."""

from functools import cache
from pathlib import Path

TEXTS = Path(__file__).parent / "contract"
CURRENT = "2026-1"
EXAMPLES = frozenset({"2026-1"})
"""Versions that show what is agreed on and bind nobody."""


@cache
def versions() -> frozenset[str]:
    """Every version that can have been accepted."""
    return frozenset(path.name.partition(".")[0] for path in TEXTS.glob("*.fi.md"))


@cache
def contract_text(version: str, language: str) -> str:
    """The whole text in our Markdown subset. Raises FileNotFoundError for a version that never was."""
    return (TEXTS / f"{version}.{language}.md").read_text("utf-8")
