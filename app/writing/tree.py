"""The one tree every form of a text is made from: page, PDF, later Word.

Inline text is a flat row of runs that know their own marks, not marks within marks. However
deeply a hostile text nests its asterisks, the tree stays shallow.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with the same marks throughout; `language` where the writer says that it is in another one."""

    text: str
    strong: bool = False
    emphasis: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A line break the writer asked for."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an indicator: the text has its number, and each reader's language and form come with the reader."""

    number: int
    strong: bool = False
    emphasis: bool = False

    @property
    def token(self) -> str:
        """As it was typed."""
        return f"{{{{figure:{self.number}}}}}"


@dataclass(frozen=True, slots=True)
class Image:
    """An attachment shown in the text, with words for those who do not see it."""

    attachment: int
    alternative: str

    @property
    def token(self) -> str:
        """As it was typed."""
        return f"![{self.alternative}](attachment:{self.attachment})"


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Leads to the footnote with this number; `time` counts the marks that lead to the same, from 1."""

    number: int
    time: int


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address, already found to be an allowed one. No link or mark stands within it."""

    address: str
    parts: tuple[Run | Break | Figure | Image, ...]


Part = Run | Break | Figure | Image | NoteMark | Link
Parts = tuple[Part, ...]


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


@dataclass(frozen=True, slots=True)
class Panel:
    """An indicator's chart and table, in a place of their own."""

    number: int

    @property
    def token(self) -> str:
        """As it was typed."""
        return f"{{{{panel:{self.number}}}}}"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; `times` says how many marks lead to it."""

    number: int
    times: int
    parts: Parts


@dataclass(frozen=True, slots=True)
class Notes:
    """The footnotes in the order in which the text first leads to them; the last block, where there are any."""

    items: tuple[Note, ...]


Block = Paragraph | Heading | List | Table | Panel | Notes
Tree = tuple[Block, ...]
