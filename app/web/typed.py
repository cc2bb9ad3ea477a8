"""Days and sums as people type them. Pure: no Flask, no request."""

import re
from datetime import date

DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*((?:19|20|21)\d{2})")
"""Years that somebody can mean: there is no day to count on to after 31.12.9999."""

EUROS = re.compile(r"([0-9]{1,7})(?:[,.]([0-9]{1,2}))?")


def as_day(typed: str) -> date | None:
    """A date typed as 12.1.2026, or None."""
    parts = DAY.fullmatch(typed)
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else None
    except ValueError:
        return None


def cents_of(typed: str) -> int | None:
    """"1 290,50" is 129050; None when it is no sum of money."""
    parts = EUROS.fullmatch(re.sub(r"\s", "", typed))
    return int(parts[1]) * 100 + int((parts[2] or "0").ljust(2, "0")) if parts else None
