"""The one clock: nobody else asks the operating system what time it is."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")


def now() -> datetime:
    """This moment, aware, in UTC: what is stored."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in Helsinki: what a municipality's meeting or deadline is measured by."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The calendar day in Helsinki of a moment."""
    return moment.astimezone(HELSINKI).date()


def beginning_of(day: date) -> datetime:
    """The moment when a calendar day begins in Helsinki."""
    return datetime.combine(day, time(), HELSINKI)
