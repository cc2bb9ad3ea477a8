"""The tree as it stands on a page, in the interface kit's own classes.

Pieces are plain strings of finished HTML; what a writer typed enters them only through `escape`,
in `_part`. What is looked up elsewhere (figures, panels, pictures) comes from the caller.
"""

from collections.abc import Iterable
from itertools import chain, zip_longest

from markupsafe import Markup, escape

from app.writing.shown import Shown
from app.writing.tree import (
    Block,
    Break,
    Figure,
    Heading,
    Image,
    Item,
    Link,
    List,
    Note,
    NoteMark,
    Notes,
    Panel,
    Paragraph,
    Part,
    Parts,
    Run,
    Table,
    Tree,
)

LOWEST_HEADING = 6


def as_html(tree: Tree, top_heading: int = 3, language: str | None = None, shown: Shown | None = None) -> Markup:
    """`language` marks a text that is not in the page's own language; without `shown` tokens stand as typed."""
    page = _Page(top_heading, shown or Shown())
    body = _lines(filter(None, chain.from_iterable(zip_longest(map(page.block, tree), page.shown.below))))
    if language:
        body = f'<div lang="{escape(language)}">\n{body}\n</div>'
    return Markup(body)  # noqa: S704 - every text in it went through escape


class _Page:
    """One text on one page."""

    def __init__(self, top_heading: int, shown: Shown) -> None:
        self.top_heading, self.shown = top_heading, shown

    def block(self, block: Block) -> str:
        match block:
            case Paragraph(parts):
                return f'<p class="govuk-body">{self._inline(parts)}</p>'
            case Heading(level, parts):
                return self._heading(min(self.top_heading + level - 1, LOWEST_HEADING), parts)
            case List(ordered, items):
                return self._list(ordered, items)
            case Table(numeric, head, rows):
                return self._table(numeric, head, rows)
            case Panel(number):
                known = self.shown.panel(number)
                return str(known) if known else f'<p class="govuk-body">{_unknown(block.token)}</p>'
            case Notes(items):
                return self._notes(items)

    def _heading(self, level: int, parts: Parts) -> str:
        size = "m" if level <= 3 else "s"
        return f'<h{level} class="govuk-heading-{size}">{self._inline(parts)}</h{level}>'

    def _list(self, ordered: bool, items: tuple[Item, ...]) -> str:
        tag, kind = ("ol", "number") if ordered else ("ul", "bullet")
        return f'<{tag} class="govuk-list govuk-list--{kind}">\n{_lines(map(self._item, items))}\n</{tag}>'

    def _item(self, item: Item) -> str:
        """A paragraph that opens the item stands in its line, beside the bullet."""
        value = "" if item.number is None else f' value="{item.number}"'
        opening, rest = "", item.blocks
        if rest and isinstance(rest[0], Paragraph):
            opening, rest = self._inline(rest[0].parts), rest[1:]
        return f"<li{value}>{opening}{_lines(map(self.block, rest))}</li>"

    def _table(self, numeric: tuple[bool, ...], head: tuple[Parts, ...], rows: tuple[tuple[Parts, ...], ...]) -> str:
        header = self._row('th scope="col"', "govuk-table__header", head, numeric)
        body = _lines(self._row("td", "govuk-table__cell", row, numeric) for row in rows)
        return (
            f'<table class="govuk-table">\n<thead class="govuk-table__head">\n{header}\n</thead>\n'
            f'<tbody class="govuk-table__body">\n{body}\n</tbody>\n</table>'
        )

    def _row(self, tag: str, name: str, cells: tuple[Parts, ...], numeric: tuple[bool, ...]) -> str:
        body = ""
        for cell, right in zip(cells, numeric, strict=True):
            classes = f"{name} {name}--numeric" if right else name
            body += f'<{tag} class="{classes}">{self._inline(cell)}</{tag[:2]}>'
        return f'<tr class="govuk-table__row">{body}</tr>'

    def _inline(self, parts: Parts) -> str:
        return "".join(map(self._part, parts))

    def _part(self, part: Part) -> str:
        match part:
            case Break():
                return "<br>"
            case Link(address, parts):
                return f'<a class="govuk-link" href="{escape(address)}">{self._inline(parts)}</a>'
            case Run(text, strong, emphasis, language):
                words = f'<span lang="{escape(language)}">{escape(text)}</span>' if language else str(escape(text))
                return _marked(words, strong, emphasis)
            case Figure(number, strong, emphasis):
                known = self.shown.figure(number)
                return _marked(_unknown(part.token) if known is None else str(escape(known)), strong, emphasis)
            case Image(attachment, alternative):
                return str(self.shown.image(attachment, alternative) or _unknown(part.token))
            case NoteMark(number, time):
                return self._note_mark(number, time)

    def _note_mark(self, number: int, time: int) -> str:
        words = self.shown.notes
        return (
            f'<sup id="{escape(words.name)}-mark-{number}-{time}">'
            f'<a class="govuk-link" href="#{escape(words.name)}-{number}">{_hidden(words.mark)}{number}</a></sup>'
        )

    def _notes(self, items: tuple[Note, ...]) -> str:
        words = self.shown.notes
        heading = f' aria-label="{escape(words.heading)}"' if words.heading else ""
        listed = f'<ol class="govuk-list govuk-list--number">\n{_lines(map(self._note, items))}\n</ol>'
        return f'<section class="app-notes"{heading}>\n{listed}\n</section>'

    def _note(self, note: Note) -> str:
        words = self.shown.notes
        back = "".join(
            f' <a class="govuk-link" href="#{escape(words.name)}-mark-{note.number}-{time}">{_hidden(words.back)}↩</a>'
            for time in range(1, note.times + 1)
        )
        return f'<li id="{escape(words.name)}-{note.number}">{self._inline(note.parts)}{back}</li>'


def _marked(shown: str, strong: bool, emphasis: bool) -> str:
    shown = f"<em>{shown}</em>" if emphasis else shown
    return f"<strong>{shown}</strong>" if strong else shown


def _unknown(token: str) -> str:
    return f'<mark class="app-unknown">{escape(token)}</mark>'


def _hidden(words: str) -> str:
    return f'<span class="govuk-visually-hidden">{escape(words)} </span>' if words else ""


def _lines(pieces: Iterable[str]) -> str:
    return "\n".join(pieces)
