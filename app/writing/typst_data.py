"""The tree as data for the typesetter, and which characters it has no glyph for."""

import re
import struct
import unicodedata
from dataclasses import fields
from functools import cache

from app.writing.parse import legible
from app.writing.shown import Printed
from app.writing.tree import Figure, Image, Panel, Paragraph, Run
from app.writing.typesetting import FONTS

# Every weight and slant of the family covers the same characters, so one speaks for all.
FACE = "SourceSans3-Regular.otf"
# Spaces, joiners, direction marks and variation selectors: set without a glyph of their own.
WITHOUT_GLYPH = re.compile("[\t-\r\u2000-\u200f\u2028-\u202e\u205f-\u2064\u2066-\u206f\u3000\ufe00-\ufe0f]")


def as_typst_data(node, printed: Printed | None = None):
    """Plain lists and dicts, each dict naming its `kind`; the template decides how it looks.

    The typesetter never gets markup made from text: what a writer types can only ever be text. `printed` knows what
    the text has only numbers for; what it does not know, and all without it, stands as it was typed.
    """
    printed = printed or Printed()
    match node:
        case tuple():
            return [as_typst_data(part, printed) for part in node]
        case str() | int() | None:
            return node
        case Figure(number, strong, emphasis):
            known = printed.figure(number)
            return as_typst_data(Run(node.token if known is None else known, strong, emphasis))
        case Image(number):
            return _named(node, printed, svg=printed.image(number)) or as_typst_data(Run(node.token))
        case Panel(number):
            return _named(node, printed, panel=printed.panel(number)) or as_typst_data(Paragraph((Run(node.token),)))
        case _:
            return _named(node, printed)


def _named(node, printed: Printed, **known) -> dict | None:
    """Nothing where nothing is known of it."""
    if None in known.values():
        return None
    named = {field.name: as_typst_data(getattr(node, field.name), printed) for field in fields(node)}
    return {"kind": type(node).__name__.lower(), **named, **known}


def unprintable(text: str) -> set[str]:
    """The characters of the text that would stop its PDF, because the fonts cannot set them."""
    signs = set(unicodedata.normalize("NFC", WITHOUT_GLYPH.sub("", legible(text))))
    return {sign for sign in signs if ord(sign) not in _covered()}


def printable(node):
    """Plain data whose every text can be set: for what must be printed, whatever letters its names have."""
    match node:
        case dict():
            return {name: printable(value) for name, value in node.items()}
        case list() | tuple():
            return [printable(value) for value in node]
        case str():
            strange = dict.fromkeys(map(ord, unprintable(node)), "?")
            return unicodedata.normalize("NFC", legible(node)).translate(strange)
        case _:
            return node


@cache
def _covered() -> frozenset[int]:
    """The code points in the font's own character map (OpenType `cmap`, format 12)."""
    font = (FONTS / FACE).read_bytes()
    (tables,) = struct.unpack_from(">H", font, 4)
    directory = (struct.unpack_from(">4s4xI", font, 12 + 16 * number) for number in range(tables))
    start = next(offset for tag, offset in directory if tag == b"cmap")
    (maps,) = struct.unpack_from(">H", font, start + 2)
    offsets = (start + struct.unpack_from(">4xI", font, start + 4 + 8 * number)[0] for number in range(maps))
    full = next(offset for offset in offsets if struct.unpack_from(">H", font, offset) == (12,))
    (groups,) = struct.unpack_from(">I", font, full + 12)
    ranges = (struct.unpack_from(">II", font, full + 16 + 12 * number) for number in range(groups))
    return frozenset(point for first, last in ranges for point in range(first, last + 1))
