"""One cell of a table, or one field of a form: a text, a number or a day. Pure.

A comma is the decimal sign. A point is one too, but where a single point stands before exactly three digits ("1.234")
nobody can tell a thousand from a fraction, so it is refused: written as 1234 or 1,234 it is clear.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from app.own_figures.periods import DAY
from app.own_figures.rules import MOST_DECIMALS

MISSING = frozenset({"", "-", "–", "—", "\N{MINUS SIGN}", ".", "..", "...", "…"})
"""What statistics write where there is no figure. Never 0."""

BLANKS = {"Cc", "Cs", "Cn", "Zl", "Zp", "Zs"}
UNSEEN = "Cf"
MINUS = str.maketrans({"\N{MINUS SIGN}": "-", "–": "-"})
PLAIN = re.compile(r"-?[0-9]{1,15}(?:[,.][0-9]{1,20})?")
GROUPED = re.compile(r"-?[0-9]{1,3}(?:(?:\.[0-9]{3})+(?:,[0-9]{1,20})?|(?:,[0-9]{3})+\.[0-9]{1,20})")
SPACED = re.compile(r"-?[0-9]{1,3}(?: [0-9]{3})+(?:[,.][0-9]{1,20})?")
UNCLEAR = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


class Unreadable(ValueError):
    """`reason` is a stable word: number, unclear_number or day."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def text_of(cell: str) -> str:
    """In one line and without signs that nobody sees; "" where nothing is told."""
    kinds = ((sign, unicodedata.category(sign)) for sign in cell)
    seen = "".join(" " if kind in BLANKS else sign for sign, kind in kinds if kind != UNSEEN)
    text = " ".join(seen.split())
    return "" if text in MISSING else text


def number_of(cell: str) -> Decimal | None:
    """The number, to six decimals; None where nothing is told. Raises Unreadable."""
    text = text_of(cell).translate(MINUS).removesuffix("%").rstrip().replace("- ", "-")
    if not text:
        return None
    if UNCLEAR.fullmatch(text):
        raise Unreadable("unclear_number")
    if PLAIN.fullmatch(text) or SPACED.fullmatch(text):
        return _decimal(text.replace(" ", "").replace(",", "."))
    if GROUPED.fullmatch(text):
        decimal_sign = text[max(text.rfind(","), text.rfind("."))] if "," in text else ","
        whole, _, fraction = text.partition(decimal_sign)
        return _decimal(f"{re.sub('[.,]', '', whole)}.{fraction}")
    raise Unreadable("number")


def _decimal(text: str) -> Decimal:
    number = round(Decimal(text), MOST_DECIMALS).normalize()
    return number + 0 if number.as_tuple().exponent <= 0 else number.quantize(Decimal(1))


def number_text(number: Decimal | None) -> str:
    """As a file has it: a decimal comma and no thousands; what `number_of` reads back."""
    return "" if number is None else format(number, "f").replace(".", ",")


def decimals_of(number: Decimal) -> int:
    """How many decimals it is written with."""
    return max(0, -number.normalize().as_tuple().exponent)


def day_of(cell: str) -> date | None:
    """The day, as it is written here or as programs write it; None where nothing is told. Raises Unreadable."""
    text = text_of(cell)
    if not text:
        return None
    try:
        if found := re.fullmatch(DAY, text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := ISO_DAY.fullmatch(text):
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise Unreadable("day")
