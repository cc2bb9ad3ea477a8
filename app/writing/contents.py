"""What a text holds: its words, and the figures, panels and pictures it names."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from math import ceil

from app.writing.parse import parse
from app.writing.tokens import NUMBER
from app.writing.tree import Break, Figure, Image, Link, NoteMark, Panel, Run, Tree

WITHOUT_ALTERNATIVE = re.compile(rf"(?<!\\)!\[\s*\]\(attachment:{NUMBER}\)")
WORD = re.compile(r"\w(?:[\w’'.,:/-]*\w)?")
# Words a minute of adults reading aloud in their language: Trauzettel-Klosinski and Dietz, Standardized Assessment of
# Reading Performance (IReST), Investigative Ophthalmology & Visual Science 53 (2012).
WORDS_PER_MINUTE = {"fi": 161, "sv": 199}


def figures_in(text: str) -> list[int]:
    """The figures of the text by number, in reading order and as often as they stand there."""
    return [node.number for node in walk(parse(text)) if isinstance(node, Figure)]


def panels_in(text: str) -> list[int]:
    """The panels of the text by number, in reading order and as often as they stand there."""
    return [node.number for node in walk(parse(text)) if isinstance(node, Panel)]


def attachments_in(text: str) -> list[int]:
    """The attachments shown as pictures, by number, in reading order and as often as they stand there."""
    return [node.attachment for node in walk(parse(text)) if isinstance(node, Image)]


def tokens_in(text: str) -> list[str]:
    """The figures and panels of the text as they are typed, each once, in reading order."""
    return list(dict.fromkeys(node.token for node in walk(parse(text)) if isinstance(node, Figure | Panel)))


def images_without_alternative(text: str) -> list[int]:
    """The attachments that are to be shown but have no words for those who do not see them: a text is not saved so."""
    return [int(found[1]) for found in WITHOUT_ALTERNATIVE.finditer(text)]


def walk(node) -> Iterator:
    """The node and all that stands within it, in reading order."""
    if isinstance(node, tuple):
        for each in node:
            yield from walk(each)
    elif is_dataclass(node):
        yield node
        for field in fields(node):
            yield from walk(getattr(node, field.name))


def plain(tree: Tree, figure: Callable[[int], str | None] = lambda number: None) -> str:
    """The words alone, a line for each paragraph, heading and cell: for searching and counting."""
    return "\n".join(line for line in _lines(tree, figure) if line.strip())


def _lines(node, figure: Callable[[int], str | None]) -> Iterator[str]:
    if isinstance(node, tuple) and any(
        isinstance(each, Run | Break | Figure | Image | NoteMark | Link) for each in node
    ):
        yield "".join(_said(part, figure) for part in node)
    elif isinstance(node, tuple):
        for each in node:
            yield from _lines(each, figure)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _lines(getattr(node, field.name), figure)


def _said(part, figure: Callable[[int], str | None]) -> str:
    match part:
        case Run(text):
            return text
        case Link(_, parts):
            return "".join(_said(each, figure) for each in parts)
        case Figure(number):
            return figure(number) or part.token
        case Image(_, alternative):
            return alternative
        case _:
            return " " if isinstance(part, Break) else ""


@lru_cache(500)
def word_count(text: str) -> int:
    """How many words there are to read: a figure is one word, signs are none."""
    return len(WORD.findall(plain(parse(text), lambda number: "0")))


def reading_minutes(words: int, language: str) -> int:
    """How long reading takes, in whole minutes begun."""
    return ceil(words / WORDS_PER_MINUTE[language])
