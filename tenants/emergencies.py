"""Break-glass: two people of the association look into one municipality without its consent, for half an hour.

They see who does what in which state, and never a text: the staff's login has no right to one, and to the rest only
while such a look is open (migration 0013). The database wants the approved proposal behind it as well.
"""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session

from tenants import clock
from tenants.database import Base, TenantRow
from tenants.errors import Refused
from tenants.proposals import Proposal

KIND = "emergency"
LASTS = timedelta(minutes=30)
"""The database lets none last longer."""

SOON = timedelta(hours=24)
"""An emergency that has waited longer for the second person is none."""


class EmergencyLook(TenantRow, Base):
    """One look, from the second person's word to its end."""

    __tablename__ = "emergency_look"

    proposal_id: Mapped[uuid.UUID]
    reason: Mapped[str]
    asked_by: Mapped[uuid.UUID]
    approved_by: Mapped[uuid.UUID]
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    def is_open_to(self, person_id: uuid.UUID, now: datetime) -> bool:
        """Whether it still lasts, and is this person's."""
        return person_id in (self.asked_by, self.approved_by) and now < self.ends_at


def check_is_recent(proposal: Proposal, now: datetime) -> None:
    """Raises Refused("emergency_over")."""
    if now - proposal.proposed_at > SOON:
        raise Refused("emergency_over")


def open_look(session: Session, proposal: Proposal) -> EmergencyLook:
    """What an approved proposal opens, on the staff's plane."""
    now = clock.now()
    look = EmergencyLook(
        tenant_id=uuid.UUID(proposal.payload["tenant"]),
        id=uuid.uuid4(),
        proposal_id=proposal.id,
        reason=proposal.payload["reason"],
        asked_by=proposal.proposed_by,
        approved_by=proposal.decided_by,
        opened_at=now,
        ends_at=now + LASTS,
    )
    session.flush()  # the database looks for the approval
    session.add(look)
    return look


def look_of(session: Session, look_id: uuid.UUID) -> EmergencyLook | None:
    """A look, open or over; on the staff's plane."""
    return session.scalar(select(EmergencyLook).where(EmergencyLook.id == look_id))


def open_looks(session: Session, person_id: uuid.UUID) -> list[EmergencyLook]:
    """Those that are a person's and not over."""
    now = clock.now()
    open_ones = session.scalars(select(EmergencyLook).where(EmergencyLook.ends_at > now))
    return [each for each in open_ones if each.is_open_to(person_id, now)]


def reasons_of(session: Session, look_ids: set[str]) -> dict[str, str]:
    """Why there was a look, by the ids that stand in the trail."""
    of = EmergencyLook.id.in_([uuid.UUID(each) for each in look_ids])
    rows = session.execute(select(EmergencyLook.id, EmergencyLook.reason).where(of))
    return {str(id): reason for id, reason in rows}
