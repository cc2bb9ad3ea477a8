"""Announcements in tests."""

import uuid
from datetime import datetime, timedelta

from app.notices.actions import announce
from app.notices.models import Announcement
from tenants import clock
from tenants.boundary import StaffSession
from tenants.database import Engines
from tests.makers import a_person


def an_announcement(
    engines: Engines,
    title: str,
    kind: str = "notice",
    audience: str = "everybody",
    begins_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> uuid.UUID:
    """Committed; its Swedish heading ends in "(sv)". Begun an hour ago unless said."""
    told = {"title_fi": title, "title_sv": f"{title} (sv)", "text_fi": "Teksti.\n\nToinen.", "text_sv": "Text."}
    told |= {"begins_at": begins_at or clock.now() - timedelta(hours=1), "ends_at": ends_at}
    with StaffSession(engines) as session, session.begin():
        officer = a_person(engines, is_staff=True)
        announce(session, officer.id, told | {"kind": kind, "audience": audience})
        session.flush()
        return session.query(Announcement.id).filter_by(title_fi=title).one().id
