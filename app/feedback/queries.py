"""Questions about feedback, as the municipality that got it asks them; at the door only whether it is taken."""

import uuid
from datetime import date
from typing import NamedTuple

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from app.feedback import rules
from app.feedback.models import Feedback
from app.publishing.models import Edition
from tenants import clock
from tenants.departures import has_left
from tenants.people import Person

F = Feedback
OF_EDITION = (Edition.tenant_id == F.tenant_id) & (Edition.id == F.edition_id)
WITH_EDITION = (
    select(F, Edition.title_fi, Edition.title_sv, Edition.years, Edition.number, Person.name.label("answerer"))
    .join_from(F, Edition, OF_EDITION)
    .outerjoin(Person, Person.id == F.answered_by)
)


class Waiting(NamedTuple):
    """How much feedback waits for an answer, how much of that too long, and the first day that an answer is due."""

    count: int
    late: int
    due_on: date | None


NOTHING = Waiting(0, 0, None)


def is_taken(session: Session, tenant_id: uuid.UUID) -> bool:
    """Whether there is still somebody to read it: the municipality has not left. At the door."""
    return not session.scalar(select(has_left(tenant_id)))


def all_feedback(session: Session) -> list[Row]:
    """Every feedback with its edition, what waits first, by its day; then what was answered, newest first."""
    waits_first = (F.answered_at.is_not(None), F.answered_at.desc(), F.received_at)
    return list(session.execute(WITH_EDITION.order_by(*waits_first)))


def one_feedback(session: Session, feedback_id: uuid.UUID) -> Row | None:
    """One feedback with its edition."""
    return session.execute(WITH_EDITION.where(F.id == feedback_id)).one_or_none()


def feedback_with_id(session: Session, feedback_id: uuid.UUID, *, hold: bool = False) -> Feedback | None:
    """One feedback by itself, held until the commit if that is wished."""
    asked = select(F).where(F.id == feedback_id)
    return session.scalar(asked.with_for_update() if hold else asked)


def unanswered(session: Session) -> list[Feedback]:
    """What waits for an answer."""
    return list(session.scalars(select(F).where(F.answered_at.is_(None)).order_by(F.received_at)))


def waiting_feedback(session: Session, today: date) -> Waiting:
    """What waits for an answer, as a count."""
    first_in_time = clock.beginning_of(rules.received_on_of(today))
    asked = select(func.count(), func.count().filter(F.received_at < first_in_time), func.min(F.received_at))
    count, late, first = session.execute(asked.where(F.answered_at.is_(None))).one()
    return Waiting(count, late, rules.due_on(clock.day_of(first)) if first else None)
