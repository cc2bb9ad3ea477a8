"""Makers of support: looks that municipalities let the association take."""

from datetime import timedelta

from tenants import clock
from tenants.people import Person
from tenants.support import LASTS, SupportSession
from tests.makers import MunicipalityOfTest


def a_support_session(
    municipality: MunicipalityOfTest,
    staff: Person,
    opened_ago: timedelta = timedelta(0),
    reason: str = "Taulukko ei näy oikein",
) -> SupportSession:
    """A session that the coordinator opened for a person of the association some time ago, committed."""
    at = clock.now() - opened_ago
    row = SupportSession(
        staff_id=staff.id, reason=reason, opened_by=municipality.coordinator, opened_at=at, ends_at=at + LASTS
    )
    with municipality.session() as session, session.begin():
        session.add(row)
    return row
