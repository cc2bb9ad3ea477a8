"""Reads the Markdown subset into the tree, and loses no word on the way.

What the subset does not know stays in the text as it was typed: raw HTML, code, pictures from elsewhere, a link
to a forbidden address, a footnote that nothing leads to.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from app.web.typed import NO_CHARACTERS
from app.writing.inline import joined, parts_of
from app.writing.reader import READER
from app.writing.tokens import PANEL
from app.writing.tree import (
    Block,
    Heading,
    Item,
    List,
    Note,
    NoteMark,
    Notes,
    Panel,
    Paragraph,
    Parts,
    Run,
    Table,
    Tree,
)
from tenants.unwritable import NOT_IN_XML

# Word writes its line breaks as \v; a byte order mark and control characters come along unseen.
LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
INVISIBLE = re.compile(f"[{NOT_IN_XML}\x7f-\x9f\ufeff{NO_CHARACTERS}]")


def parse(text: str) -> Tree:
    """What a writer typed, as a tree."""
    return _Reading(READER.parse(legible(text), {})).tree()


def legible(text: str) -> str:
    """The text with one kind of line end, and without pasted-in signs that nobody can see and no font can set."""
    if text.replace("\n", "").isprintable():  # has none of them, which is seen in a quarter of the time
        return text
    return INVISIBLE.sub("", LINE_END.sub("\n", text))


def as_written(text: str | None) -> str | None:
    """A long text with one kind of line end, without pasted signs that its writer could not see to remove, and
    without empty lines before it, of which a field of a form loses one each time it is opened."""
    return legible(text).lstrip("\n") if text else text


class _Reading:
    """One text on its way from the parser's tokens to the tree; footnotes are numbered as marks lead to them."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.times: Counter[str] = Counter()
        self.notes: dict[str, Parts] = {}

    def tree(self) -> Tree:
        """The whole text."""
        self.led_to = {
            child.meta["name"]
            for token, above in zip(self.tokens, [None, *self.tokens], strict=False)
            if token.type == "inline" and above.type != "note_open"
            for child in token.children
            if child.type == "note_mark"
        }
        blocks = tuple(self._blocks(iter(self.tokens)))
        names = enumerate(self.times, start=1)
        notes = tuple(Note(number, self.times[name], self.notes[name]) for number, name in names)
        return (*blocks, Notes(notes)) if notes else blocks

    def _blocks(self, tokens: Iterator[Token]) -> Iterator[Block]:
        """The blocks up to the end of the list item they stand in, or of the text."""
        level = 0
        for token in tokens:
            match token.type:
                case "list_item_close":
                    return
                case "paragraph_open":
                    yield self._paragraph(next(tokens), token.level)
                case "heading_open":
                    if parts := self._parts(next(tokens)):
                        level = min(int(token.tag[1]), level + 1)
                        yield Heading(level, parts)
                case "bullet_list_open" | "ordered_list_open":
                    yield List(token.type == "ordered_list_open", tuple(self._items(tokens)))
                case "table_open":
                    yield self._table(tokens)
                case "note_open":
                    yield from self._note(token, next(tokens))

    def _paragraph(self, inline: Token, level: int) -> Paragraph | Panel:
        panel = PANEL.fullmatch(inline.content)
        return Panel(int(panel[1])) if panel and level == 0 else Paragraph(self._parts(inline))

    def _note(self, opening: Token, inline: Token) -> Iterator[Paragraph]:
        """Kept for the end of the text; but in its place and as it was typed when nothing leads to it."""
        parts = parts_of(inline, _typed_mark)
        if opening.meta["name"] in self.led_to:
            self.notes[opening.meta["name"]] = parts
        else:
            yield Paragraph(joined(iter([Run(opening.meta["typed"]), *parts])))

    def _items(self, tokens: Iterator[Token]) -> Iterator[Item]:
        for token in tokens:
            if token.type != "list_item_open":
                return
            yield Item(int(token.info) if token.info else None, tuple(self._blocks(tokens)))

    def _table(self, tokens: Iterator[Token]) -> Table:
        rows: list[list[Parts]] = []
        numeric: list[bool] = []
        for token in tokens:
            match token.type:
                case "tr_open":
                    rows.append([])
                case "th_open":
                    numeric.append(token.attrs.get("style") == "text-align:right")
                case "inline":
                    rows[-1].append(self._parts(token))
                case "table_close":
                    break
        head, *body = (tuple(row) for row in rows)
        return Table(tuple(numeric), head, tuple(body))

    def _parts(self, inline: Token) -> Parts:
        return parts_of(inline, self._mark)

    def _mark(self, name: str) -> NoteMark:
        self.times[name] += 1
        return NoteMark(list(self.times).index(name) + 1, self.times[name])


def _typed_mark(name: str) -> Run:
    """Within a footnote nothing leads to another."""
    return Run(f"[^{name}]")
