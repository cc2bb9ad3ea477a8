"""Numbers, sums, days and moments as a Finnish or Swedish reader writes them. Pure: no Flask, no request.

Both languages write numbers alike, and a page of figures is hundreds of them: Python's own formatting takes a
tenth of Babel's time. That they agree is tested.
"""

from datetime import date, datetime
from decimal import Decimal

from tenants.clock import HELSINKI, day_of

MINUS = "\N{MINUS SIGN}"
OUR_SIGNS = str.maketrans({",": "\N{NO-BREAK SPACE}", ".": ",", "-": MINUS})
CLOCK = {"fi": "klo", "sv": "kl."}


def number(value: Decimal, decimals: int, language: str) -> str:
    """`Decimal("1234.5")` with one decimal is "1 234,5" (no-break space) in both languages."""
    return f"{value:,.{decimals}f}".translate(OUR_SIGNS)


def signed(value: Decimal, decimals: int, language: str) -> str:
    """A change, with its sign written out: "+0,3", "−1,2", "0,0"."""
    text = number(value, decimals, language)
    shown_as_zero = not any(digit in text for digit in "123456789")
    if shown_as_zero:
        return text.lstrip(MINUS)
    return text if text.startswith(MINUS) else "+" + text


def money(cents: int, language: str) -> str:
    """"1 290,50 €"."""
    return f"{number(Decimal(cents) / 100, 2, language)}\N{NO-BREAK SPACE}€"


def years(first: int, last: int) -> str:
    """A period: "2025–2029"; one year is said once."""
    return str(first) if first == last else f"{first}–{last}"


def day(value: date, language: str) -> str:
    """21.11.2026: both languages of Finland write it so. Of a moment, the day that it is in Helsinki."""
    if isinstance(value, datetime):
        value = day_of(value)
    return f"{value.day}.{value.month}.{value.year}"


def moment(value: datetime, language: str) -> str:
    """An aware time, shown in Helsinki: "21.11.2026 klo 10.42"."""
    local = value.astimezone(HELSINKI)
    return f"{day(local, language)} {CLOCK[language]}\N{NO-BREAK SPACE}{local.hour}.{local.minute:02}"


def plain_moment(value: datetime, language: str) -> str:
    """The same as it is typed: "21.11.2026 10.42"."""
    local = value.astimezone(HELSINKI)
    return f"{day(local, language)} {local.hour}.{local.minute:02}"


def shown(details: dict[str, object], language: str) -> dict[str, object]:
    """What fills a sentence's blanks, as it is read: sums by the ending of their name, days by what they are."""
    return {name: _shown(name, value, language) for name, value in details.items()}


def _shown(name: str, value: object, language: str) -> object:
    if name.endswith("cents"):
        return money(value, language)
    return day(value, language) if isinstance(value, date) else value
