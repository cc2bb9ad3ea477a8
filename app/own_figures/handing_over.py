"""Whoever looks after own indicators and leaves hands them over."""

import uuid

from sqlalchemy import func, select, update

from app.accounts.handing_over import Kind, register
from app.own_figures.models import OwnIndicator
from app.own_figures.words import OWN_INDICATORS
from tenants.boundary import TenantSession


def _count(session: TenantSession, person_id: uuid.UUID) -> int:
    looked_after = select(func.count()).select_from(OwnIndicator).where(OwnIndicator.owner_id == person_id)
    return session.scalar(looked_after)


def _hand_over(session: TenantSession, person_id: uuid.UUID, heir: uuid.UUID) -> None:
    session.execute(update(OwnIndicator).where(OwnIndicator.owner_id == person_id).values(owner_id=heir))


register(Kind(OWN_INDICATORS, _count, _hand_over))
