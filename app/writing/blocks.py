"""A text as a row of blocks, each with an id that stays while the text around it changes.

A block is what stands on its own at the top of a text: a paragraph, a heading, a whole list, a table. Merging,
history, comments and translation go by these ids.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from markdown_it.token import Token

from app.writing.parse import as_written, legible
from app.writing.reader import READER

BETWEEN = "\n\n"
# Lines that begin with a letter are a paragraph, whatever stands around the empty lines before and after them.
PARAGRAPH = re.compile(r"[^\W\d_].*(\n[^\W\d_].*)*\n?")
EMPTY_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)*")
LIST_SIGN = re.compile(r"[ \t]*([-+*]|\d{1,9}[.)])(\s|$)")


class Block(NamedTuple):
    """A piece of a text in the Markdown subset, and the id it goes by: some hundred are made at every save."""

    id: str
    text: str


def split(text: str) -> list[str]:
    """The blocks of a text, as the parser sees them. Only blanks around them are left out, and signs nobody sees.

    A text is split at every save: what is stored then is what was typed before, and so are most of the paragraphs.
    """
    return list(_split(text))


@lru_cache(maxsize=64)
def _split(text: str) -> tuple[str, ...]:
    paragraphs = [_paragraph(each) for each in text.split(BETWEEN)]
    return tuple(_parsed_in_parts(text) if None in paragraphs else paragraphs)


@lru_cache(maxsize=1024)
def _paragraph(text: str) -> str | None:
    """A paragraph that is seen to be one at a glance, without blanks around it; of anything else nothing."""
    return _tidied(text) if legible(text) == text and PARAGRAPH.fullmatch(text) else None


def _parsed_in_parts(text: str) -> list[str]:
    """What is seen to be a paragraph does not go through the parser here either."""
    notes: dict = {}
    blocks: list[str] = []
    for is_paragraph, piece in _pieces(as_written(text) or ""):
        blocks += [_tidied(piece)] if is_paragraph else _parsed(piece, notes)
    return blocks


def _pieces(written: str) -> Iterator[tuple[bool, str]]:
    """Paragraphs each by itself, and what lies between them, with whether it is a paragraph."""
    ends = [found.span() for found in EMPTY_LINES.finditer(written)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(written)]
    places = zip(starts, stops, strict=True)
    seen = [(start, bool(PARAGRAPH.fullmatch(written, start, stop)), stop) for start, stop in places]
    for is_paragraph, group in groupby(seen, lambda each: each[1]):
        pieces = list(group)
        if is_paragraph:
            yield from ((True, written[start:stop]) for start, _, stop in pieces)
        else:
            yield False, written[pieces[0][0] : pieces[-1][2]]


def _parsed(text: str, notes: dict) -> list[str]:
    """The blocks of a part of a text; `notes` is what the parser remembers of the parts before it."""
    tokens: list[Token] = []
    READER.block.parse(text, READER, notes, tokens)
    lines = text.split("\n")
    return [_tidied("\n".join(lines[first:end])) for first, end in _places(tokens, lines)]


def _places(tokens: Iterable[Token], lines: list[str]) -> list[list[int]]:
    """The first line of each block, and the one after its last.

    Two lists that would become one, were there only an empty line between them, are one block already.
    """
    places: list[list[int]] = []
    above = ""
    for token in tokens:
        if token.level == 0 and token.map:
            first, end = token.map
            sign = token.markup if "list" in token.type else ""
            if sign and above and (sign == above or lines[first][0] in " \t"):
                places[-1][1] = end
            else:
                places.append([first, end])
            above = sign
    return places


def joined(texts: Sequence[str]) -> str:
    """The blocks as one text, which parses to what they were split from."""
    return BETWEEN.join(texts)


def text_of(blocks: Sequence[Block]) -> str:
    """What the blocks say, as one text."""
    return joined([block.text for block in blocks])


def _tidied(text: str) -> str:
    """Without blanks around it; but those before a list stay, for its later lines stand by them."""
    text = text.rstrip(" \t\n")
    return text if LIST_SIGN.match(text) else text.lstrip(" \t")
