"""Who is in a section just now: heard of every few seconds while a page is open, forgotten when nothing is heard."""

import uuid

from app.reports.models import Section
from app.sections.models import SectionPresence
from tenants import looks
from tenants.boundary import TenantSession


def notice(session: TenantSession, section: Section, person_id: uuid.UUID) -> None:
    """Somebody has the section open. It locks nothing: an absent colleague cannot keep anybody out."""
    about = {"report_id": section.report_id, "section_id": section.id}
    looks.notice(session, SectionPresence, person_id, "section_id", **about)
