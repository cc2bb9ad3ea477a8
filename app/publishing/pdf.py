"""An edition as a PDF."""

from pathlib import Path

from babel.support import Translations

from app.config import CHECKOUT
from app.indicators.rules import OTHER
from app.publishing.document import Reader, document
from app.writing.typesetting import typeset
from tenants.clock import today

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"


def make_pdf(content: dict, language: str, *, draft: bool = False) -> bytes:
    """`content` as `content.content_of` makes it; a draft carries a watermark on every page."""
    own, other = (Translations.load(CHECKOUT / "translations", [each]) for each in (language, OTHER[language]))
    reader = Reader(language, own.gettext, other.gettext)
    return typeset(TEMPLATE, document(content, reader, draft=draft, made_on=today()))
