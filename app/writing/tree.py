"""The one tree every form of a text is made from: page, PDF, later Word.

Inline text is a flat row of runs that know their own marks, not marks within marks. However
deeply a hostile text nests its asterisks, the tree stays shallow.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with the same marks throughout."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A line break the writer asked for."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address, already found to be an allowed one."""

    address: str
    parts: tuple[Run | Break, ...]


Parts = tuple[Run | Break | Link, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together."""

    parts: Parts


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 stands directly under the section's own title; no level is ever skipped."""

    level: int
    parts: Parts


@dataclass(frozen=True, slots=True)
class Item:
    """`number` as the writer typed it, so that "31. toukokuuta" stays the 31st; None in a bullet list."""

    number: int | None
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class List:
    """Items, numbered when `ordered`."""

    ordered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`numeric` says which columns the writer set against the right edge."""

    numeric: tuple[bool, ...]
    head: tuple[Parts, ...]
    rows: tuple[tuple[Parts, ...], ...]


Block = Paragraph | Heading | List | Table
Tree = tuple[Block, ...]
