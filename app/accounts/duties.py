"""What the accounts need done by themselves."""

from datetime import datetime

from app.messages.duties import duty
from tenants import sign_ins
from tenants.boundary import WorkerSession
from tenants.database import Engines


@duty("40 1 * * *")
def forget_sign_ins(engines: Engines, now: datetime) -> None:
    """Nobody needs to know for ever where somebody was signed in."""
    with WorkerSession(engines) as session, session.begin():
        sign_ins.forget_old(session)
