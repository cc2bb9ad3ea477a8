"""What of the reports waits for people to write: for the weekly digest."""

import uuid

from sqlalchemy import func, select

from app.reports.models import Report, Section
from app.reports.rules import ReportState, SectionState
from tenants.boundary import TenantSession

NOT_WRITTEN = (SectionState.NOT_BEGUN, SectionState.IN_WORK, SectionState.RETURNED)


def sections_to_write(session: TenantSession) -> dict[uuid.UUID, int]:
    """How many sections of reports in work wait for whoever answers for them."""
    waiting = (Report.state == ReportState.IN_WORK, Section.state.in_(NOT_WRITTEN), Section.deleted_at.is_(None))
    counted = select(Section.owner_id, func.count()).join(Section.report).where(*waiting, Section.owner_id.is_not(None))
    return dict(session.execute(counted.group_by(Section.owner_id)).all())
