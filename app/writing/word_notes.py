"""The footnotes of a Word document, which python-docx does not know."""

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from app.writing.word_xml import Element, paragraph, run, value, w


class Notes:
    """The part that the footnotes stand in; Word numbers them through the whole document."""

    def __init__(self, made: WordDocument) -> None:
        lines = [("separator", -1), ("continuationSeparator", 0)]
        notes = [w("footnote", w("p", w("r", w(kind))), type=kind, id=number) for kind, number in lines]
        address = PackURI("/word/footnotes.xml")
        self.part = XmlPart(address, CONTENT_TYPE.WML_FOOTNOTES, w("footnotes", *notes), made.part.package)
        made.part.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)
        told = w("footnotePr", *(w("footnote", id=number) for _, number in lines))
        made.settings.element.find(qn("w:compat")).addprevious(told)
        self.count = 0

    def add(self, runs: list[Element]) -> int:
        """Another footnote; gives its number."""
        self.count += 1
        mark = w("r", w("rPr", value("rStyle", "FootnoteReference")), w("footnoteRef"))
        said = paragraph("footnotetext", [mark, run(" "), *runs])
        self.part.element.append(w("footnote", said, id=self.count))
        return self.count
