"""An invoice or credit note as a PDF, accessible and archival."""

from pathlib import Path

from babel.support import Translations

from app.config import CHECKOUT
from app.payments.printed_invoice import printed_invoice
from app.writing.typesetting import typeset
from app.writing.typst_data import printable
from billing.documents import Document

TEMPLATE = Path(__file__).parent / "typst" / "invoice.typ"


def invoice_pdf(document: Document) -> bytes:
    """In the document's language; the same document is always the same file. Raises TypesettingFailed."""
    words = Translations.load(CHECKOUT / "translations", [document.language])
    return typeset(TEMPLATE, printable(printed_invoice(document, words.gettext)))
