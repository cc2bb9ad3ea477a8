"""Offers, order confirmations and contracts as PDFs, accessible and archival, each in its own language."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from babel.support import Translations

from app.config import CHECKOUT, Operator
from app.subscribing.printed_contract import Contract, printed_contract
from app.subscribing.printed_order import Paper, printed_order
from app.writing.typesetting import typeset
from app.writing.typst_data import printable

TEMPLATES = Path(__file__).parent / "typst"


def order_pdf(paper: Paper, operator: Operator) -> bytes:
    """Raises TypesettingFailed."""
    return typeset(TEMPLATES / "order.typ", printable(printed_order(paper, operator, _words(paper.language))))


def contract_pdf(contract: Contract, operator: Operator, made_on: date) -> bytes:
    """Raises TypesettingFailed."""
    said = printed_contract(contract, operator, made_on, _words(contract.language))
    return typeset(TEMPLATES / "contract.typ", printable(said))


def _words(language: str) -> Callable[[str], str]:
    return Translations.load(CHECKOUT / "translations", [language]).gettext
