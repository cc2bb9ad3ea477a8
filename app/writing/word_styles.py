"""An empty Word document: its page, true styles, language, header, footer and watermark."""

from datetime import datetime
from typing import NamedTuple

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from app.writing.word_xml import Element, legal, paragraph, run, value, w, worked_out

FONT = "Calibri"
MARGIN, WIDE = Cm(2.2), Cm(21 - 2 * 2.2)
"""Of the page, and what is left between its margins."""

LONGEST_PROPERTY = 255
BLUE, GREY, INK = "14386B", "4C5766", "1B2431"


class Look(NamedTuple):
    """A style of paragraphs: its size and the space around it in points, whether long words are divided."""

    size: float
    above: float = 0
    below: float = 6
    colour: str | None = None
    bold: bool = False
    with_next: bool = False
    divided: bool = False


LOOKS = {
    "Normal": Look(10.5, below=8),
    "Title": Look(34, 120, 18, INK, True),
    "Subtitle": Look(17, 36, 6, BLUE, True),
    "TOC Heading": Look(20, 0, 12, BLUE, True, True),
    "Heading 1": Look(20, 28, 8, BLUE, True, True),
    "Heading 2": Look(15, 20, 8, BLUE, True, True),
    "Heading 3": Look(12, 14, 6, BLUE, True, True),
    **{f"Heading {level}": Look(10.5, 12, 4, BLUE, True, True) for level in range(4, 10)},
    "Caption": Look(10.5, 12, 4, BLUE, True, True),
    "Header": Look(8.5, colour=GREY),
    "Footer": Look(8.5, colour=GREY),
    "Quote": Look(10.5, 4, 8, GREY),
    **{f"List {kind}": Look(10.5, below=4) for kind in ("Bullet", "Number", "Continue")},
    "Table Head": Look(9, 2, 2, BLUE, True, True, divided=True),
    "Table Text": Look(9.5, 2, 2, divided=True),
    "Note": Look(8.5, 2, 2, GREY),
    "Table End": Look(6, 0, 0),
    "toc 1": Look(10.5, 6, 2, bold=True),
    "toc 2": Look(10.5, 0, 2),
    "footnote text": Look(8.5, 0, 2),
}
"""Those that the program knows by name are its own; the others are ours."""

LINK, MARK = "Hyperlink", "footnote reference"
WATERMARK = """<w:r {space} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/>
<v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject" o:spid="_x0000_s2049" type="#_x0000_t136" fillcolor="#eef1f5" stroked="f"
 style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:130pt;rotation:305;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;\
mso-position-vertical-relative:margin"><v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt"/></v:shape>
</w:pict></w:r>"""


def empty(title: str, author: str, language: str, dated: datetime) -> WordDocument:
    """A document that says what it is; what is to be read comes after."""
    made = Document()
    told = made.core_properties
    told.title, told.author = legal(title)[:LONGEST_PROPERTY], legal(author)[:LONGEST_PROPERTY]
    told.last_modified_by, told.comments = told.author, ""
    told.language, told.created, told.modified = f"{language}-FI", dated, dated
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.4)
    section.different_first_page_header_footer = True
    _set_language(made, language)
    _set_styles(made)
    return made


def run_along(made: WordDocument, header: tuple[str, str], footer: str, watermark: str | None) -> None:
    """What stands above and below every page but the first; a watermark on that one too."""
    pages = [worked_out("PAGE", run("1")), run(" ("), worked_out("NUMPAGES", run("1")), run(")")]
    above = _edge("Header", [run(header[0])], [run(header[1])])
    first = paragraph("Header", [])
    section = made.sections[0]
    for part, said in (
        (section.header, above),
        (section.footer, _edge("Footer", [run(footer)], pages)),
        (section.first_page_header, first),
        (section.first_page_footer, paragraph("Footer", [])),
    ):
        part.is_linked_to_previous = False
        part._element[:] = [said]
    if watermark:
        above.append(_watermark(watermark))
        first.append(_watermark(watermark))


def _edge(style: str, left: list[Element], right: list[Element]) -> Element:
    """A line with something at either margin."""
    return paragraph(style, [*left, w("r", w("tab")), *right], w("tabs", w("tab", val="right", pos=twips(WIDE))))


def twips(length: int) -> int:
    """A length of Word's drawings in the unit of its texts, the twentieth of a point."""
    return length // 635


def _watermark(words: str) -> Element:
    """Decoration: the words stand in the text as well."""
    made = parse_xml(WATERMARK.format(space=nsdecls("w")))
    shape = made.find(".//{urn:schemas-microsoft-com:vml}shape")
    shape.set("alt", legal(words))
    shape[0].set("string", legal(words))
    return made


def _set_language(made: WordDocument, language: str) -> None:
    """Words are divided by Word itself, in its tables' narrow columns alone."""
    made.settings.element.find(qn("w:defaultTabStop")).addnext(w("autoHyphenation"))
    defaults = made.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    defaults.find(qn("w:lang")).set(qn("w:val"), f"{language}-FI")
    made.settings.element.find(qn("w:themeFontLang")).set(qn("w:val"), f"{language}-FI")


def _set_styles(made: WordDocument) -> None:
    """One family of letters throughout, in place of the template's."""
    for fonts in made.styles.element.findall(f".//{qn('w:rFonts')}"):
        fonts.attrib.clear()
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), FONT)
    for stops in made.styles.element.findall(f".//{qn('w:tabs')}"):
        stops.getparent().remove(stops)
    known = {style.name for style in made.styles}
    for name, look in LOOKS.items():
        if name not in known:
            made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.islower())
        _look(made.styles[name], look)
    for name, marks in {
        LINK: [value("color", "1C4F9C"), value("u", "single")],
        MARK: [value("vertAlign", "superscript")],
    }.items():
        known_as = name.title().replace(" ", "")
        made.styles.element.append(
            w("style", value("name", name), w("rPr", *marks), type="character", styleId=known_as)
        )


def _look(style: ParagraphStyle, look: Look) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    if look.colour:
        style.font.color.rgb = RGBColor.from_string(look.colour)
    around = style.paragraph_format
    around.space_before, around.space_after = Pt(look.above), Pt(look.below)
    around.line_spacing, around.keep_with_next = 1.15, look.with_next
    whole = value("suppressAutoHyphens", int(not look.divided))
    style.element.pPr.find(qn("w:spacing")).addprevious(whole)
