"""What of the year waits for people, late or within two weeks: for the weekly digest."""

import uuid
from collections import Counter
from datetime import timedelta

from app.calendar.queries import things_that_wait
from tenants import clock
from tenants.boundary import TenantSession

SOON = timedelta(days=14)


def things_soon(session: TenantSession) -> dict[uuid.UUID, int]:
    """How many days of the annual clock and of communication wait for whoever answers for them."""
    today = clock.today()
    soon = [each for each in things_that_wait(session, today) if each.due_on <= today + SOON]
    return Counter(each.owner_id for each in soon if each.owner_id)
