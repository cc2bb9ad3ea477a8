"""Find and replace in texts, without touching what is not words: tokens, addresses, footnote marks."""

import re
from collections.abc import Iterator

from app.writing.blocks import split
from app.writing.tokens import FIGURE, MARK, PANEL

# The address of a link or picture, with its brackets.
ADDRESS = re.compile(
    r"(?<=\])\(\s*(?:<[^<>\n]*>|(?:https?:|mailto:|attachment:|lang:|/)(?:[^()\s\\]|\\.|\([^()\s]*\))*)", re.IGNORECASE
)
UNTOUCHED = re.compile("|".join(each.pattern for each in (FIGURE, PANEL, MARK, ADDRESS)), re.IGNORECASE)

Place = tuple[int, int, int]
"""A block of a text by its place, and where in it the words begin and end."""


def occurrences(text: str, wanted: str, *, whole_words: bool = False, match_case: bool = False) -> list[Place]:
    """Where the words stand in the text's blocks (`blocks.split`). Blanks in them stand for any blanks.

    Looked for is what was typed: a word with bold letters in its midst is not found.
    """
    pattern = _pattern(wanted, whole_words, match_case)
    return [(place, *found.span()) for place, block in enumerate(split(text)) for found in _found(block, pattern)]


def replaced(text: str, wanted: str, by: str, *, whole_words: bool = False, match_case: bool = False) -> str:
    """The text, or one block of it, with `by` in place of the words; nothing else changes."""
    pieces, end = [], 0
    for found in _found(text, _pattern(wanted, whole_words, match_case)):
        pieces += [text[end : found.start()], by]
        end = found.end()
    return "".join([*pieces, text[end:]])


def _pattern(wanted: str, whole_words: bool, match_case: bool) -> re.Pattern[str] | None:
    """Nothing where nothing is looked for."""
    words = r"\s+".join(map(re.escape, wanted.split()))
    words = rf"(?<!\w){words}(?!\w)" if whole_words else words
    return re.compile(words, re.NOFLAG if match_case else re.IGNORECASE) if wanted.strip() else None


def _found(text: str, pattern: re.Pattern[str] | None) -> Iterator[re.Match[str]]:
    untouched = [found.span() for found in UNTOUCHED.finditer(text)]
    for found in pattern.finditer(text) if pattern else ():
        if not any(start < found.end() and found.start() < end for start, end in untouched):
            yield found
