"""The tree as it stands on a page, in the interface kit's own classes.

Pieces are plain strings of finished HTML; what a writer typed enters them only through `escape`,
in `_part`.
"""

from collections.abc import Iterable

from markupsafe import Markup, escape

from app.writing.tree import Block, Break, Heading, Item, Link, List, Paragraph, Parts, Run, Table, Tree

LOWEST_HEADING = 6


def as_html(tree: Tree, top_heading: int = 3, language: str | None = None) -> Markup:
    """`language` marks a text that is not in the page's own language."""
    body = _lines(_block(block, top_heading) for block in tree)
    if language:
        body = f'<div lang="{escape(language)}">\n{body}\n</div>'
    return Markup(body)  # noqa: S704 - every text in it went through escape


def _block(block: Block, top_heading: int) -> str:
    match block:
        case Paragraph(parts):
            return f'<p class="govuk-body">{_inline(parts)}</p>'
        case Heading(level, parts):
            return _heading(min(top_heading + level - 1, LOWEST_HEADING), parts)
        case List(ordered, items):
            return _list(ordered, items)
        case Table(numeric, head, rows):
            return _table(numeric, head, rows)


def _heading(level: int, parts: Parts) -> str:
    size = "m" if level <= 3 else "s"
    return f'<h{level} class="govuk-heading-{size}">{_inline(parts)}</h{level}>'


def _list(ordered: bool, items: tuple[Item, ...]) -> str:
    tag, kind = ("ol", "number") if ordered else ("ul", "bullet")
    return f'<{tag} class="govuk-list govuk-list--{kind}">\n{_lines(map(_item, items))}\n</{tag}>'


def _item(item: Item) -> str:
    """A paragraph that opens the item stands in its line, beside the bullet."""
    value = "" if item.number is None else f' value="{item.number}"'
    opening, rest = "", item.blocks
    if rest and isinstance(rest[0], Paragraph):
        opening, rest = _inline(rest[0].parts), rest[1:]
    # No heading stands within a list, so the level does not matter here.
    return f"<li{value}>{opening}{_lines(_block(block, LOWEST_HEADING) for block in rest)}</li>"


def _table(numeric: tuple[bool, ...], head: tuple[Parts, ...], rows: tuple[tuple[Parts, ...], ...]) -> str:
    header = _row('th scope="col"', "govuk-table__header", head, numeric)
    body = _lines(_row("td", "govuk-table__cell", row, numeric) for row in rows)
    return (
        f'<table class="govuk-table">\n<thead class="govuk-table__head">\n{header}\n</thead>\n'
        f'<tbody class="govuk-table__body">\n{body}\n</tbody>\n</table>'
    )


def _row(tag: str, name: str, cells: tuple[Parts, ...], numeric: tuple[bool, ...]) -> str:
    body = ""
    for cell, right in zip(cells, numeric, strict=True):
        classes = f"{name} {name}--numeric" if right else name
        body += f'<{tag} class="{classes}">{_inline(cell)}</{tag[:2]}>'
    return f'<tr class="govuk-table__row">{body}</tr>'


def _inline(parts: Parts) -> str:
    return "".join(map(_part, parts))


def _part(part: Run | Break | Link) -> str:
    match part:
        case Break():
            return "<br>"
        case Link(address, parts):
            return f'<a class="govuk-link" href="{escape(address)}">{_inline(parts)}</a>'
        case Run(text, strong, emphasis):
            shown = str(escape(text))
            shown = f"<em>{shown}</em>" if emphasis else shown
            return f"<strong>{shown}</strong>" if strong else shown


def _lines(pieces: Iterable[str]) -> str:
    return "\n".join(pieces)
