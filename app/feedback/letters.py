"""What the letters about feedback say besides what they carry."""

import uuid

from sqlalchemy.orm import Session

from app.feedback import queries
from app.messages.content import Content, NotNeeded, gathers


@gathers("feedback_arrived")
@gathers("feedback_due")
def which_feedback(session: Session, payload: dict[str, object]) -> Content:
    """About which edition and until when; nothing of what was answered meanwhile."""
    row = _found(session, payload)
    if row.Feedback.answered_at:
        raise NotNeeded
    return Content({"title": _titles(row), "due_on": row.Feedback.due_on})


@gathers("feedback_answered")
def which_answer(session: Session, payload: dict[str, object]) -> Content:
    """The answer, line by line."""
    row = _found(session, payload)
    received_on = row.Feedback.received_at
    return Content({"title": _titles(row), "received_at": received_on, "lines": row.Feedback.answer.splitlines()})


def _found(session: Session, payload: dict[str, object]):
    row = queries.one_feedback(session, uuid.UUID(payload["feedback_id"]))
    if row is None:  # it was forgotten while the letter waited
        raise NotNeeded
    return row


def _titles(row) -> dict[str, str]:
    return {"fi": row.title_fi, "sv": row.title_sv}
