"""Whoever answers for goals and measures and leaves hands them over."""

import uuid
from functools import partial

from sqlalchemy import case, func, or_, select, update

from app.accounts.handing_over import Kind, register
from app.follow_up.words import GOALS, MEASURES
from app.plan import naming
from app.plan.models import Goal, Measure
from tenants import clock
from tenants.boundary import TenantSession

Owned = type[Goal] | type[Measure]


def _count(session: TenantSession, person_id: uuid.UUID, owned: Owned) -> int:
    """As owner or deputy."""
    own = or_(owned.owner_id == person_id, owned.deputy_id == person_id)
    return session.scalar(select(func.count()).select_from(owned).where(own, owned.removed_at.is_(None)))


def _hand_over(session: TenantSession, person_id: uuid.UUID, heir: uuid.UUID, owned: Owned) -> None:
    """Who would be both is the owner alone; the heir hears of it by letter."""
    inherited = update(owned).where(owned.owner_id == person_id)
    others = func.nullif(owned.deputy_id, heir)
    given = session.execute(inherited.values(owner_id=heir, owned_since=clock.now(), deputy_id=others)).rowcount
    deputised = update(owned).where(owned.deputy_id == person_id)
    given += session.execute(deputised.values(deputy_id=case((owned.owner_id == heir, None), else_=heir))).rowcount
    naming.tell(session, {heir} if given else ())


for owned, words in ((Goal, GOALS), (Measure, MEASURES)):
    register(Kind(words, partial(_count, owned=owned), partial(_hand_over, owned=owned)))
