"""The two-person rule: what one staff member proposes, another must approve before it is done.

The database keeps it too: a proposal cannot be decided by the one who made it.
"""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock
from tenants.database import Base
from tenants.errors import Refused


class Proposal(Base):
    """Something that waits for, or has had, a second person's decision. `payload` is all that is to be done."""

    __tablename__ = "proposal"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    proposed_by: Mapped[uuid.UUID]
    proposed_at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_by: Mapped[uuid.UUID | None]
    decided_at: Mapped[datetime | None]
    is_approved: Mapped[bool | None]


def propose(session: Session, kind: str, payload: dict[str, Any], by: uuid.UUID) -> Proposal:
    """Lay something before a second person."""
    proposal = Proposal(kind=kind, payload=payload, proposed_by=by)
    session.add(proposal)
    return proposal


def decide(session: Session, proposal: Proposal, by: uuid.UUID, *, approve: bool) -> None:
    """Approve or turn down, once. Raises Refused with "own_proposal" or "already_decided".

    Doing what was approved is the caller's next line, in the same transaction.
    """
    session.refresh(proposal, with_for_update=True)
    if proposal.decided_at:
        raise Refused("already_decided")
    if proposal.proposed_by == by:
        raise Refused("own_proposal")
    proposal.decided_by, proposal.decided_at, proposal.is_approved = by, clock.now(), approve


def find(session: Session, kind: str, proposal_id: uuid.UUID) -> Proposal | None:
    """A proposal of a kind, decided or not."""
    return session.scalar(select(Proposal).where(Proposal.kind == kind, Proposal.id == proposal_id))


def waiting(session: Session, kind: str) -> list[Proposal]:
    """What waits for a second person, oldest first."""
    question = select(Proposal).where(Proposal.kind == kind, Proposal.decided_at.is_(None))
    return list(session.scalars(question.order_by(Proposal.proposed_at)))


def approved(session: Session, kind: str) -> list[Proposal]:
    """What a second person has approved, in the order of their decisions."""
    question = select(Proposal).where(Proposal.kind == kind, Proposal.is_approved)
    return list(session.scalars(question.order_by(Proposal.decided_at)))
