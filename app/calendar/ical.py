"""Days as a file that calendar programs read: iCalendar (RFC 5545 and 7986). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

ASKED_AGAIN = timedelta(hours=12)


@dataclass(frozen=True)
class Event:
    """Whole days, from the first to the last. `uid` never changes, so a calendar program knows it again; `address` is
    where it can be seen to.
    """

    uid: UUID
    changed_at: datetime
    first_day: date
    last_day: date
    summary: str
    description: str
    address: str


def calendar_file(name: str, language: str, events: Iterable[Event]) -> bytes:
    """The file. The same events are the same bytes: nothing in it tells when it was asked for."""
    # Loaded by the worker that needs it: with what it brings it takes thirteen megabytes of a process.
    from icalendar import Calendar

    calendar = Calendar()
    for key, value in {
        "prodid": f"-//Hyvinvointikertomus Välfärdsberättelse//{language.upper()}",
        "version": "2.0",
        "calscale": "GREGORIAN",
        "name": name,
        "x-wr-calname": name,
    }.items():
        calendar.add(key, value)
    calendar.add("refresh-interval", ASKED_AGAIN, {"value": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for event in events:
        calendar.add_component(_component(event))
    return calendar.to_ical()


def _component(event: Event) -> object:
    """All day, and nobody is busy because of it. An event ends before its DTEND begins (RFC 5545 section 3.6.1)."""
    from icalendar import Event as Component

    component = Component()
    for key, value in {
        "uid": str(event.uid),
        "dtstamp": event.changed_at,
        "last-modified": event.changed_at,
        "dtstart": event.first_day,
        "dtend": event.last_day + timedelta(days=1),
        "summary": event.summary,
        "description": event.description,
        "url": event.address,
        "transp": "TRANSPARENT",
    }.items():
        component.add(key, value)
    return component
