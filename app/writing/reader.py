"""The Markdown reader itself: which rules of Markdown the subset has, and how they are mended.

Three of Markdown's own habits would drop text and are mended: lists nested beyond measure and table rows longer
than their head here, titles hidden in links in `parse`.
"""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, list_block, table
from markdown_it.rules_block.table import escapedSplit, getLine

from app.writing.tokens import LANGUAGE, figure, image, note, note_mark

DEEPEST_LIST = 6
# On this site, but not "//host", which would leave it. The parser has already encoded odd signs.
ALLOWED_ADDRESS = re.compile(rf"https?://[^/]|mailto:.|/(?!/)|{LANGUAGE.pattern}$", re.IGNORECASE)

BlockRule = Callable[[StateBlock, int, int, bool], bool]


def _only_within(depth: int, rule: BlockRule) -> BlockRule:
    """The rule, where it does not stand deeper than that; deeper, its signs are plain text on a line of their own."""

    def limited(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return (silent or state.level <= depth) and rule(state, start, end, silent)

    return limited


def _table_with_every_cell(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A cell too many is added to its row's last cell; Markdown would drop it."""
    first = len(state.tokens)
    found = table(state, start, end, silent)
    for token in state.tokens[first:]:
        if token.type == "tr_open":
            cells = escapedSplit(re.sub(r"^\||\|$", "", getLine(state, token.map[0]).strip()))
            column = 0
        elif token.type == "inline":
            column += 1
            last = token
        elif token.type == "tr_close" and len(cells) > column:
            last.content = " | ".join([last.content, *(cell.strip() for cell in cells[column:])])
    return found


def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero").enable(["heading", "list", "table", "newline", "escape", "emphasis", "link"])
    within_lists = 2 * (DEEPEST_LIST - 1)
    # A table ends where a quotation would end ("blockquote"): at a heading, a list or a footnote.
    ends = {"alt": ["paragraph", "blockquote"]}
    reader.block.ruler.at("heading", _only_within(0, heading), ends)
    reader.block.ruler.at("list", _only_within(within_lists, list_block), ends)
    reader.block.ruler.at("table", _only_within(0, _table_with_every_cell), {"alt": ["paragraph"]})
    reader.block.ruler.before("paragraph", "note", _only_within(0, note), ends)
    reader.inline.ruler.before("link", "figure", figure)
    reader.inline.ruler.before("link", "image", image)
    reader.inline.ruler.after("link", "note_mark", note_mark)
    reader.validateLink = lambda address: bool(ALLOWED_ADDRESS.match(address))
    return reader


READER = _reader()
