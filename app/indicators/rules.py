"""Decisions about figures and their words: pure, so that a report's figures can be checked by hand."""

import unicodedata
from collections.abc import Mapping
from decimal import Decimal

SOURCE = {
    "fi": "Tilasto- ja indikaattoripankki Sotkanet, THL, CC BY 4.0",
    "sv": "Statistik- och indikatorbanken Sotkanet, THL, CC BY 4.0",
}
OTHER = {"fi": "sv", "sv": "fi"}
PRODUCER = {"fi": "tuottaja", "sv": "producent"}


def change(value: Decimal | None, previous: Decimal | None) -> Decimal | None:
    """From the previous figure to this one; None when either is missing, which is not the same as no change."""
    return None if value is None or previous is None else value - previous


def wording(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """A bilingual text and the language it is in: the other one, to be marked as such, where the source is blank."""
    return (texts[language], language) if texts[language] else (texts[OTHER[language]], OTHER[language])


def source_line(organisation: Mapping[str, str]) -> dict[str, str]:
    """Where a figure is from. Sotkanet's terms ask that a producer other than THL is named too."""
    return {language: SOURCE[language] + _producer(organisation[language], language) for language in SOURCE}


def _producer(name: str, language: str) -> str:
    return f" ({PRODUCER[language]}: {name})" if name and "(THL)" not in name else ""


def is_same_title(one: str, other: str) -> bool:
    """Whether two titles say the same: dashes, spaces, capitals and lost dots over letters apart."""
    return _letters(one) == _letters(other)


def _letters(title: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", title).lower() if sign.isalnum() or sign in "%/€")
