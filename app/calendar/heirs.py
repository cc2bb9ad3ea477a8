"""Whoever answers for what waits in the year and leaves hands it over; what is done keeps its names."""

import uuid

from sqlalchemy import case, func, or_, select, update

from app.calendar.models import CalendarEntry, CommunicationEntry
from app.calendar.rules import DONE
from tenants.boundary import TenantSession

E, C = CalendarEntry, CommunicationEntry


def count_entries(session: TenantSession, person_id: uuid.UUID) -> int:
    """How many entries of the annual clock wait for somebody, as owner or deputy."""
    mine = or_(E.owner_id == person_id, E.deputy_id == person_id)
    return session.scalar(select(func.count()).select_from(E).where(mine, E.state != DONE, E.removed_at.is_(None)))


def hand_over_entries(session: TenantSession, person_id: uuid.UUID, heir: uuid.UUID) -> None:
    """They become the heir's; who would be both is the owner alone."""
    owned = update(E).where(E.owner_id == person_id, E.state != DONE)
    session.execute(owned.values(owner_id=heir, deputy_id=func.nullif(E.deputy_id, heir)))
    deputised = update(E).where(E.deputy_id == person_id, E.state != DONE)
    session.execute(deputised.values(deputy_id=case((E.owner_id == heir, None), else_=heir)))


def count_communication(session: TenantSession, person_id: uuid.UUID) -> int:
    """How many rows of plans of communication wait for somebody."""
    waiting = (C.owner_id == person_id, C.done_at.is_(None), C.removed_at.is_(None))
    return session.scalar(select(func.count()).select_from(C).where(*waiting))


def hand_over_communication(session: TenantSession, person_id: uuid.UUID, heir: uuid.UUID) -> None:
    """They become the heir's."""
    session.execute(update(C).where(C.owner_id == person_id, C.done_at.is_(None)).values(owner_id=heir))
