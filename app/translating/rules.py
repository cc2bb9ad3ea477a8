"""The rows of the page: a block of the original beside its translation, as it was shown and as it is to be. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.writing.blocks import Block, joined, split
from app.writing.translating import Pair, same_figures

NAME = re.compile(r"row:([\w-]*):([\w-]*)")
"""What a row's field is called: the ids of its two blocks, of which one may be missing."""


@dataclass(frozen=True)
class Row:
    """Both blocks as their writer saw them, and the translation as it is to be."""

    source: Block | None
    target: Block | None
    text: str

    @property
    def is_changed(self) -> bool:
        """Whether another text stands here now than was shown."""
        return self.text != (self.target.text if self.target else "")

    @property
    def is_told(self) -> bool:
        """Whether it says that these words belong to this block of the original."""
        return bool(self.source and self.text.strip()) and self.is_changed

    @property
    def first_block(self) -> str:
        """Of what was typed: somebody may have made two paragraphs of one."""
        return split(self.text)[0]


def name_of(pair: Pair) -> str:
    """What its row is called in the form."""
    return f"row:{pair.source.id if pair.source else ''}:{pair.target.id if pair.target else ''}"


def row_of(name: str, text: str, source: Mapping[str, Block], target: Mapping[str, Block]) -> Row:
    """What was typed in a row, beside what stood there."""
    source_id, target_id = NAME.fullmatch(name).groups()
    return Row(source.get(source_id), target.get(target_id), text.strip())


def text_of(rows: Sequence[Row]) -> str:
    """The whole translation, in the original's order."""
    return joined([row.text for row in rows if row.text])


def moved(rows: Sequence[Row], place: int, by: int) -> list[Row]:
    """The same with the translation of one row in the place of its neighbour's, which comes here instead."""
    rows, other = list(rows), place + by
    if 0 <= other < len(rows):
        here, there = rows[place], rows[other]
        rows[place], rows[other] = replace(here, text=there.text), replace(there, text=here.text)
    return rows


def has_other_figures(row: Row, shown: set[str]) -> bool:
    """Whether a translation that was written now names other figures than its original; `shown` are the older ones."""
    return bool(row.source and row.text) and row.text not in shown and not same_figures(row.source.text, row.text)
