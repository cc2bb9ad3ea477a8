"""Questions about one section: its versions, what was kept, who is there, who may be its owner."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Row, func, select

from app.reports.models import Section, SectionMove
from app.sections.models import KeptText, SectionPresence, SectionRight, SectionVersion
from tenants import people
from tenants.boundary import TenantSession
from tenants.membership import Membership
from tenants.people import Person

PRESENT = timedelta(seconds=60)
"""Who has not been heard of for so long has left the section."""

ON_A_PAGE = 100


def versions(session: TenantSession, section: Section, language: str, before: int | None = None) -> Sequence[Row]:
    """(number, written_at, name of the version, restored_from, writer's name), newest first, without the texts."""
    columns = (SectionVersion.number, SectionVersion.written_at, SectionVersion.name, SectionVersion.restored_from)
    asked = (
        select(*columns, people.name_of(SectionVersion.written_by).label("writer"))
        .where(SectionVersion.section_id == section.id, SectionVersion.language == language)
        .order_by(SectionVersion.number.desc())
        .limit(ON_A_PAGE)
    )
    return session.execute(asked.where(SectionVersion.number < before) if before is not None else asked).all()


def moves(session: TenantSession, section: Section) -> Sequence[Row]:
    """(state, moved_at, note, mover's name) of how the section came to its states, newest first."""
    m = SectionMove
    asked = select(m.state, m.moved_at, m.note, people.name_of(m.moved_by).label("mover"))
    return session.execute(asked.where(m.section_id == section.id).order_by(m.moved_at.desc()).limit(ON_A_PAGE)).all()


def kept_text(session: TenantSession, section: Section, kept_id: uuid.UUID) -> KeptText | None:
    """One text that was kept."""
    return session.scalar(select(KeptText).filter_by(section_id=section.id, id=kept_id))


def waiting_texts(session: TenantSession, section_id: uuid.UUID, language: str) -> list[dict[str, str]]:
    """What waits to be settled in one language of a section: id, block, text."""
    session.flush()
    columns = (KeptText.id, KeptText.block, KeptText.text)
    asked = select(*columns).filter_by(section_id=section_id, language=language, settled_at=None)
    rows = session.execute(asked.order_by(KeptText.written_at, KeptText.id))
    return [{"id": str(row.id), "block": row.block, "text": row.text} for row in rows]


def right_of(session: TenantSession, section_id: uuid.UUID, person_id: uuid.UUID) -> str | None:
    """What somebody was given in a section on top of their role."""
    return session.scalar(select(SectionRight.level).filter_by(section_id=section_id, person_id=person_id))


def rights(session: TenantSession, section: Section) -> Sequence[Row]:
    """(person_id, name, level) of everybody who was given something in the section, by name."""
    asked = (
        select(SectionRight.person_id, Person.name, SectionRight.level)
        .join(Person, Person.id == SectionRight.person_id)
        .where(SectionRight.section_id == section.id)
        .order_by(Person.name)
    )
    return session.execute(asked).all()


def members(session: TenantSession) -> list[tuple[str, str]]:
    """(id, name) of everybody who uses the service here, by name: for a form to choose from."""
    asked = (
        select(Person.id, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.ended_at.is_(None))
        .order_by(func.lower(Person.name), Person.id)
    )
    return [(str(row.id), row.name) for row in session.execute(asked)]


def present_people(session: TenantSession, section_id: uuid.UUID, now: datetime, but: uuid.UUID) -> list[str]:
    """The names of the others who have the section open."""
    asked = (
        select(Person.name)
        .join(SectionPresence, SectionPresence.person_id == Person.id)
        .where(
            SectionPresence.section_id == section_id,
            SectionPresence.seen_at > now - PRESENT,
            SectionPresence.person_id != but,
        )
        .order_by(Person.name)
    )
    return list(session.scalars(asked))


def levels_given(session: TenantSession, person_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """What somebody was given in single sections on top of their role."""
    rows = session.execute(select(SectionRight.section_id, SectionRight.level).filter_by(person_id=person_id))
    return dict(rows.all())
