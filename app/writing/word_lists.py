"""How the lists of a Word document are marked and counted: each begins where its writer lets it begin."""

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from app.writing.word_xml import Element, value, w

DEEPEST = 9
LARGEST_NUMBER = 32_767
"""Of a list item: Word counts no further."""

BULLETS, NUMBERS = 900, 901
"""Our two kinds of lists, beside those of python-docx's template."""

INDENT = 360
"""Of each level, in twentieths of a point."""


class Lists:
    """The rows of marks and numbers of one document."""

    def __init__(self, made: WordDocument) -> None:
        self.numbering = made.part.numbering_part.element
        bullets = _kind(BULLETS, "bullet", ["•", "–"])
        numbers = _kind(NUMBERS, "decimal", [f"%{level + 1}." for level in range(DEEPEST)])
        self.numbering[:0] = [bullets, numbers]
        self.count = len(self.numbering.findall(qn("w:num")))
        self.bullets = self._add(BULLETS)

    def numbered(self, first: int, depth: int) -> int:
        """A row of numbers of its own, from `first` on."""
        return self._add(NUMBERS, w("lvlOverride", value("startOverride", first), ilvl=min(depth, DEEPEST - 1)))

    def _add(self, kind: int, *more: Element) -> int:
        self.count += 1
        self.numbering.append(w("num", value("abstractNumId", kind), *more, numId=self.count))
        return self.count


def in_list(depth: int, row: int | None = None) -> Element:
    """A paragraph's property that sets it at this depth of lists; with a mark or number before it where there is a
    `row` of those.
    """
    depth = min(depth, DEEPEST - 1)
    if row is None:
        return w("ind", left=(depth + 1) * INDENT, firstLine=0)
    return w("numPr", value("ilvl", depth), value("numId", row))


def _kind(number: int, format: str, marks: list[str]) -> Element:
    levels = [
        w(
            "lvl",
            value("start", 1),
            value("numFmt", format),
            value("lvlText", marks[level % len(marks)]),
            value("lvlJc", "left"),
            w("pPr", w("ind", left=(level + 1) * INDENT, hanging=INDENT)),
            ilvl=level,
        )
        for level in range(DEEPEST)
    ]
    return w("abstractNum", value("multiLevelType", "hybridMultilevel"), *levels, abstractNumId=number)
