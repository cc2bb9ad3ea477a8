"""What a text only has numbers for, and what the caller knows of it: figures, panels, pictures, words about notes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class NoteWords:
    """What is said about footnotes, in the language of the text.

    `name` begins the addresses of a text's footnotes on its page and differs from that of the page's other texts.
    `mark` is heard before a footnote's number, `back` names the link from the footnote to its mark.
    """

    name: str = "note"
    mark: str = ""
    back: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Shown:
    """On a page. Each gives None for a number it does not know; then what was typed stands there, marked.

    `figure` writes a figure as its reader reads it; `panel` a block of HTML; `image` takes the attachment's number
    and the alternative text and gives an element that may stand within a sentence. `below` has a piece of HTML for each
    of the text's blocks, to stand below it.
    """

    figure: Callable[[int], str | None] = lambda number: None
    panel: Callable[[int], Markup | None] = lambda number: None
    image: Callable[[int, str], Markup | None] = lambda number, alternative: None
    notes: NoteWords = NoteWords()
    below: Sequence[Markup] = ()


@dataclass(frozen=True)
class Printed:
    """In a PDF. `panel` gives plain data for the template's own panel, `image` an SVG (`pictures.as_svg`)."""

    figure: Callable[[int], str | None] = lambda number: None
    panel: Callable[[int], dict | None] = lambda number: None
    image: Callable[[int], str | None] = lambda number: None
