"""The empty presentation that slides stand in: the library's own template, broad as screens are and in our colours."""

from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Show
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Emu, Inches

WIDE, HIGH = Inches(13.333), Inches(7.5)
SIDE, BROAD = Inches(0.7), WIDE - 2 * Inches(0.7)
FIRST, WITH_TEXT, ONLY_TITLE = 0, 1, 5
"""The layouts of the library's own template."""

OURS = {b"4F81BD": b"14386B", b"C0504D": b"BF4D00", b"9BBB59": b"00806A", b"1F497D": b"14386B"}
"""The template's colours, as our own: each stands out from white."""

BLUE, WHITE, PALE = RGBColor(0x14, 0x38, 0x6B), "FFFFFF", "D6E0EE"
LETTERS = """<a:lvl1pPr {} marL="0" indent="0" algn="l"><a:buNone/><a:defRPr><a:solidFill><a:srgbClr val="{}"/>
</a:solidFill></a:defRPr></a:lvl1pPr>"""
BAND = """<p:sp {}><p:nvSpPr><p:cNvPr id="99" name=""/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>
<a:off x="0" y="0"/><a:ext cx="{}" cy="{}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>
<a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"""


def template() -> Show:
    """Titles at the left, a band above, the first slide on a ground of blue."""
    show = Presentation()
    _broaden(show)
    _set_colours(show.slide_master)
    _set_titles(show.slide_master)
    _set_first(show.slide_layouts[FIRST])
    return show


def _broaden(show: Show) -> None:
    broader = WIDE / show.slide_width
    for part in (show.slide_master, *show.slide_layouts):
        for place in part.element.iter(qn("a:off"), qn("a:ext")):
            name = "x" if place.tag == qn("a:off") else "cx"
            if place.get(name):
                place.set(name, str(round(int(place.get(name)) * broader)))
    show.slide_width, show.slide_height = WIDE, HIGH


def _set_colours(master: SlideMaster) -> None:
    for relation in master.part.rels.values():
        if relation.reltype.endswith("/theme"):
            for theirs, ours in OURS.items():
                relation.target_part._blob = relation.target_part.blob.replace(theirs, ours)


def _set_titles(master: SlideMaster) -> None:
    style = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    letters = style.find(qn("a:defRPr"))
    letters.set("b", "1")
    letters.find(f".//{qn('a:schemeClr')}").set("val", "tx2")
    tree = master.shapes._spTree
    tree.insert_element_before(parse_xml(BAND.format(nsdecls("p", "a"), WIDE, Inches(0.12))), "p:sp")


def _set_first(layout: SlideLayout) -> None:
    layout.background.fill.solid()
    layout.background.fill.fore_color.rgb = BLUE
    title, below, *_ = layout.placeholders
    _dress(title, WHITE, Inches(2.2), Inches(1.6))
    _dress(below, PALE, Inches(3.95), Inches(1.8))


def _dress(place: Any, colour: str, top: int, high: int) -> None:
    place.left, place.top, place.width, place.height = (Emu(each) for each in (SIDE, top, BROAD, high))
    styles = place._element.txBody.find(qn("a:lstStyle"))
    for level in styles.findall(qn("a:lvl1pPr")):
        styles.remove(level)
    styles.insert(0, parse_xml(LETTERS.format(nsdecls("a"), colour)))
