"""What time brings to a round: three days before its last one, who has not answered hears of it once more."""

from datetime import datetime
from functools import partial

from sqlalchemy import Row, select, update

from app.consulting.actions import post_reminder
from app.consulting.models import Consultation, ConsultedBody
from app.consulting.rules import REMINDED_BEFORE
from app.messages.duties import do_each, duty
from tenants import clock
from tenants.boundary import WorkerSession
from tenants.database import Engines
from tenants.tokens import digest_of, new_token

B, C = ConsultedBody, Consultation


@duty("10 5 * * *")
def remind_bodies(engines: Engines, now: datetime) -> None:
    """The letter's key keeps it to one a day; who was asked or reminded within three days is left in peace."""
    of_round = (C.tenant_id == B.tenant_id) & (C.id == B.consultation_id)
    is_due = C.ends_on == clock.day_of(now) + REMINDED_BEFORE
    asked = select(B.tenant_id, B.id, B.consultation_id, B.email, B.language).join(C, of_round).where(is_due)
    rested = B.reminded_at.is_(None) | (B.reminded_at < now - REMINDED_BEFORE)
    with WorkerSession(engines, read_only=True) as session:
        waiting = session.execute(asked.where(rested)).all()
    do_each(engines, waiting, partial(_remind, now=now))


def _remind(session: WorkerSession, body: Row, now: datetime) -> None:
    token = new_token()
    is_body = (B.tenant_id == body.tenant_id, B.id == body.id)
    reminded = update(B).where(*is_body).values(later_digest=digest_of(token), reminded_at=now)
    if session.execute(reminded).rowcount:
        post_reminder(session, body, token, body.tenant_id, now)
