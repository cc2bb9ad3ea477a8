"""Somebody's secret address for a calendar program: made, changed, made anew, taken out of use."""

import uuid

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert

from app.calendar.models import CalendarFeed
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.tokens import digest_of, new_token


def make_feed(session: TenantSession, person_id: uuid.UUID, content: str) -> str:
    """A new address's token, of which only the digest is kept; an earlier address leads nowhere from now on."""
    token = new_token()
    made = {"token_digest": digest_of(token), "content": content, "made_at": clock.now()}
    row = insert(CalendarFeed).values(tenant_id=session.tenant_id, id=uuid.uuid4(), person_id=person_id, **made)
    session.execute(row.on_conflict_do_update(index_elements=["tenant_id", "person_id"], set_=made))
    audit.write(session, person_id, "calendar.feed_made")
    return token


def choose_content(session: TenantSession, person_id: uuid.UUID, content: str) -> None:
    """What the feed tells of from now on, at the same address."""
    session.execute(update(CalendarFeed).where(CalendarFeed.person_id == person_id).values(content=content))


def end_feed(session: TenantSession, person_id: uuid.UUID) -> None:
    """The address leads nowhere from now on; once is enough."""
    if session.execute(delete(CalendarFeed).where(CalendarFeed.person_id == person_id)).rowcount:
        audit.write(session, person_id, "calendar.feed_ended")
