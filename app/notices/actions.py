"""What staff do with announcements; each deed is a line in the association's trail."""

import uuid

from sqlalchemy.orm import Session

from app.notices.models import Announcement
from tenants import audit, clock


def announce(session: Session, by: uuid.UUID, told: dict[str, object]) -> None:
    """Tell of something: its columns by name."""
    session.add(Announcement(id=(new := uuid.uuid4()), written_by=by, **told))
    audit.write_for_staff(session, by, "announcement.written", announcement=str(new))


def change(session: Session, by: uuid.UUID, announcement: Announcement, told: dict[str, object]) -> None:
    """Tell it otherwise."""
    for name, value in told.items():
        setattr(announcement, name, value)
    audit.write_for_staff(session, by, "announcement.changed", announcement=str(announcement.id))


def end(session: Session, by: uuid.UUID, announcement: Announcement) -> None:
    """It is over; what has not begun never was."""
    announcement.ends_at = clock.now()
    audit.write_for_staff(session, by, "announcement.ended", announcement=str(announcement.id))
