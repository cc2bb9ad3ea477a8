"""Days of leaving. Pure."""

from datetime import date, timedelta

from tenants.errors import Refused

SHORTEST_DELAY, LONGEST_DELAY = 30, 90
REMINDERS = (7, 1)
"""Days before a deletion."""

KEPT = timedelta(days=7)
"""How long an export can be fetched."""

MOST_TRIES = 3
SETTLES_IN = timedelta(minutes=10)
"""From the members' going to the deletion: what they had in hand has ended by then."""

FAILED_AFTER = timedelta(hours=3)
"""From a deletion's hour to when it should long have been done: the worker tries it every hour."""

VOUCHER_YEARS = 6


def check_delay(days: int) -> None:
    """Between a deletion's being asked for and its day. Raises Refused("wrong_delay")."""
    if not SHORTEST_DELAY <= days <= LONGEST_DELAY:
        raise Refused("wrong_delay")


def kept_until(issued_on: date) -> date:
    """The last day a voucher is kept: six years from the end of the year in which the financial year ended, which is
    the calendar year (Accounting Act 1336/1997 chapter 2 section 10)."""
    return date(issued_on.year + VOUCHER_YEARS, 12, 31)


def reminder_due(days_left: int) -> int | None:
    """Which reminder it is time for so many days before the deletion: the last that is due, or none."""
    return min((days for days in REMINDERS if days_left <= days), default=None)
