"""Tags that the typesetter cannot make as they are meant, mended in its PDF. Imports nothing of ours."""

import io
from collections.abc import Iterator
from typing import BinaryIO

import pikepdf


def mended(typeset: bytes, to: BinaryIO) -> None:
    """Write the PDF with its tags as they are meant."""
    with pikepdf.open(io.BytesIO(typeset)) as pdf:
        mend(pdf.Root.StructTreeRoot)
        # Packed objects: a third of the size.
        pdf.save(to, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def mend(element: pikepdf.Dictionary) -> None:
    """Tags that Typst 0.15 cannot make as they are meant, in all that the structure element holds."""
    kind = element.get("/S")
    if kind == "/Table" and any(elements(element, "/Caption")):
        mark_row_headers(element)
        return
    if kind == "/L":
        nest_lists(element)
    for child in children(element):
        # The number that leads to a footnote; the one in the footnote itself is its label, and a link as well.
        if kind != "/Note" and child.get("/S") == "/Lbl" and any(elements(child, "/Link")):
            child.S = pikepdf.Name.Reference
        mend(child)


def mark_row_headers(table: pikepdf.Dictionary) -> None:
    """The first cell of each row of figures names the row; Typst can only mark the header row.

    The tables of figures are the ones with a caption. In a writer's own table nobody has said
    what the first column is.
    """
    for body in elements(table, "/TBody"):
        for row in elements(body, "/TR"):
            mark_row_header(*elements(row, "/TD"))


def mark_row_header(first: pikepdf.Dictionary, *others: pikepdf.Dictionary) -> None:
    """Typst lists each cell's column header; while such a list stands, a row's scope would not be heard."""
    first.S = pikepdf.Name.TH
    first.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    for cell in others:
        for attributes in cell.A:
            if "/Headers" in attributes:
                del attributes["/Headers"]


def nest_lists(outer: pikepdf.Dictionary) -> None:
    """A list that ends an item stands in the item's body (ISO 32000-1, 14.8.4.3.3); Typst puts it behind the item."""
    items: list[pikepdf.Dictionary] = []
    for child in children(outer):
        if items and child.get("/S") == "/L":
            body = next(elements(items[-1], "/LBody"))
            body.K = pikepdf.Array([*kids(body), child])
            child.P = body
        else:
            items.append(child)
    outer.K = pikepdf.Array(items)


def elements(parent: pikepdf.Dictionary, kind: str) -> Iterator[pikepdf.Dictionary]:
    """The nearest structure elements of that kind below the parent, in reading order."""
    for child in children(parent):
        if child.get("/S") == kind:
            yield child
        else:
            yield from elements(child, kind)


def children(parent: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    """What stands in it, but for bare content."""
    return (each for each in kids(parent) if isinstance(each, pikepdf.Dictionary))


def kids(parent: pikepdf.Dictionary) -> list:
    """What stands in it: a single one needs no list around it."""
    found = parent.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]
