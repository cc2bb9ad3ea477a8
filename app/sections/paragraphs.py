"""The paragraphs of a section that can be spoken of, and what has become of one that somebody quoted. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.sections.texts import blocks_of

BEGINNING = 70


class HasTexts(Protocol):
    """A section, as a table's row or as its page's data."""

    def text(self, language: str) -> str:
        """What is written in a language."""

    def ids(self, language: str) -> Sequence[str]:
        """The ids of its blocks."""


@dataclass(frozen=True)
class Paragraph:
    """A block of a section's text in one language."""

    language: str
    block: str
    text: str

    @property
    def key(self) -> str:
        """By which a form names it."""
        return f"{self.language}:{self.block}"

    @property
    def beginning(self) -> str:
        """Its first words."""
        words = " ".join(self.text.split())
        return words if len(words) <= BEGINNING else f"{words[:BEGINNING].rstrip()} …"


def paragraphs(section: HasTexts, languages: Iterable[str] = ("fi", "sv")) -> dict[str, Paragraph]:
    """Every paragraph in these languages by its key, in order, the Finnish ones first."""
    found = [
        Paragraph(language, block.id, block.text)
        for language in languages
        for block in blocks_of(section.text(language), section.ids(language))
    ]
    return {each.key: each for each in found}


def became_of(quoted: Paragraph, now: dict[str, Paragraph]) -> str:
    """Whether a paragraph that was quoted is the "same", has "changed", or is "gone"."""
    standing = now.get(quoted.key)
    if standing is None:
        return "gone"
    return "same" if standing.text == quoted.text else "changed"
