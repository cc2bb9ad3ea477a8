"""Word's elements: small ones that all the others are put together of.

A text enters them only through `run`, which leaves out what XML cannot hold.
"""

import re
from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from tenants.unwritable import NOT_IN_XML

ILLEGAL = re.compile(f"[{NOT_IN_XML}\r]")
BLANK = re.compile("[\t\n]")
Element = BaseOxmlElement


def w(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """An element of Word's own namespace, as its attributes are; children that are None are left out."""
    made = OxmlElement(f"w:{tag}", {qn(f"w:{name}"): str(value) for name, value in attributes.items()})
    made.extend(each for each in children if each is not None)
    return made


def value(tag: str, told: str | int) -> Element:
    """The commonest kind: a property and its value."""
    return w(tag, val=told)


def legal(text: str) -> str:
    """The text without the signs that no XML file can hold, and without the old end of a line, which is none here."""
    return ILLEGAL.sub("", text)


def run(
    text: str, *, strong: bool = False, emphasis: bool = False, language: str | None = None, style: str | None = None
) -> Element:
    """A stretch of text; `language` where it is not the document's own."""
    marks = [
        value("rStyle", style) if style else None,
        w("b") if strong else None,
        w("i") if emphasis else None,
        value("lang", f"{language}-FI" if language in ("fi", "sv") else language) if language else None,
    ]
    words = w("t")
    words.text = BLANK.sub(" ", legal(text))
    words.set(qn("xml:space"), "preserve")
    return w("r", w("rPr", *marks) if any(each is not None for each in marks) else None, words)


def paragraph(style: str | None, runs: Iterable[Element], *more: Element) -> Element:
    """`more` are properties beside the style, in the order that Word asks for."""
    known = [*([value("pStyle", style)] if style else []), *more]
    return w("p", w("pPr", *known) if known else None, *runs)


def worked_out(instruction: str, *shown: Element) -> Element:
    """What Word works out by itself, and what stands there until it has."""
    return w("fldSimple", *shown, instr=f" {instruction} ")


def bookmarked(number: int, name: str, *within: Element) -> list[Element]:
    """A place that others lead to."""
    return [w("bookmarkStart", id=number, name=name), *within, w("bookmarkEnd", id=number)]
