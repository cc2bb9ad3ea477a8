"""Reminders as they are posted, and stopped."""

import uuid
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from app.follow_up import elsewhere, queries, reminding
from app.follow_up.models import Reminder, ReminderStop
from app.follow_up.reminding import Due
from app.messages.actions import post
from billing import licence_rules, licences
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.tokens import digest_of, new_token


def letters_due(session: TenantSession, now: datetime) -> list[Due]:
    """The letters of a day in the session's municipality; none where its licence lets nobody write."""
    today = clock.day_of(now)
    if not licence_rules.permits(licences.state_on(session, today), "follow_up.report"):
        return []
    asked = [each.asked for each in queries.waiting(session, today)]
    more = elsewhere.people_with_more(session) if reminding.week_of(today) else frozenset()
    if not asked and not more:
        return []
    return reminding.due_on(today, asked, queries.team(session), queries.posted(session, now), more)


def post_one(session: TenantSession, due: Due, now: datetime) -> None:
    """Post a letter and remember that it was posted, both or neither; once, whoever else posts it at the same time."""
    token = new_token()
    row = insert(Reminder).values(
        tenant_id=session.tenant_id,
        id=uuid.uuid4(),
        person_id=due.person_id,
        occasion=due.occasion,
        posted_at=now,
        token_digest=digest_of(token),
    )
    key = ["tenant_id", "person_id", "occasion"]
    if session.execute(row.on_conflict_do_nothing(index_elements=key)).rowcount:
        carried = {"person": due.person_id, "token": token} | ({"round": due.round_id} if due.round_id else {})
        post(session, due.kind, to_person=due.person_id, key=f"reminder:{due.person_id}:{due.occasion}", **carried)


def stop(session: TenantSession, person_id: uuid.UUID) -> None:
    """No more reminders to somebody about this municipality, until they want them again."""
    row = insert(ReminderStop).values(
        tenant_id=session.tenant_id, id=uuid.uuid4(), person_id=person_id, stopped_at=clock.now()
    )
    if session.execute(row.on_conflict_do_nothing(index_elements=["tenant_id", "person_id"])).rowcount:
        audit.write(session, person_id, "reminder.stopped")


def start(session: TenantSession, person_id: uuid.UUID) -> None:
    """Somebody wants them again."""
    if session.execute(delete(ReminderStop).where(ReminderStop.person_id == person_id)).rowcount:
        audit.write(session, person_id, "reminder.started")
