"""A written text as it stands in a Word document: paragraphs, headings, nested lists and tables."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.writing.word_inline import Inline, Place
from app.writing.word_lists import LARGEST_NUMBER, Lists, in_list
from app.writing.word_styles import WIDE
from app.writing.word_tables import Cell, table
from app.writing.word_xml import Element, paragraph, run

Heading = Callable[[int, list[Element]], Element]
"""Makes a heading of this level of what stands in it."""


class Blocks:
    """The blocks of one document's texts, from plain data (`typst_data`)."""

    def __init__(self, inline: Inline, lists: Lists, heading: Heading) -> None:
        self.inline, self.lists, self.heading = inline, lists, heading

    def block(self, block: dict, place: Place) -> Iterator[Element]:
        """Footnotes stand where they are led to, and panels are the caller's."""
        match block["kind"]:
            case "paragraph":
                yield self._paragraph(block["parts"], place)
            case "heading":
                yield self.heading(place.level + block["level"], list(self.inline.line(block["parts"], place)))
            case "list":
                yield from self._list(block, replace(place, depth=place.depth + 1))
            case "table":
                yield from self._table(block, replace(place, wide=WIDE // len(block["numeric"])))

    def _paragraph(self, parts: list[dict], place: Place) -> Element:
        """In a list: what an item has after its opening."""
        runs = self.inline.line(parts, place)
        return paragraph(None, runs) if place.depth < 0 else paragraph("ListContinue", runs, in_list(place.depth))

    def _list(self, block: dict, place: Place) -> Iterator[Element]:
        style, row, expected = ("ListNumber" if block["ordered"] else "ListBullet"), self.lists.bullets, None
        for item in block["items"]:
            number, opening, rest = item["number"], [], item["blocks"]
            if rest and rest[0]["kind"] == "paragraph":
                opening, rest = rest[0]["parts"], rest[1:]
            typed = []
            if number is not None and number > LARGEST_NUMBER:
                row, expected, typed = None, None, [run(f"{number}. ", language=place.language)]
            elif number != expected:
                row = self.lists.numbered(number, place.depth)
            if number is not None:
                expected = number + 1
            yield paragraph(style, [*typed, *self.inline.line(opening, place)], in_list(place.depth, row))
            for each in rest:
                yield from self.block(each, place)

    def _table(self, block: dict, place: Place) -> Iterator[Element]:
        def cell(parts: list[dict], style: str) -> Cell:
            return [paragraph(style, self.inline.line(parts, place))]

        head = [cell(each, "TableHead") for each in block["head"]]
        body = [[cell(each, "TableText") for each in row] for row in block["rows"]]
        yield from table(head, body, [1 / len(head)] * len(head), block["numeric"], named=False)
