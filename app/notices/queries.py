"""Questions about announcements."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, Select, or_, select
from sqlalchemy.orm import Session

from app.notices.models import Announcement
from app.notices.rules import Told

REMEMBERED = timedelta(days=365)
A = Announcement
TOLD = select(A.id, A.kind, A.audience, A.title_fi, A.title_sv, A.text_fi, A.text_sv, A.begins_at, A.ends_at)


def not_over(door: Connection, now: datetime) -> list[Told]:
    """What is or will be topical, the latest beginning first; asked at the door."""
    return _told(door, TOLD.where(or_(A.ends_at.is_(None), A.ends_at > now)))


def of_a_year(session: Session, now: datetime) -> list[Told]:
    """What is, will be or was topical during the last year, the latest first."""
    return _told(session, TOLD.where(or_(A.ends_at.is_(None), A.ends_at > now - REMEMBERED)))


def announcement(session: Session, announcement_id: uuid.UUID) -> Announcement | None:
    """One of them, to be changed."""
    return session.get(Announcement, announcement_id)


def _told(asked: Session | Connection, question: Select) -> list[Told]:
    return [_as_told(row) for row in asked.execute(question.order_by(A.begins_at.desc(), A.id))]


def _as_told(row: Row) -> Told:
    return Told(
        row.id,
        row.kind,
        row.audience,
        {"fi": row.title_fi, "sv": row.title_sv},
        {"fi": row.text_fi, "sv": row.text_sv},
        row.begins_at,
        row.ends_at,
    )
