"""What the front page asks of a municipality's sections, a constant number of questions."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import select

from app.reports.models import Report, Section, SectionMove
from app.reports.rules import ReportState, SectionState
from app.sections.models import SectionPresence, SectionVersion
from tenants.boundary import TenantSession

PATIENCE = timedelta(days=14)
"""Who has not been in their section for so long after it was given to them may not know of it."""


def unopened_sections(session: TenantSession, now: datetime) -> frozenset[uuid.UUID]:
    """Sections in work whose responsible person has not been there since they were named, two weeks ago or earlier."""
    signs = [
        select(kind.id).where(kind.section_id == Section.id, who == Section.owner_id, when > Section.owned_since)
        for kind, who, when in (
            (SectionPresence, SectionPresence.person_id, SectionPresence.seen_at),
            (SectionVersion, SectionVersion.written_by, SectionVersion.written_at),
            (SectionMove, SectionMove.moved_by, SectionMove.moved_at),
        )
    ]
    asked = (
        select(Section.id)
        .join(Section.report)
        .where(
            Report.state == ReportState.IN_WORK,
            Section.state.not_in((SectionState.READY, SectionState.APPROVED)),
            Section.owned_since < now - PATIENCE,
            *(~sign.exists() for sign in signs),
        )
    )
    return frozenset(session.scalars(asked))
