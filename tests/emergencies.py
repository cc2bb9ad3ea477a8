"""Emergency looks in tests."""

import uuid

from app.staff.proposal_actions import ask_for_look, decide
from tenants import proposals
from tenants.boundary import StaffSession
from tenants.emergencies import KIND, EmergencyLook
from tenants.proposals import Proposal
from tests.makers import MunicipalityOfTest, a_person


def an_emergency(municipality: MunicipalityOfTest, by: uuid.UUID) -> Proposal:
    """A proposal that waits for a second person, committed."""
    with StaffSession(municipality.engines) as session, session.begin():
        ask_for_look(session, by, municipality.facts, "Tietoturvaloukkausta selvitetään.")
        session.flush()
        return next(each for each in reversed(proposals.waiting(session, KIND)) if each.proposed_by == by)


def an_emergency_look(
    municipality: MunicipalityOfTest, by: uuid.UUID | None = None, approver: uuid.UUID | None = None
) -> EmergencyLook:
    """Open, of two people of the association, committed."""
    by, approver = (each or a_person(municipality.engines, is_staff=True).id for each in (by, approver))
    proposal = an_emergency(municipality, by)
    with StaffSession(municipality.engines) as session, session.begin():
        decide(session, approver, session.merge(proposal), approve=True)
        session.flush()
        return session.query(EmergencyLook).filter_by(proposal_id=proposal.id).one()
