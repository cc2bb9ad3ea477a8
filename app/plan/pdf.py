"""A plan as a PDF: the whole, or the part that is a statutory plan."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babel.support import Translations

from app.config import CHECKOUT
from app.indicators.reader import Reader
from app.plan.printed import document
from app.writing.typesetting import typeset
from app.writing.typst_data import printable
from tenants.clock import today

TEMPLATE = Path(__file__).parent / "typst" / "plan.typ"


def make_pdf(
    content: Mapping[str, Any], language: str, names: Mapping[str, str], municipality: str, tag: str | None
) -> bytes:
    """`content` as `content.content_of` makes it, filtered or not. Raises TypesettingFailed."""
    words = Translations.load(CHECKOUT / "translations", [language])
    told = {"municipality": municipality, "tag": tag, "made_on": today()}
    return typeset(TEMPLATE, printable(document(content, Reader(language, words.gettext), names, **told)))
