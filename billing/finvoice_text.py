"""Texts as Finvoice holds them: in the letters of ISO-8859-15, and no longer than their element has room for."""

import textwrap
import unicodedata

ENCODING = "ISO-8859-15"
# Signs that no decomposition brings home, each with its nearest. Northern Sámi is an official language.
NEAREST = str.maketrans(
    dict(zip("–—−‐‑“”„«»‘’‚•⁄đĐŋŊŧŦłŁı", '-----"""""\'\'\'*/dDnNtTlLi', strict=True)) | {"…": "..."}
)


def held(text: str) -> str:
    """The text in single spaces, with the nearest letter for one outside the character set, "?" where none is near."""
    composed = unicodedata.normalize("NFC", text).translate(NEAREST)
    return " ".join("".join(sign if _is_held(sign) else _nearest(sign) for sign in composed).split())


def split(text: str, longest: int, most: int | None) -> list[str]:
    """The text over repeated elements of two letters at least, broken between words; what exceeds them is cut."""
    for width in range(longest, 1, -1):
        pieces = textwrap.wrap(held(text), width)
        if all(len(piece) > 1 for piece in pieces):
            return pieces[:most]
    return []


def _is_held(sign: str) -> bool:
    return sign.isprintable() and sign.encode(ENCODING, "ignore") != b""


def _nearest(sign: str) -> str:
    if sign.isspace():
        return " "
    bare = unicodedata.normalize("NFKD", sign).translate(NEAREST).encode(ENCODING, "ignore").decode(ENCODING)
    unseen = unicodedata.category(sign)[0] in "CM"
    return "" if unseen else bare or "?"
