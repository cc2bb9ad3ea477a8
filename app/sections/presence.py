"""Who is in a section just now: heard of every few seconds while a page is open, forgotten when nothing is heard."""

import uuid

from sqlalchemy.dialects.postgresql import insert

from app.reports.models import Section
from app.sections.models import SectionPresence
from tenants import clock
from tenants.boundary import TenantSession


def notice(session: TenantSession, section: Section, person_id: uuid.UUID) -> None:
    """Somebody has the section open. It locks nothing: an absent colleague cannot keep anybody out."""
    row = insert(SectionPresence).values(
        tenant_id=session.tenant_id,
        id=uuid.uuid4(),
        report_id=section.report_id,
        section_id=section.id,
        person_id=person_id,
        seen_at=clock.now(),
    )
    key = ["tenant_id", "section_id", "person_id"]
    session.execute(row.on_conflict_do_update(index_elements=key, set_={"seen_at": row.excluded.seen_at}))
