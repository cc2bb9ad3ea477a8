"""Who answers for a section and what people were given in it."""

import uuid

from sqlalchemy import case, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from app.messages.actions import post
from app.reports.models import Report, Section
from app.reports.rules import FROZEN
from app.sections.models import SectionRight
from tenants import audit
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.membership import Membership

STILL_CHANGES = Section.report_id.in_(select(Report.id).where(Report.state.not_in(FROZEN)))
"""Of an adopted report nothing is handed over: it keeps who answered for it."""


def assign(
    session: TenantSession, by: uuid.UUID, section: Section, owner: uuid.UUID | None, deputy: uuid.UUID | None
) -> None:
    """Name who answers for a section, and who does when they are away; whoever is new hears of it by letter.

    Raises Refused("not_a_member").
    """
    _require_members(session, {owner, deputy} - {None})
    before = {section.owner_id, section.deputy_id}
    section.owner_id, section.deputy_id = owner, deputy
    session.flush()
    for person_id in {owner, deputy} - before - {None, by}:
        post(
            session,
            "section_assigned",
            to_person=person_id,
            report=section.report.number,
            position=section.position,
        )
    audit.write(session, by, "section.assigned", report=section.report.number, section=section.number)


def grant(session: TenantSession, by: uuid.UUID, section: Section, person_id: uuid.UUID, level: str | None) -> None:
    """Give somebody a level of rights in a section, or with None take it away. Raises Refused("not_a_member")."""
    if level is None:
        session.execute(delete(SectionRight).filter_by(section_id=section.id, person_id=person_id))
    else:
        _require_members(session, {person_id})
        row = insert(SectionRight).values(
            tenant_id=session.tenant_id,
            id=uuid.uuid4(),
            report_id=section.report_id,
            section_id=section.id,
            person_id=person_id,
            level=level,
        )
        key = ["tenant_id", "section_id", "person_id"]
        session.execute(row.on_conflict_do_update(index_elements=key, set_={"level": row.excluded.level}))
    audit.write(session, by, "section.right_changed", report=section.report.number, section=section.number)


def count_owned(session: TenantSession, person_id: uuid.UUID) -> int:
    """How many sections of reports that still change somebody answers for, as owner or deputy."""
    mine = or_(Section.owner_id == person_id, Section.deputy_id == person_id)
    return session.scalar(select(func.count()).select_from(Section).where(mine, STILL_CHANGES))


def hand_over(session: TenantSession, person_id: uuid.UUID, heir: uuid.UUID) -> None:
    """What somebody answers for becomes the heir's; who would be both is the owner alone."""
    owned = update(Section).where(Section.owner_id == person_id, STILL_CHANGES)
    session.execute(owned.values(owner_id=heir, deputy_id=func.nullif(Section.deputy_id, heir)))
    deputised = update(Section).where(Section.deputy_id == person_id, STILL_CHANGES)
    session.execute(deputised.values(deputy_id=case((Section.owner_id == heir, None), else_=heir)))


def _require_members(session: TenantSession, people: set[uuid.UUID]) -> None:
    here = select(func.count()).select_from(Membership)
    wanted = here.where(Membership.person_id.in_(people), Membership.ended_at.is_(None))
    if session.scalar(wanted) != len(people):
        raise Refused("not_a_member")
