"""Reads a PDF as a screen reader does: through its structure tree, and the text that hangs in it."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator

import pikepdf
import pypdfium2
from page import ValidationProfile, validate_pdf_bytes

PROFILES = [ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A]
# page-validation takes the end-of-line before "endstream" for a part of a stream that ends in a carriage return.
FALSE_ALARM = "PDFA2A-STREAM-LENGTH-001"
BLOCKS = {"/P", "/H1", "/H2", "/H3", "/H4", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/TOCI"}


class ReadPdf:
    """`texts` holds the tagged text by page and mark; `artifacts` what is only decoration; `untagged` the rest."""

    def __init__(self, body: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(body))
        self.texts: dict[tuple, str] = defaultdict(str)
        self.artifacts: dict[int, str] = defaultdict(str)
        self.languages: dict[tuple, str] = {}
        self.untagged = ""
        for number, page in enumerate(self.pdf.pages):
            self._read(number, page)

    def elements(self, *kinds: str, below: pikepdf.Object | None = None) -> Iterator[pikepdf.Dictionary]:
        """Structure elements of these kinds in reading order, however deep; all without a kind."""
        for child in self._children(below or self.pdf.Root.StructTreeRoot):
            if "/S" in child:
                if not kinds or str(child.S)[1:] in kinds:
                    yield child
                yield from self.elements(*kinds, below=child)

    def text(self, element: pikepdf.Object | None = None, page: pikepdf.Object | None = None) -> str:
        """What is read aloud of the element; of the whole document without one."""
        element = element or self.pdf.Root.StructTreeRoot
        page = element.get("/Pg", page)
        spoken = ""
        for child in _as_list(element.get("/K", [])):
            if isinstance(child, int):
                spoken += self.texts[page.objgen, child]
            elif "/MCID" in child:
                spoken += self.texts[child.get("/Pg", page).objgen, int(child.MCID)]
            elif "/S" in child:
                pause = "\n" if spoken and child.S in BLOCKS else ""
                spoken += pause + self.text(child, page)
        return spoken

    def language(self, wanted: pikepdf.Object) -> str:
        """The nearest language mark at or above the element."""
        while "/Lang" not in wanted:
            wanted = wanted.get("/P", self.pdf.Root)
        return str(wanted.Lang)

    def spoken(self) -> list[tuple[str, str]]:
        """Each stretch that is read aloud and the language it is read in, in reading order."""
        return list(self._spoken(self.pdf.Root.StructTreeRoot, None, str(self.pdf.Root.Lang)))

    def table(self, element: pikepdf.Object) -> list[list[str]]:
        """The words of the table's rows, headers first."""
        rows = self.elements("TR", below=element)
        return [[self.text(cell) for cell in self.elements("TH", "TD", below=row)] for row in rows]

    def _spoken(self, element: pikepdf.Object, page: pikepdf.Object | None, language: str) -> Iterator[tuple[str, str]]:
        page, language = element.get("/Pg", page), str(element.get("/Lang", language))
        for child in _as_list(element.get("/K", [])):
            if isinstance(child, int):
                yield self.languages.get((page.objgen, child), language), self.texts[page.objgen, child]
            elif "/S" in child:
                yield from self._spoken(child, page, language)

    def _children(self, element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
        return (child for child in _as_list(element.get("/K", [])) if isinstance(child, pikepdf.Dictionary))

    def _read(self, number: int, page: pikepdf.Page) -> None:
        fonts = {name: _glyph_texts(font) for name, font in page.resources.get("/Font", {}).items()}
        marks, glyphs = [], {}
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC" | "BMC":
                    marks.append(operands)
                    self._keep(number, page, marks, str(_property(operands, "/ActualText") or ""))
                case "EMC":
                    marks.pop()
                case "Tf":
                    glyphs = fonts[str(operands[0])]
                case "Tj" | "TJ" if not any(_property(mark, "/ActualText") for mark in marks):
                    self._keep(number, page, marks, _shown(operands[0], glyphs))

    def _keep(self, number: int, page: pikepdf.Page, marks: list, text: str) -> None:
        for mark in reversed(marks):
            if mark[0] == "/Artifact":
                self.artifacts[number] += text
                return
            if (content := _property(mark, "/MCID")) is not None:
                self.texts[page.objgen, int(content)] += text
                if spoken := _property(mark, "/Lang"):
                    self.languages[page.objgen, int(content)] = str(spoken)
                return
        self.untagged += text


def _property(mark: list, name: str) -> pikepdf.Object | None:
    """What a marked stretch of content says about itself; some only say what they are."""
    return mark[1].get(name) if len(mark) > 1 else None


def failures(body: bytes, profile: ValidationProfile) -> list[str]:
    """What the accessible or the archival PDF breaks of its standard."""
    found = validate_pdf_bytes(body, profile=profile).failures
    return [failure.message for failure in found if failure.rule_id != FALSE_ALARM]


def scope(cell: pikepdf.Dictionary) -> str | None:
    """Column or Row, of a header cell."""
    return next((str(each.Scope) for each in _as_list(cell.get("/A", [])) if "/Scope" in each), None)


def _as_list(value: object) -> list:
    return list(value) if isinstance(value, pikepdf.Array | list) else [value]


def _shown(operand: pikepdf.Object, glyphs: dict[int, str]) -> str:
    pieces = [bytes(each) for each in _as_list(operand) if isinstance(each, pikepdf.String)]
    codes = (int.from_bytes(piece[at : at + 2]) for piece in pieces for at in range(0, len(piece), 2))
    return "".join(glyphs[code] for code in codes)


def _glyph_texts(font: pikepdf.Dictionary) -> dict[int, str]:
    """From the font's own table of what its glyphs stand for."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    texts = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            texts[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    assert "beginbfrange" not in table
    return texts


def text_in(pdf: bytes) -> str:
    """All that can be read in it, blanks tidied."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
