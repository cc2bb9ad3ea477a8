"""A real row of one municipality in the tables of the annual clock, its feeds and the communication plans."""

import uuid
from collections.abc import Callable

from sqlalchemy import select

from app.calendar.models import CalendarEntry, CalendarFeed, CommunicationEntry
from tenants import clock
from tenants.database import TenantRow
from tests.calendar_years import a_feed, a_planned_row, an_entry
from tests.makers import MunicipalityOfTest, a_report


def _after(kind: type[TenantRow], make_row: Callable[[MunicipalityOfTest], object]) -> Callable:
    def make(municipality: MunicipalityOfTest) -> uuid.UUID:
        make_row(municipality)
        with municipality.session(read_only=True) as session:
            return session.scalars(select(kind.id).limit(1)).one()

    return make


MAKERS = {
    "calendar_entry": _after(CalendarEntry, lambda municipality: an_entry(municipality, clock.today())),
    "communication_entry": _after(
        CommunicationEntry, lambda municipality: a_planned_row(municipality, a_report(municipality).number)
    ),
    "calendar_feed": _after(CalendarFeed, lambda municipality: a_feed(municipality, municipality.coordinator)),
}
