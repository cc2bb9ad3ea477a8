"""Between the right password and the second factor: ten minutes, in the cookie, worth nothing for any other page."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from flask import session

from tenants import clock
from tenants.people import Person

TIME = timedelta(minutes=10)
KEPT = "halfway"


def begin(person: Person, onward: str) -> None:
    """The password was right; `onward` is where the visitor was going. Whatever the cookie held before is gone."""
    session.clear()
    until = clock.now() + TIME
    session[KEPT] = {"person": str(person.id), "until": until.timestamp(), "mark": _mark(person), "onward": onward}


def person_id() -> UUID | None:
    """Whose password was given; None when nobody's was, or too long ago."""
    kept = session.get(KEPT)
    if kept is None or datetime.fromtimestamp(kept["until"], clock.UTC) < clock.now():
        return None
    return UUID(kept["person"])


def onward() -> str:
    """Where the visitor was going."""
    return session[KEPT]["onward"]


def is_still_good(person: Person) -> bool:
    """Whether the password that was given is the person's still."""
    return session[KEPT]["mark"] == _mark(person)


def _mark(person: Person) -> str:
    """Of the stored hash, not of the password; enough to notice that it has been changed."""
    return hashlib.sha256((person.password_hash or "").encode()).hexdigest()[:16]
