"""What stands in a line: the parser's tokens of a paragraph, heading or cell as a flat row of parts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

from markdown_it.token import Token

from app.writing.tokens import LANGUAGE
from app.writing.tree import Break, Figure, Image, Link, NoteMark, Part, Parts, Run

Mark = Callable[[str], NoteMark | Run]
"""What stands for a mark that leads to the footnote with this name."""


def parts_of(inline: Token, mark: Mark) -> Parts:
    """Nothing at all where there is nothing to read, so that no heading or link can be empty."""
    parts = joined(_parts(iter(inline.children or ()), mark))
    return parts if _is_readable(parts) else ()


def joined(parts: Iterator[Part]) -> Parts:
    """Neighbouring runs with the same marks become one."""
    return tuple(_joined(parts))


def _is_readable(parts: Parts) -> bool:
    return any(part.text.strip() if isinstance(part, Run) else not isinstance(part, Break) for part in parts)


def _parts(tokens: Iterator[Token], mark: Mark) -> Iterator[Part]:
    """The parts up to the end of the link they stand in, or of the paragraph."""
    depth = {"strong": 0, "em": 0}
    for token in tokens:
        marks = depth["strong"] > 0, depth["em"] > 0
        match token.type:
            case "text" | "softbreak":
                yield Run(" " if token.type == "softbreak" else token.content, *marks)
            case "hardbreak":
                yield Break()
            case "figure":
                yield Figure(token.meta["number"], *marks)
            case "image":
                yield Image(**token.meta)
            case "note_mark":
                yield mark(token.meta["name"])
            case "link_open":
                yield from _link(token, tokens, mark)
            case "link_close":
                return
            case _:
                depth[token.tag] += token.nesting


def _link(opening: Token, tokens: Iterator[Token], mark: Mark) -> Iterator[Part]:
    """A link; or words in another language, which are written as one."""
    address = str(opening.attrs["href"])
    parts = joined(_parts(tokens, mark))
    parts = parts if _is_readable(parts) else (Run(address),)
    if spoken := LANGUAGE.fullmatch(address):
        language = spoken[1].lower()
        yield from (replace(part, language=language) if isinstance(part, Run) else part for part in parts)
    else:
        yield Link(address, parts)
    if title := opening.attrs.get("title"):
        yield Run(f" ({title})")


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    for marks, group in groupby(parts, lambda part: replace(part, text="") if isinstance(part, Run) else part):
        if isinstance(marks, Run):
            text = "".join(run.text for run in group)
            if text:
                yield replace(marks, text=text)
        else:
            yield from group
