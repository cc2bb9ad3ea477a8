"""Who answers for a section and what people were given in it."""

import uuid
from collections import defaultdict

from sqlalchemy import case, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from app.messages.actions import post
from app.reports.models import Report, Section
from app.reports.rules import FROZEN
from app.sections.models import SectionRight
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.membership import require_members

STILL_CHANGES = Section.report_id.in_(select(Report.id).where(Report.state.not_in(FROZEN)))
"""Of an adopted report nothing is handed over: it keeps who answered for it."""


def assign(
    session: TenantSession, by: uuid.UUID, section: Section, owner: uuid.UUID | None, deputy: uuid.UUID | None
) -> None:
    """Name who answers for one section, and who does when they are away. Raises Refused like `assign_all`."""
    assign_all(session, by, {section: (owner, deputy)})


def assign_all(session: TenantSession, by: uuid.UUID, chosen: dict[Section, tuple]) -> None:
    """Name (owner, deputy) of several sections; whoever is new hears of it by one letter.

    Raises Refused("not_a_member") and, of an adopted report, Refused("wrong_report_state").
    """
    require_members(session, {person for pair in chosen.values() for person in pair} - {None})
    told = defaultdict(list)
    for report in {section.report for section in chosen}:
        session.refresh(report, ["state"], with_for_update={"read": True})
        if report.is_frozen:
            raise Refused("wrong_report_state")
    for section, (owner, deputy) in chosen.items():
        for person_id in {owner, deputy} - {section.owner_id, section.deputy_id, None, by}:
            told[person_id].append(section)
        _assign(session, by, section, owner, deputy)
    session.flush()
    for person_id, sections in told.items():
        _tell(session, person_id, sections)


def _assign(
    session: TenantSession, by: uuid.UUID, section: Section, owner: uuid.UUID | None, deputy: uuid.UUID | None
) -> None:
    if (owner, deputy) == (section.owner_id, section.deputy_id):
        return
    if owner != section.owner_id:
        section.owned_since = clock.now() if owner else None
    section.owner_id, section.deputy_id = owner, deputy
    audit.write(session, by, "section.assigned", report=section.report.number, section=section.number)


def _tell(session: TenantSession, person_id: uuid.UUID, sections: list[Section]) -> None:
    number = sections[0].report.number
    if len(sections) == 1:
        post(session, "section_assigned", to_person=person_id, report=number, position=sections[0].position)
    else:
        post(session, "sections_assigned", to_person=person_id, report=number, count=len(sections))


def grant(session: TenantSession, by: uuid.UUID, section: Section, person_id: uuid.UUID, level: str | None) -> None:
    """Give somebody a level of rights in a section, or with None take it away. Raises Refused("not_a_member")."""
    if level is None:
        session.execute(delete(SectionRight).filter_by(section_id=section.id, person_id=person_id))
    else:
        require_members(session, {person_id})
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
    counted = select(func.count()).select_from(Section).where(mine, STILL_CHANGES, Section.deleted_at.is_(None))
    return session.scalar(counted)


def hand_over(session: TenantSession, person_id: uuid.UUID, heir: uuid.UUID) -> None:
    """What somebody answers for becomes the heir's; who would be both is the owner alone."""
    owned = update(Section).where(Section.owner_id == person_id, STILL_CHANGES)
    others = func.nullif(Section.deputy_id, heir)
    session.execute(owned.values(owner_id=heir, owned_since=clock.now(), deputy_id=others))
    deputised = update(Section).where(Section.deputy_id == person_id, STILL_CHANGES)
    session.execute(deputised.values(deputy_id=case((Section.owner_id == heir, None), else_=heir)))
