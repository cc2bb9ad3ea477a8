"""An offer or an order confirmation as a PDF, accessible and archival."""

from pathlib import Path

from babel.support import Translations

from app.config import CHECKOUT, Operator
from app.subscribing.printed_order import Paper, printed_order
from app.writing.typesetting import typeset
from app.writing.typst_data import printable

TEMPLATE = Path(__file__).parent / "typst" / "order.typ"


def order_pdf(paper: Paper, operator: Operator) -> bytes:
    """In the paper's language. Raises TypesettingFailed."""
    words = Translations.load(CHECKOUT / "translations", [paper.language])
    return typeset(TEMPLATE, printable(printed_order(paper, operator, words.gettext)))
