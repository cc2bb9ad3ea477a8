"""What time brings to questions: one whose address nobody has confirmed is forgotten."""

from datetime import datetime

from sqlalchemy import delete

from app.messages.duties import duty
from app.support.models import SupportCase
from app.support.rules import CONFIRMED_WITHIN
from tenants.boundary import WorkerSession
from tenants.database import Engines


@duty("50 1 * * *")
def forget_unconfirmed_questions(engines: Engines, now: datetime) -> None:
    """Their letter's link leads nowhere any more."""
    late = (SupportCase.confirmed_at.is_(None), SupportCase.asked_at < now - CONFIRMED_WITHIN)
    with WorkerSession(engines) as session, session.begin():
        session.execute(delete(SupportCase).where(*late))
