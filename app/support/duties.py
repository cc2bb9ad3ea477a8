"""What time brings to questions: they are forgotten, unconfirmed ones soon and closed ones after two years."""

from datetime import datetime

from sqlalchemy import delete, select

from app.messages.duties import duty
from app.support.models import SupportCase, SupportMessage
from app.support.rules import CLOSED_KEPT, CONFIRMED_WITHIN, CaseState
from tenants.boundary import WorkerSession
from tenants.database import Engines


@duty("50 1 * * *")
def forget_unconfirmed_questions(engines: Engines, now: datetime) -> None:
    """Their letter's link leads nowhere any more."""
    late = (SupportCase.confirmed_at.is_(None), SupportCase.asked_at < now - CONFIRMED_WITHIN)
    with WorkerSession(engines) as session, session.begin():
        session.execute(delete(SupportCase).where(*late))


@duty("55 1 * * *")
def forget_closed_questions(engines: Engines, now: datetime) -> None:
    """Nobody needs for ever who asked what: the names, the addresses and what was written go together."""
    old = (SupportCase.state == CaseState.CLOSED, SupportCase.changed_at < now - CLOSED_KEPT)
    with WorkerSession(engines) as session, session.begin():
        session.execute(delete(SupportMessage).where(SupportMessage.case_id.in_(select(SupportCase.id).where(*old))))
        session.execute(delete(SupportCase).where(*old))
