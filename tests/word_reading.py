"""Reads a Word document: once with python-docx, and once with LibreOffice where the machine has it."""

import io
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
ODF = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{place}:1.0"
    for name, place in {
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "office": "office",
    }.items()
}
CELL = "table:table-cell"
SOFFICE = shutil.which("soffice")
Heading = tuple[int, str]


class ReadWord:
    """What python-docx finds in the file."""

    def __init__(self, body: bytes) -> None:
        self.opened = Document(io.BytesIO(body))
        self.body = self.opened.element.body

    @property
    def headings(self) -> list[Heading]:
        """Level and words, in reading order."""
        styled = [(each.style.name, each.text) for each in self.opened.paragraphs]
        return [(int(name.split()[1]), text) for name, text in styled if name.startswith("Heading ")]

    @property
    def tables(self) -> list[list[list[str]]]:
        """The cells' words by table and row, their lines apart."""
        return [[[cell.text for cell in row.cells] for row in table.rows] for table in self.opened.tables]

    @property
    def repeated(self) -> list[list[bool]]:
        """Which rows of each table stand at the top of every page."""
        tables = (table.rows for table in self.opened.tables)
        return [[row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in rows] for rows in tables]

    @property
    def alternatives(self) -> list[str]:
        """What is said of each picture."""
        return [each.get("descr") for each in self.body.iter(qn("wp:docPr"))]

    @cached_property
    def notes(self) -> dict[int, str]:
        """The footnotes by number."""
        found = (part.target_part for part in self.opened.part.rels.values() if part.reltype == FOOTNOTES)
        notes = etree.fromstring(next(found).blob).findall(qn("w:footnote"))
        return {int(each.get(qn("w:id"))): words(each).strip() for each in notes if each.get(qn("w:type")) is None}

    @property
    def text(self) -> str:
        """All its words, a line for each paragraph, without the contents."""
        return "\n".join(map(words, self.body.xpath(".//w:p[not(ancestor::w:sdt)]")))

    def in_language(self, language: str) -> str:
        """The words that are marked as being in a language that is not the document's."""
        marked = (each for each in self.body.iter(qn("w:lang")) if each.get(qn("w:val")) == language)
        return "".join(words(each.getparent().getparent()) for each in marked)

    def faults(self) -> Iterator[str]:
        """What Word would take for a broken file."""
        for name in ("w:bookmarkStart", "wp:docPr"):
            numbers = Counter(each.get(qn("w:id")) or each.get("id") for each in self.body.iter(qn(name)))
            yield from (f"{name} {number} twice" for number, times in numbers.items() if times > 1)
        for cell in self.body.iter(qn("w:tc")):
            if cell[-1].tag != qn("w:p"):
                yield "a cell that ends without a paragraph"
        for table in self.body.iter(qn("w:tbl")):
            if table.getnext() is None or table.getnext().tag != qn("w:p"):
                yield "a table without a paragraph after it"
            if any(len(row.tc_lst) != len(table.tblGrid.gridCol_lst) for row in table.tr_lst):
                yield "a row that is no row of its table"
        marks = [int(each.get(qn("w:id"))) for each in self.body.iter(qn("w:footnoteReference"))]
        if marks != list(self.notes):
            yield f"marks {marks} of notes {list(self.notes)}"
        for name in ("r:id", "r:embed"):
            named = {each.get(qn(name)) for each in self.body.iter() if each.get(qn(name))}
            yield from named - set(self.opened.part.rels)


class Libre:
    """What LibreOffice shows of the same file, as it would store it itself."""

    def __init__(self, body: bytes) -> None:
        with tempfile.TemporaryDirectory() as place:
            given = Path(place, "a.docx")
            given.write_bytes(body)
            profile = f"-env:UserInstallation={Path(place, 'profile').as_uri()}"
            command = [SOFFICE, profile, "--headless", "--convert-to", "fodt", "--outdir", place, given]
            subprocess.run(command, check=True, capture_output=True, timeout=300)
            self.root = etree.parse(given.with_suffix(".fodt")).getroot()

    def _find(self, path: str) -> list:
        return self.root.xpath(path, namespaces=ODF)

    @property
    def _tables(self) -> list:
        return self._find("//office:body//table:table")

    @property
    def headings(self) -> list[Heading]:
        """As of `ReadWord`."""
        found = self._find("//office:body//text:h")
        return [(int(each.get(f"{{{ODF['text']}}}outline-level")), _plain(each)) for each in found]

    @property
    def tables(self) -> list[list[list[str]]]:
        """As of `ReadWord`."""
        tables = [table.xpath(".//table:table-row", namespaces=ODF) for table in self._tables]
        return [[["\n".join(map(_plain, cell)) for cell in row.findall(CELL, ODF)] for row in rows] for rows in tables]

    @property
    def headers(self) -> list[int]:
        """How many rows of each table are repeated."""
        return [len(table.findall("table:table-header-rows/table:table-row", ODF)) for table in self._tables]

    @property
    def alternatives(self) -> list[str]:
        """As of `ReadWord`."""
        return [each.text for each in self._find("//office:body//draw:frame[draw:image]/svg:desc")]

    @property
    def notes(self) -> list[str]:
        """The footnotes in their order."""
        return [_plain(each).strip() for each in self._find("//text:note-body")]

    def languages(self, said: str) -> set[str]:
        """Those that some words are marked with."""
        styles = {each.get(f"{{{ODF['style']}}}name"): each for each in self._find("//style:style")}
        spans = [each for each in self._find("//office:body//text:span") if said in _plain(each)]
        named = [styles[each.get(f"{{{ODF['text']}}}style-name")] for each in spans]
        return {found for each in named for found in each.xpath("*/@fo:language", namespaces=ODF)}


def words(element) -> str:
    """What an element says, not what works a field out."""
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    return "".join(each.text or "" if each.tag == qn("w:t") else signs.get(each.tag, "") for each in element.iter())


def _plain(element) -> str:
    """The words without notes, with blanks that ODF counts."""
    notes = element.xpath(".//text:note//text()", namespaces=ODF)
    return "".join(each for each in element.itertext() if each not in notes)
