"""Who reads what is printed: the language, and every short text and day as that reader has it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.indicators.rules import wording
from app.web.numbers import day
from app.writing.parse import legible


@dataclass(frozen=True)
class Reader:
    """Who reads: the language, and the catalogue's words in it."""

    language: str
    _: Callable[[str], str]
    foreign: Callable[[str], str] = lambda text: text
    """The catalogue's words in the other language, within a text that is written in that one alone."""
    pictures: Mapping[int, str] = field(default_factory=dict)
    """The pictures of the texts by number, each as an SVG."""

    def said(self, texts: Mapping[str, str]) -> dict[str, str]:
        """A short text and the language it is in; the other one where the reader's own is blank."""
        text, language = wording(texts, self.language)
        return {"text": " ".join(legible(text).split()), "language": language}

    def word(self, text: str) -> dict[str, str]:
        """A word of the catalogue, beside texts that may be in either language."""
        return {"text": text, "language": self.language}

    def day(self, iso: str) -> str:
        """A day of the content, as this reader writes it."""
        return day(date.fromisoformat(iso), self.language)
