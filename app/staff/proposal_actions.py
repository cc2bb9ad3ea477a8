"""What two staff members do together about one municipality: an emergency look, and its deletion on written demand."""

import uuid

from sqlalchemy.orm import Session

from app.leaving.actions import begin_deletion
from app.leaving.rules import check_delay
from app.messages.actions import post
from tenants import audit, clock, emergencies, proposals
from tenants.emergencies import EmergencyLook
from tenants.membership import coordinators
from tenants.proposals import Proposal
from tenants.registry import TenantFacts

DELETION = "deletion"
KINDS = (emergencies.KIND, DELETION)


def ask_for_look(session: Session, by: uuid.UUID, tenant: TenantFacts, reason: str) -> None:
    """Lay an emergency before a colleague."""
    payload = {"tenant": str(tenant.id), "code": tenant.municipality_code, "reason": reason}
    proposals.propose(session, emergencies.KIND, payload, by)
    audit.write_for_staff(session, by, "emergency.asked", code=tenant.municipality_code)


def ask_for_deletion(
    session: Session, by: uuid.UUID, tenant: TenantFacts, demand: str, delay_days: int, *, withdraws_editions: bool
) -> None:
    """Lay a municipality's written demand before a colleague. Raises Refused("wrong_delay")."""
    check_delay(delay_days)
    payload = {"tenant": str(tenant.id), "code": tenant.municipality_code, "demand": demand}
    payload |= {"delay_days": delay_days, "withdraws_editions": withdraws_editions}
    proposals.propose(session, DELETION, payload, by)
    audit.write_for_staff(session, by, "deletion.proposed", code=tenant.municipality_code)


def decide(session: Session, by: uuid.UUID, proposal: Proposal, *, approve: bool) -> None:
    """The second person's word, and what follows from it. Raises Refused with "own_proposal", "already_decided",
    "emergency_over" or "deletion_asked".
    """
    if approve and proposal.kind == emergencies.KIND:
        emergencies.check_is_recent(proposal, clock.now())
    proposals.decide(session, proposal, by, approve=approve)
    if not approve:
        audit.write_for_staff(session, by, "proposal.declined", code=proposal.payload["code"])
    elif proposal.kind == emergencies.KIND:
        _open_look(session, by, proposal)
    else:
        _begin_deletion(session, by, proposal)


def _open_look(session: Session, by: uuid.UUID, proposal: Proposal) -> None:
    """The municipality hears of it at once: the letter leads to its trail, which tells who looks and why."""
    look = emergencies.open_look(session, proposal)
    told = {"visit": str(look.id), "people": [str(look.asked_by), str(look.approved_by)]}
    audit.write_about(session, by, "emergency.opened", about=look.tenant_id, **told)
    audit.write_for_staff(session, by, "emergency.opened", **told)
    for coordinator in coordinators(session, look.tenant_id):
        post(session, "emergency_look", to_person=coordinator, about=look.tenant_id)


def _begin_deletion(session: Session, by: uuid.UUID, proposal: Proposal) -> None:
    told = proposal.payload
    session.flush()  # the database looks for the approval
    begin_deletion(
        session,
        by,
        uuid.UUID(told["tenant"]),
        told["delay_days"],
        withdraws_editions=told["withdraws_editions"],
        proposal_id=proposal.id,
    )
    audit.write_for_staff(session, by, "deletion.approved", code=told["code"])


def note_look(session: Session, by: uuid.UUID, look: EmergencyLook) -> None:
    """Each look is a line in both trails."""
    audit.write_about(session, by, "emergency.looked", about=look.tenant_id, visit=str(look.id))
    audit.write_for_staff(session, by, "emergency.looked", visit=str(look.id))
