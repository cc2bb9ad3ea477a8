"""Days and sums as people type them, and what nobody can type. Pure: no Flask, no request."""

import re
from datetime import date, datetime, time

DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*((?:19|20|21)\d{2})")
"""Years that somebody can mean: there is no day to count on to after 31.12.9999."""

LAST_OF_PLANES = "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
NO_CHARACTERS = f"\ufdd0-\ufdef{LAST_OF_PLANES}"
"""What Unicode never makes a character (its section 23.7), as a part of a regular expression's class: no page of HTML
may hold one."""

MOMENT = re.compile(rf"{DAY.pattern}(?:\s+(?:klo|kl\.?))?\s+([01]?\d|2[0-3])[.:]([0-5]\d)")

EUROS = re.compile(r"([0-9]{1,7})(?:[,.]([0-9]{1,2}))?")


def as_day(typed: str) -> date | None:
    """A date typed as 12.1.2026, or None."""
    parts = DAY.fullmatch(typed)
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else None
    except ValueError:
        return None


def as_moment(typed: str) -> datetime | None:
    """A moment typed as 12.1.2026 18.00, without a time zone, or None."""
    parts = MOMENT.fullmatch(typed)
    day = as_day(typed.split(" ", 1)[0]) if parts else None
    return datetime.combine(day, time(int(parts[4]), int(parts[5]))) if day else None


def cents_of(typed: str) -> int | None:
    """"1 290,50" is 129050; None when it is no sum of money."""
    parts = EUROS.fullmatch(re.sub(r"\s", "", typed))
    return int(parts[1]) * 100 + int((parts[2] or "0").ljust(2, "0")) if parts else None
