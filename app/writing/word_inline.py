"""What stands in a line of a Word document: words, links, pictures and the marks of footnotes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Cm

from app.writing.word_notes import Notes
from app.writing.word_styles import WIDE
from app.writing.word_xml import Element, bookmarked, legal, run, value, w, worked_out

LONGEST_ADDRESS = 2000
"""Word takes a file with a longer one for a broken file."""

PIXEL = 9525
"""Of a page on screen, in Word's own unit of length."""

HIGHEST = Cm(20)
LINK, MARK = "Hyperlink", "FootnoteReference"


@dataclass(frozen=True)
class Picture:
    """As Word can show it: PNG, JPEG or GIF; its size in pixels."""

    body: bytes
    format: str
    width: int
    height: int


@dataclass(frozen=True)
class Place:
    """Where words stand: in whose part of the file, in which language, how deep in lists, with which footnotes."""

    part: Part
    language: str | None = None
    """Where it is not the document's."""
    text: str = ""
    """Which of the document's texts."""
    notes: Mapping[int, list[dict]] = field(default_factory=dict)
    level: int = 0
    """Of the heading that they stand under."""
    depth: int = -1
    """Of the lists around them."""
    wide: int = WIDE
    """How wide a picture may be."""


class Inline:
    """The lines of one document; it counts what must differ within it."""

    def __init__(self, made: WordDocument, pictures: Mapping[str, Picture]) -> None:
        """`pictures` by what the plain data of a text has for them: an SVG."""
        self.notes = Notes(made)
        self.package = made.part.package
        self.pictures = pictures
        self.numbers = count(1)
        self._parts: dict[str, Part] = {}
        self._led_to: dict[tuple[str, int], int] = {}

    def line(self, parts: list[dict], place: Place) -> Iterator[Element]:
        """Parts of a text, as `typst_data` hands them over."""
        for part in parts:
            match part["kind"]:
                case "run":
                    yield self._run(part, place)
                case "break":
                    yield w("r", w("br"))
                case "link":
                    yield from self._link(part, place)
                case "image":
                    yield self.picture(part["svg"], part["alternative"], place)
                case "notemark":
                    yield from self._mark(part["number"], place)

    def picture(self, svg: str, alternative: str, place: Place) -> Element:
        """A picture as a sign among others, not larger than its place."""
        known = self.pictures[svg]
        if svg not in self._parts:
            address = PackURI(f"/word/media/image{len(self._parts) + 1}.{known.format}")
            self._parts[svg] = ImagePart(address, f"image/{known.format}", known.body)
        number = next(self.numbers)
        width = min(known.width * PIXEL, place.wide, HIGHEST * known.width // known.height)
        height = max(1, width * known.height // known.width)
        relation = place.part.relate_to(self._parts[svg], RELATIONSHIP_TYPE.IMAGE)
        drawn = CT_Inline.new_pic_inline(number, relation, f"image{number}.{known.format}", max(1, width), height)
        drawn.docPr.set("descr", legal(alternative))
        return w("r", w("drawing", drawn))

    def _run(self, part: dict, place: Place) -> Element:
        language = part.get("language") or place.language
        return run(part["text"], strong=part["strong"], emphasis=part["emphasis"], language=language)

    def _link(self, part: dict, place: Place) -> Iterator[Element]:
        """An address within the site leads nowhere from a saved file."""
        address, words = legal(part["address"]), list(self.line(part["parts"], place))
        if address.startswith("/") or len(address) > LONGEST_ADDRESS:
            yield from words
            return
        for each in words:
            if (properties := each.find(qn("w:rPr"))) is None:
                properties = w("rPr")
                each.insert(0, properties)
            properties.insert(0, value("rStyle", LINK))
        relation = place.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = w("hyperlink", *words)
        link.set(qn("r:id"), relation)
        yield link

    def _mark(self, number: int, place: Place) -> Iterator[Element]:
        """The first mark carries the footnote, another one leads to it."""
        key = (place.text, number)
        if key in self._led_to:
            shown = self._led_to[key]
            yield worked_out(f"NOTEREF _Note{shown} \\f \\h", run(str(shown), style=MARK))
            return
        within = replace(place, part=self.notes.part)
        self._led_to[key] = made = self.notes.add(list(self.line(place.notes[number], within)))
        mark = w("r", w("rPr", value("rStyle", MARK)), w("footnoteReference", id=made))
        yield from bookmarked(next(self.numbers), f"_Note{made}", mark)
