"""A table of a Word document, with a header that is repeated on each page and rows that are never broken."""

from collections.abc import Iterator, Sequence

from app.writing.word_styles import WIDE, twips
from app.writing.word_xml import Element, paragraph, value, w

Cell = list[Element]
"""Its paragraphs."""

LINES = {"bottom": "CBD3DD", "insideH": "CBD3DD"}


def table(
    head: Sequence[Cell], body: Sequence[Sequence[Cell]], widths: Sequence[float], right: Sequence[bool], *, named: bool
) -> Iterator[Element]:
    """`widths` are parts of the page's, `right` says which columns stand against the right edge, `named` whether the
    first cell of a row names it. Ends with a narrow paragraph, without which two tables would become one.
    """
    lengths = [int(twips(WIDE) * each) for each in widths]
    made = w(
        "tbl",
        w(
            "tblPr",
            w("tblW", w=sum(lengths), type="dxa"),
            w("tblBorders", *(w(side, val="single", sz=4, space=0, color=colour) for side, colour in LINES.items())),
            w("tblLayout", type="fixed"),
            w("tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=int(named), lastColumn=0, noHBand=1, noVBand=1),
        ),
        w("tblGrid", *(w("gridCol", w=each) for each in lengths)),
        *(_row(row, lengths, right, w("tblHeader") if row is head else None) for row in (head, *body)),
    )
    yield made
    yield paragraph("TableEnd", [])


def _row(cells: Sequence[Cell], lengths: Sequence[int], right: Sequence[bool], mark: Element | None) -> Element:
    made = w("tr", w("trPr", w("cantSplit"), mark))
    for cell, length, to_right in zip(cells, lengths, right, strict=True):
        made.append(w("tc", w("tcPr", w("tcW", w=length, type="dxa")), *cell))
        for each in cell if to_right else ():
            each.get_or_add_pPr().append(value("jc", "right"))
    return made
