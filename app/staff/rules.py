"""How staff write a price list: one class on each line. Pure."""

import re

from app.web.typed import cents_of
from billing.prices import PriceClass
from tenants.errors import Refused

LINE = re.compile(r"([0-9]{1,8});([0-9]{1,7}(?:[,.][0-9]{1,2})?)")


def price_classes(typed: str) -> tuple[PriceClass, ...]:
    """"2000; 790" on a line: 790 euros from 2,000 inhabitants up to the next line's. Raises Refused("price_line")."""
    rows = [_row(number, line) for number, line in enumerate(typed.splitlines(), 1) if line.strip()]
    ends = [first for first, _ in rows[1:]] + [None]
    return tuple(PriceClass(first, end, cents) for (first, cents), end in zip(rows, ends, strict=False))


def _row(number: int, line: str) -> tuple[int, int]:
    parts = LINE.fullmatch(re.sub(r"\s", "", line))
    if not parts:
        raise Refused("price_line", line=number)
    return int(parts[1]), cents_of(parts[2])
