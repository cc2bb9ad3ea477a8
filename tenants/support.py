"""Support sessions: for an hour a municipality lets one named person of the association look at its pages.

Only looking: what such a visitor may see is in `tenants.permissions` (SUPPORT), and that nothing is changed is kept by
the read-only session that `app/web/entrance` opens. Here is the rule of access: no page without an open session, and
none without its line in the municipality's trail, written in the transaction that has found the session open.
"""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import Row, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.database import Base, TenantRow
from tenants.errors import Refused
from tenants.house_rules import HouseRules, house_rules
from tenants.people import OF_STAFF, Person

LASTS = timedelta(minutes=60)
"""The database lets no session last longer."""

REMEMBERED = timedelta(days=1)
"""How long a visitor whose session has ended is told so, instead of that there is no such page."""

LONGEST_REASON = 500
MOST_SHOWN = 200


class SupportSession(TenantRow, Base):
    """One person of the association may look, from opening to the end or until it is closed."""

    __tablename__ = "support_session"

    staff_id: Mapped[uuid.UUID]
    reason: Mapped[str]
    case_id: Mapped[uuid.UUID | None]
    opened_by: Mapped[uuid.UUID]
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    ends_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    def is_open(self, now: datetime) -> bool:
        """Whether its pages can still be looked at."""
        return self.closed_at is None and now < self.ends_at


def open_session(
    session: TenantSession, by: uuid.UUID, staff_id: uuid.UUID, reason: str, case_id: uuid.UUID | None = None
) -> SupportSession:
    """A coordinator lets a person of the association look for an hour, perhaps because of a question at its desk.

    Raises Refused("not_staff").
    """
    if staff_id not in {each.id for each in association(session)}:
        raise Refused("not_staff")
    opened = _opened(session, session.tenant_id, by, staff_id, reason)
    opened.case_id = case_id
    audit.write(session, by, "support.opened", visit=str(opened.id), people=[str(staff_id)])
    return opened


def _opened(session: Session, tenant_id: uuid.UUID, by: uuid.UUID, staff_id: uuid.UUID, reason: str) -> SupportSession:
    now = clock.now()
    row = {"staff_id": staff_id, "opened_by": by, "reason": reason, "opened_at": now, "ends_at": now + LASTS}
    opened = SupportSession(id=uuid.uuid4(), tenant_id=tenant_id, **row)
    session.add(opened)
    return opened


def open_own_session(session: Session, tenant_id: uuid.UUID, staff_id: uuid.UUID, reason: str) -> SupportSession:
    """A person of the association looks where a municipality's own rules allow it. Raises Refused("not_allowed")."""
    if tenant_id not in open_to_support(session):
        raise Refused("not_allowed")
    opened = _opened(session, tenant_id, staff_id, staff_id, reason)
    line = audit.AuditEntry(tenant_id=tenant_id, person_id=staff_id, deed="support.begun")
    line.details = {"visit": str(opened.id)}
    session.add(line)
    audit.write_for_staff(session, staff_id, "support.begun", visit=str(opened.id))
    return opened


def open_to_support(session: Session) -> set[uuid.UUID]:
    """The municipalities whose rules let the association look without asking; on the staff's plane."""
    return set(session.scalars(select(HouseRules.tenant_id).where(HouseRules.support_may_read)))


def close_session(session: TenantSession, by: uuid.UUID, session_id: uuid.UUID) -> None:
    """Nothing more is seen, from the next page on. Raises Refused("support_closed") when it has ended already."""
    opened = session.scalar(select(SupportSession).where(SupportSession.id == session_id).with_for_update())
    _close(opened)
    audit.write(session, by, "support.closed", people=[str(opened.staff_id)])


def _close(opened: SupportSession | None) -> None:
    now = clock.now()
    if opened is None or not opened.is_open(now):
        raise Refused("support_closed")
    opened.closed_at = now


def latest_visit(session: TenantSession, staff_id: uuid.UUID) -> SupportSession | None:
    """The session by which a person of the association looks at this municipality, or has looked until lately.

    It is held until the transaction ends: who closes it meanwhile waits, so that no look follows the closing.
    """
    since = (SupportSession.staff_id == staff_id, SupportSession.ends_at > clock.now() - REMEMBERED)
    best_first = (SupportSession.closed_at.is_not(None), SupportSession.ends_at.desc())
    question = select(SupportSession).where(*since).order_by(*best_first).limit(1)
    return session.scalar(question.with_for_update(read=True))


def may_look(session: TenantSession, visit: SupportSession) -> bool:
    """Whether the next page may be shown: of a look that the rules allowed only while they do."""
    is_by_rules = visit.opened_by == visit.staff_id
    return visit.is_open(clock.now()) and (not is_by_rules or house_rules(session).support_may_read)


def record_look(session: TenantSession, visit: SupportSession, endpoint: str, path: str) -> None:
    """The line that precedes every page a person of the association is shown."""
    audit.write(session, visit.staff_id, "support.looked", visit=str(visit.id), page=endpoint, path=path)


def sessions(session: TenantSession) -> list[Row[tuple[SupportSession, str, str]]]:
    """Rows of (SupportSession, staff, opener) of the session's municipality with the names of both, newest first."""
    staff, opener = aliased(Person), aliased(Person)
    question = (
        select(SupportSession, staff.name.label("staff"), opener.name.label("opener"))
        .join(staff, staff.id == SupportSession.staff_id)
        .join(opener, opener.id == SupportSession.opened_by)
    )
    return list(session.execute(question.order_by(SupportSession.opened_at.desc()).limit(MOST_SHOWN)))


def reasons_of(session: Session, visit_ids: set[str]) -> dict[str, str]:
    """Why the association looked, by the ids of sessions that stand in the trail."""
    of = SupportSession.id.in_([uuid.UUID(each) for each in visit_ids])
    rows = session.execute(select(SupportSession.id, SupportSession.reason).where(of))
    return {str(id): reason for id, reason in rows}


def association(session: Session) -> list[Row[tuple[uuid.UUID, str]]]:
    """Rows of (id, name) of the association's people, by name."""
    return list(session.execute(select(Person.id, Person.name).where(OF_STAFF).order_by(Person.name)))


def end_own_session(session: Session, staff_id: uuid.UUID, session_id: uuid.UUID) -> None:
    """On the staff's plane. Raises Refused("support_closed") for a session that has ended or is somebody else's."""
    own = (SupportSession.id == session_id, SupportSession.staff_id == staff_id)
    opened = session.scalar(select(SupportSession).where(*own).with_for_update())
    _close(opened)
    line = audit.AuditEntry(tenant_id=opened.tenant_id, person_id=staff_id, deed="support.closed")
    line.details = {"people": [str(staff_id)]}
    session.add(line)
