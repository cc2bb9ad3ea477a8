"""What time brings to a round: three days before its last one, who has not answered hears of it once more."""

import uuid
from datetime import datetime

from sqlalchemy import select

from app.consulting import queries
from app.consulting.actions import remind_by_itself
from app.consulting.models import Consultation
from app.consulting.rules import REMINDED_BEFORE
from app.messages.duties import do_each, duty
from tenants import clock
from tenants.boundary import TenantSession, WorkerSession
from tenants.database import Engines

C = Consultation


@duty("10 5 * * *")
def remind_bodies(engines: Engines, now: datetime) -> None:
    """Each round in a transaction of its own; the letters' keys keep them to one a day."""
    due = select(C.tenant_id, C.id).where(C.ends_on == clock.day_of(now) + REMINDED_BEFORE)
    with WorkerSession(engines, read_only=True) as session:
        found = session.execute(due).all()
    do_each(engines, found, lambda _session, key: _remind(engines, *key, now))


def _remind(engines: Engines, tenant_id: uuid.UUID, round_id: uuid.UUID, now: datetime) -> None:
    with TenantSession(engines, tenant_id) as session, session.begin():
        remind_by_itself(session, queries.round_with_id(session, round_id), now)
