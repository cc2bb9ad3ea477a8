"""The rows of the page: a block of the original beside its translation, as it was shown and as it is to be. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.writing.blocks import Block, joined, split
from app.writing.translating import Pair, same_figures

NAME = re.compile(r"row:([\w-]*):([\w.-]*)")
"""What a row's field is called: the ids of the original's block and of the translation's, where there are any."""


@dataclass(frozen=True)
class Row:
    """The blocks as their writer saw them, and the translation as it is to be. Of the translation there are several
    while somebody goes on writing who made two paragraphs of one.
    """

    source: Block | None
    targets: tuple[Block, ...]
    text: str

    @property
    def name(self) -> str:
        """What its field is called."""
        return f"row:{self.source.id if self.source else ''}:{'.'.join(block.id for block in self.targets)}"

    @property
    def is_changed(self) -> bool:
        """Whether another text stands here now than was shown."""
        return self.text != text_in(self.targets)

    @property
    def is_told(self) -> bool:
        """Whether it says that these words belong to this block of the original."""
        return bool(self.source and self.text.strip()) and self.is_changed

    @property
    def first_block(self) -> str:
        """Of what was typed: somebody may have made two paragraphs of one."""
        return split(self.text)[0]

    @property
    def further_blocks(self) -> list[str]:
        """What else was typed: it stands beside no block of the original of its own."""
        return split(self.text)[1 if self.source else 0 :]


def as_shown(pair: Pair) -> Row:
    """The row of a pair, as it stands."""
    targets = (pair.target,) if pair.target else ()
    return Row(pair.source, targets, text_in(targets))


def row_of(name: str, text: str, source: Mapping[str, Block], target: Mapping[str, Block]) -> Row:
    """What was typed in a row, beside what stood there."""
    source_id, target_ids = NAME.fullmatch(name).groups()
    targets = tuple(target[each] for each in target_ids.split(".") if each in target)
    return Row(source.get(source_id), targets, text.strip())


def as_stored(rows: Sequence[Row], pairs: Sequence[Pair], target: Sequence[Block]) -> list[Row]:
    """The same rows once they are saved, while their page stays open: each block of the translation is in one of them,
    beside the block that it belongs to, else where it was, else with what it comes after.
    """
    beside = {row.source.id: place for place, row in enumerate(rows) if row.source}
    places = {block.id: place for place, row in enumerate(rows) for block in row.targets}
    both = [pair for pair in pairs if pair.source and pair.target and pair.source.id in beside]
    places |= {pair.target.id: beside[pair.source.id] for pair in both}
    found, place = [()] * len(rows), 0
    for block in target:
        place = places.get(block.id, place)
        found[place] += (block,)
    return [replace(row, targets=blocks, text=text_in(blocks)) for row, blocks in zip(rows, found, strict=True)]


def text_in(blocks: Iterable[Block]) -> str:
    """What stands in these blocks."""
    return joined([block.text for block in blocks])


def has_same_text(row: Row, other: Row) -> bool:
    """Whether both say the same, blanks between and around paragraphs aside."""
    return split(row.text) == split(other.text)


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


def made_of_nothing(row: Row) -> Row:
    """The same as a translation of nothing that stands in the original now: so it is out of date until it is mended."""
    return replace(row, source=row.source._replace(text=""))
