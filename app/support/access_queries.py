"""Questions about support access."""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants import clock, registry, support
from tenants.audit import AuditEntry
from tenants.boundary import TenantSession
from tenants.municipalities import alphabetical
from tenants.registry import TenantFacts
from tenants.support import SupportSession

MOST_LOOKS = 2000


@dataclass(frozen=True)
class Visited:
    """One support session and the pages that were looked at in it, as lines of the trail."""

    session: SupportSession
    staff: str
    opener: str
    looks: list[AuditEntry] = field(default_factory=list)


def diary(session: TenantSession) -> list[Visited]:
    """Every support session of the municipality with its looks, newest first; the looks in their order."""
    of = (AuditEntry.deed == "support.looked",)
    lines = session.scalars(select(AuditEntry).where(*of).order_by(AuditEntry.at.desc()).limit(MOST_LOOKS))
    looks = defaultdict(list)
    for line in lines:
        looks[line.details["visit"]].insert(0, line)
    return [Visited(*row, looks[str(row[0].id)]) for row in support.sessions(session)]


def municipalities_open_to_support(session: Session, language: str) -> list[tuple[uuid.UUID, str]]:
    """(id, name) of those whose rules let the association look without asking, in alphabetical order."""
    found = registry.facts_of(session, list(support.open_to_support(session)))
    return sorted(((each.id, each.names[language]) for each in found), key=lambda row: alphabetical(row[1]))


def open_visits(session: Session, staff_id: uuid.UUID) -> list[tuple[SupportSession, TenantFacts]]:
    """Where a person of the association may look just now; the one that ends last stands first."""
    now = clock.now()
    own = (SupportSession.staff_id == staff_id, SupportSession.ends_at > now, SupportSession.closed_at.is_(None))
    found = list(session.scalars(select(SupportSession).where(*own).order_by(SupportSession.ends_at.desc())))
    tenants = {each.id: each for each in registry.facts_of(session, [each.tenant_id for each in found])}
    return [(each, tenants[each.tenant_id]) for each in found]
