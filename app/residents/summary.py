"""The plain-language summary on paper: for whoever reads no long texts, and for whoever hands it out. Pure but for the
clock.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.attachments.showing import printed_pictures
from app.indicators.reader import Reader
from app.indicators.rules import wording
from app.residents.findings import Content
from app.residents.papers import head, reader_of
from app.writing.contents import attachments_in
from app.writing.parse import parse
from app.writing.shown import Printed
from app.writing.typesetting import typeset
from app.writing.typst_data import as_typst_data, printable
from tenants.clock import today

TEMPLATE = Path(__file__).parent / "typst" / "summary.typ"


def make_summary(content: Content, language: str, bodies: Mapping[int, bytes], *, draft: bool = False) -> bytes:
    """As many pages of A4 as it needs, as an accessible PDF; `bodies` has the pictures of the summary, by number.

    Raises TypesettingFailed.
    """
    reader = reader_of(language, printed_pictures(content.get("attachments", ()), bodies))
    return typeset(TEMPLATE, printable(document(content, reader, draft=draft, made_on=today())))


def document(content: Content, reader: Reader, *, draft: bool, made_on: date) -> dict[str, Any]:
    """Every word in its place; how it looks is `typst/summary.typ`."""
    written = {language: text if text.strip() else "" for language, text in content["summary"].items()}
    text, language = wording(written, reader.language)
    return {
        **head(content, reader, draft=draft, made_on=made_on),
        "name": reader._("The report in plain language"),
        "page": reader._("Page"),
        "notice": _notice(language, reader) if language != reader.language else None,
        "text": as_typst_data(parse(text), Printed(image=reader.pictures.get)),
        "text_language": language,
        "read": reader._("Read the whole report"),
    }


def pictures_shown(content: Content) -> set[int]:
    """The numbers of the attachments that the summary shows, in either language. Older editions have none."""
    return {number for text in content.get("summary", {}).values() for number in attachments_in(text)}


def _notice(language: str, reader: Reader) -> str:
    return {
        "fi": reader._("This summary has been written only in Finnish."),
        "sv": reader._("This summary has been written only in Swedish."),
    }[language]
