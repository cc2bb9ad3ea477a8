"""What time brings to feedback: the coordinators hear of it, are reminded of it, and it is forgotten.

At the door nobody knows who coordinates a municipality, so the worker tells them. It sees of feedback that there is
some and when it came; what was written it reads from behind the municipality's wall alone.
"""

import uuid
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from app.feedback import actions, rules
from app.feedback.models import Feedback
from app.messages.duties import do_each, duty
from tenants import clock
from tenants.boundary import TenantSession, WorkerSession
from tenants.database import Engines

F = Feedback


@duty("* * * * * */5")
def tell_of_feedback(engines: Engines, now: datetime) -> None:
    """Each in a transaction of its own."""
    with WorkerSession(engines, read_only=True) as session:
        new = session.execute(select(F.tenant_id, F.id).where(F.told_at.is_(None))).all()
    do_each(engines, new, lambda _, key: _in(engines, key[0], lambda own: actions.tell_coordinators(own, key[1], now)))


@duty("25 5 * * *")
def remind_of_feedback(engines: Engines, now: datetime) -> None:
    """Three days before an answer is due."""
    _in_each(engines, F.answered_at.is_(None), lambda own: actions.remind_coordinators(own, clock.day_of(now)))


@duty("35 1 * * *")
def forget_feedback(engines: Engines, now: datetime) -> None:
    """What has been answered long ago, and what is older than anybody may keep it."""
    old = or_(F.answered_at < now - rules.KEPT_ANSWERED, F.received_at < now - rules.KEPT_AT_MOST)
    _in_each(engines, old, lambda own: actions.forget_old(own, now))


def _in_each(engines: Engines, which: ColumnElement[bool], act: Callable[[TenantSession], None]) -> None:
    """In every municipality that has such feedback."""
    with WorkerSession(engines, read_only=True) as session:
        found = session.scalars(select(F.tenant_id).where(which).distinct()).all()
    do_each(engines, found, lambda _, tenant_id: _in(engines, tenant_id, act))


def _in(engines: Engines, tenant_id: uuid.UUID, act: Callable[[TenantSession], None]) -> None:
    with TenantSession(engines, tenant_id) as session, session.begin():
        act(session)
