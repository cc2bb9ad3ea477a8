"""Texts, days and sums as elements of Finvoice 3.0: fitted, with a decimal comma, with what their type demands."""

from datetime import date

from lxml import etree

from billing.document_facts import euros
from billing.finvoice_text import held, split
from billing.markup import element

Elements = tuple[etree._Element | None, ...]


def texts(name: str, text: str, *, longest: int, most: int | None = None) -> list[etree._Element]:
    """As many elements as the text needs, and no more than `most`."""
    return [element(name, piece) for piece in split(text, longest, most)]


def whole(name: str, text: str, *, longest: int) -> etree._Element | None:
    """For what would be wrong if it were cut: the whole of it or nothing."""
    return element(name, text) if len(text := held(text)) <= longest else None


def dated(name: str, day: date | None) -> etree._Element | None:
    """A day, if there is one."""
    return element(name, f"{day:%Y%m%d}", Format="CCYYMMDD") if day else None


def amount(name: str, cents: int) -> etree._Element:
    """A sum in euros."""
    return element(name, comma(f"{euros(cents):f}"), AmountCurrencyIdentifier="EUR")


def comma(number: str) -> str:
    """A number with the decimal sign of Finvoice."""
    return number.replace(".", ",")
