"""Words found in the texts of many sections, and what would stand there instead. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from app.writing.blocks import split
from app.writing.difference import Piece
from app.writing.finding import Place, occurrences, replaced

AROUND = 90
"""Letters that are shown before and after what was found."""


class HasTexts(Protocol):
    """A section, in so far as this needs one."""

    position: int

    def text(self, language: str) -> str:
        """What is written in a language."""

    def version(self, language: str) -> int:
        """The number of that text's newest version."""


@dataclass(frozen=True)
class Search:
    """What is looked for and how; `by` is what comes instead, None when words are only looked for."""

    wanted: str
    by: str | None = None
    languages: Sequence[str] = ("fi", "sv")
    whole_words: bool = False
    match_case: bool = False

    @property
    def how(self) -> dict[str, bool]:
        """As `writing.finding` asks for it."""
        return {"whole_words": self.whole_words, "match_case": self.match_case}

    def applied(self, text: str) -> str:
        """The text with the replacement in it."""
        return replaced(text, self.wanted, self.by or "", **self.how)


@dataclass(frozen=True)
class Found:
    """What was found in one language of a section: an excerpt of each block, in pieces that are same, found, removed
    or added.
    """

    section: HasTexts
    language: str
    times: int
    excerpts: list[list[Piece]]

    @property
    def key(self) -> str:
        """Names the text as it was when it was looked at."""
        return f"{self.section.position}-{self.language}-{self.section.version(self.language)}"


def find(sections: Iterable[HasTexts], search: Search) -> list[Found]:
    """By section and language, in their order."""
    return [found for section in sections for language in search.languages if (found := _in(section, language, search))]


def _in(section: HasTexts, language: str, search: Search) -> Found | None:
    text = section.text(language)
    if replaced(text, search.wanted, "\0", **search.how) == text:
        return None
    places = occurrences(text, search.wanted, **search.how)
    blocks = split(text)
    excerpts = [_excerpt(blocks[at], list(those), search.by) for at, those in groupby(places, lambda place: place[0])]
    return Found(section, language, len(places), excerpts)


def _excerpt(block: str, places: list[Place], by: str | None) -> list[Piece]:
    pieces, end = [], 0
    for at, (_block, begin, past) in enumerate(places):
        pieces.append(Piece("same", _shortened(block[end:begin], is_first=at == 0)))
        pieces += _change(block[begin:past], by)
        end = past
    rest = block[end:]
    return [*pieces, Piece("same", rest if len(rest) <= AROUND else f"{rest[:AROUND]}…")]


def _shortened(text: str, *, is_first: bool) -> str:
    if len(text) <= (AROUND if is_first else 2 * AROUND):
        return text
    return f"…{text[-AROUND:]}" if is_first else f"{text[:AROUND]} … {text[-AROUND:]}"


def _change(words: str, by: str | None) -> Iterator[Piece]:
    if by is None:
        yield Piece("found", words)
    else:
        yield Piece("removed", words)
        yield Piece("added", by)
