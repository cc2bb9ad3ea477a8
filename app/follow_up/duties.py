"""What time brings: each morning the letters of the day."""

import uuid
from datetime import datetime

from app.follow_up import reminders
from app.messages.duties import do_each, duty
from billing import licence_rules, licences
from tenants.boundary import TenantSession, WorkerSession
from tenants.database import Engines


@duty("20 4 * * *")
def remind(engines: Engines, now: datetime) -> None:
    """In every municipality that may write."""
    with WorkerSession(engines, read_only=True) as session:
        tenants = licences.tenants_in(session, licence_rules.states_that_permit("follow_up.report"))
    do_each(engines, tenants, lambda session, tenant_id: remind_in(engines, tenant_id, now))


def remind_in(engines: Engines, tenant_id: uuid.UUID, now: datetime) -> None:
    """Each letter is posted in a transaction of its own: killed between two, the next time goes on from there."""
    with TenantSession(engines, tenant_id, read_only=True) as session:
        due = reminders.letters_due(session, now)
    for each in due:
        with TenantSession(engines, tenant_id) as session, session.begin():
            reminders.post_one(session, each, now)
