"""The picture that stands beside an edition's address where somebody shares it, and what it says in words."""

from pathlib import Path
from typing import Any

from app.indicators.reader import Reader
from app.residents.cards import card
from app.residents.findings import Content, chosen, findings_of
from app.residents.papers import head, reader_of
from app.writing.typesetting import pictured
from app.writing.typst_data import printable
from tenants.clock import today

TEMPLATE = Path(__file__).parent / "typst" / "picture.typ"
WIDTH, HEIGHT = 1200, 630
"""In pixels, as whoever shows addresses asks for."""


def make_picture(content: Content, language: str, bodies: object = None, *, draft: bool = False) -> bytes:
    """A PNG. Raises TypesettingFailed."""
    return pictured(TEMPLATE, printable(document(content, reader_of(language), draft=draft)))


def make_picture_words(content: Content, language: str, bodies: object = None, *, draft: bool = False) -> bytes:
    """What the picture says, for those who do not see it."""
    told = document(content, reader_of(language), draft=draft)
    first = [told["watermark"]] if draft else []
    finding = told["finding"]
    last = f"{finding['verdict']['text']}: {finding['title']['text']}, {finding['value']}" if finding else None
    said = [*first, f"{told['municipality']}: {told['report']}", *([f"{last} ({finding['period']})"] if last else [])]
    return (". ".join(said) + ".").encode()


def document(content: Content, reader: Reader, *, draft: bool) -> dict[str, Any]:
    """Every word in its place; how it looks is `typst/picture.typ`."""
    told = chosen(findings_of(content), 1)
    return {
        **head(content, reader, draft=draft, made_on=today()),
        "read": reader._("Read the whole report"),
        "finding": card(told[0], reader) if told else None,
    }
