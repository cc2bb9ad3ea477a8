"""Reads the Markdown subset into the tree, and loses no word on the way.

What the subset does not know stays in the text as it was typed: raw HTML, images, code, a link
to a forbidden address.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from markdown_it.token import Token

from app.writing.reader import READER
from app.writing.tree import Block, Break, Heading, Item, Link, List, Paragraph, Parts, Run, Table, Tree

# Word writes its line breaks as \v; a byte order mark and control characters come along unseen.
LINE_END = re.compile("[\v\f\x85\u2028\u2029]")
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")


def parse(text: str) -> Tree:
    """What a writer typed, as a tree."""
    tokens = iter(READER.parse(legible(text)))
    return tuple(_blocks(tokens))


def legible(text: str) -> str:
    """The text with one kind of line end, and without pasted-in signs that nobody can see and no font can set."""
    return INVISIBLE.sub("", LINE_END.sub("\n", text))


def as_written(text: str | None) -> str | None:
    """A long text with one kind of line end, without pasted signs that its writer could not see to remove, and
    without empty lines before it, of which a field of a form loses one each time it is opened."""
    return legible(text.replace("\r\n", "\n").replace("\r", "\n")).lstrip("\n") if text else text


def _blocks(tokens: Iterator[Token]) -> Iterator[Block]:
    """The blocks up to the end of the list item they stand in, or of the text."""
    level = 0
    for token in tokens:
        match token.type:
            case "list_item_close":
                return
            case "paragraph_open":
                yield Paragraph(_parts(next(tokens)))
            case "heading_open":
                if parts := _parts(next(tokens)):
                    level = min(int(token.tag[1]), level + 1)
                    yield Heading(level, parts)
            case "bullet_list_open" | "ordered_list_open":
                yield List(token.type == "ordered_list_open", tuple(_items(tokens)))
            case "table_open":
                yield _table(tokens)


def _items(tokens: Iterator[Token]) -> Iterator[Item]:
    for token in tokens:
        if token.type != "list_item_open":
            return
        yield Item(int(token.info) if token.info else None, tuple(_blocks(tokens)))


def _table(tokens: Iterator[Token]) -> Table:
    rows: list[list[Parts]] = []
    numeric: list[bool] = []
    for token in tokens:
        match token.type:
            case "tr_open":
                rows.append([])
            case "th_open":
                numeric.append(token.attrs.get("style") == "text-align:right")
            case "inline":
                rows[-1].append(_parts(token))
            case "table_close":
                break
    head, *body = (tuple(row) for row in rows)
    return Table(tuple(numeric), head, tuple(body))


def _parts(inline: Token) -> Parts:
    """Nothing at all where there is nothing to read, so that no heading or link can be empty."""
    parts = tuple(_joined(_inline(iter(inline.children or ()))))
    return parts if _is_readable(parts) else ()


def _is_readable(parts: Parts) -> bool:
    return any(isinstance(part, Link) or (isinstance(part, Run) and part.text.strip()) for part in parts)


def _inline(tokens: Iterator[Token]) -> Iterator[Run | Break | Link]:
    """The parts up to the end of the link they stand in, or of the paragraph."""
    depth = {"strong": 0, "em": 0}
    for token in tokens:
        match token.type:
            case "text" | "softbreak":
                text = " " if token.type == "softbreak" else token.content
                yield Run(text, depth["strong"] > 0, depth["em"] > 0)
            case "hardbreak":
                yield Break()
            case "link_open":
                yield from _link(token, tokens)
            case "link_close":
                return
            case _:
                depth[token.tag] += token.nesting


def _link(opening: Token, tokens: Iterator[Token]) -> Iterator[Run | Link]:
    address = str(opening.attrs["href"])
    parts = tuple(_joined(_inline(tokens)))
    yield Link(address, parts if _is_readable(parts) else (Run(address),))
    if title := opening.attrs.get("title"):
        yield Run(f" ({title})")


def _joined(parts: Iterator[Run | Break | Link]) -> Iterator[Run | Break | Link]:
    """Neighbouring runs with the same marks become one."""
    for marks, group in groupby(parts, lambda part: replace(part, text="") if isinstance(part, Run) else part):
        if isinstance(marks, Run):
            text = "".join(run.text for run in group)
            if text:
                yield replace(marks, text=text)
        else:
            yield from group
