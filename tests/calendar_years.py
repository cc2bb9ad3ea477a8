"""A year with something in it, made through the actions that pages use."""

import uuid
from datetime import date, timedelta

from app.calendar import actions, communication_actions, feed_actions, queries
from app.calendar.communication_actions import Planned
from app.calendar.rules import Told
from app.reports.queries import report_by_number
from tenants import clock
from tests.makers import MunicipalityOfTest

PLANNED = Planned("Nuoret", "De unga", "Sarjakuva", "Serie", "Näin voimme", "Så mår vi", date(2026, 6, 10))


def a_clock(municipality: MunicipalityOfTest, year: int | None = None) -> int:
    """The clock of a year, or of this one, from the template; gives the year."""
    year = year or clock.today().year
    with municipality.session() as session, session.begin():
        actions.begin_year(session, municipality.coordinator, year)
    return year


def an_entry(municipality: MunicipalityOfTest, due_on: date, owner: str | None = None, **more: object) -> int:
    """One entry, by the coordinator; gives its number. `owner` is a role."""
    owner_id = municipality.people[owner].id if owner else None
    told = Told(**{"step": 8, "title_fi": "Neuvottelu", "title_sv": "Förhandling", "begins_on": None} | more,
                due_on=due_on, owner_id=owner_id)  # fmt: skip
    with municipality.session() as session, session.begin():
        return actions.add_entry(session, municipality.coordinator, due_on.year, told).number


def a_planned_row(municipality: MunicipalityOfTest, number: int = 1, planned: Planned = PLANNED) -> int:
    """A row of a report's plan of communication; gives its number."""
    with municipality.session() as session, session.begin():
        report = report_by_number(session, number)
        return communication_actions.add_communication(session, municipality.coordinator, report, planned).number


def a_feed(municipality: MunicipalityOfTest, person_id: uuid.UUID, content: str = "all") -> str:
    """Somebody's address for a calendar program; gives its token."""
    with municipality.session() as session, session.begin():
        return feed_actions.make_feed(session, person_id, content)


def a_year_to_look_at(municipality: MunicipalityOfTest, person_id: uuid.UUID) -> str:
    """This year's clock with entries in every state, of which one was taken out, and two rows of communication, one of
    them done; gives the token of the person's feed.
    """
    year, today, by = a_clock(municipality), clock.today(), municipality.coordinator
    an_entry(municipality, today, "writer", begins_on=today - timedelta(days=20))
    a_planned_row(municipality)
    a_planned_row(municipality)
    with municipality.session() as session, session.begin():
        first, second, third, *_others = queries.entries_of(session, year)
        actions.move_entry(session, by, first, "done")
        actions.move_entry(session, by, second, "under_way")
        actions.remove_entry(session, by, third)
        report = report_by_number(session, 1)
        row = queries.communication_at(session, report, 2)
        communication_actions.mark_done(session, by, report, row)
    return a_feed(municipality, person_id)
