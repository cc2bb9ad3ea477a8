"""An edition as a PDF."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from babel.support import Translations

from app.attachments.showing import printed_pictures
from app.config import CHECKOUT
from app.indicators.reader import Reader
from app.indicators.rules import OTHER
from app.publishing.document import document
from app.writing.typesetting import typeset
from app.writing.typst_data import printable
from tenants.clock import today

NO_PICTURES: Mapping[int, bytes] = MappingProxyType({})
TEMPLATE = Path(__file__).parent / "typst" / "report.typ"


def make_pdf(content: dict, language: str, bodies: Mapping[int, bytes] = NO_PICTURES, *, draft: bool = False) -> bytes:
    """`content` as `content.content_of` makes it, `bodies` those of its pictures by number; a draft carries a watermark
    on every page.
    """
    reader = reader_of(content, language, bodies)
    # An adopted report is frozen: a sign in it that no font has must not keep it from its residents.
    return typeset(TEMPLATE, printable(document(content, reader, draft=draft, made_on=today())))


def reader_of(content: dict, language: str, bodies: Mapping[int, bytes]) -> Reader:
    """Who reads a file of the edition, with its pictures."""
    own, other = (Translations.load(CHECKOUT / "translations", [each]) for each in (language, OTHER[language]))
    return Reader(language, own.gettext, other.gettext, printed_pictures(content.get("attachments", ()), bodies))
