"""Emergency looks in tests."""

import uuid
from datetime import timedelta

from sqlalchemy import update

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


def make_it_last(municipality: MunicipalityOfTest, look: EmergencyLook) -> EmergencyLook:
    """As if it had been opened later today: tests of every page take longer than half an hour."""
    with municipality.engines.owner.execution_options(tenant=municipality.facts.id).begin() as connection:
        later = {name: getattr(look, name) + timedelta(hours=12) for name in ("opened_at", "ends_at")}
        connection.execute(update(EmergencyLook).where(EmergencyLook.id == look.id).values(later))
    return look
