"""A report's way to look at: planned, returned once with changes, and supported by the committee."""

from app.handling import actions, queries
from app.handling.actions import Decided
from app.handling.models import HandlingStep
from tenants import clock
from tests.makers import MunicipalityOfTest

CHANGES = ("Lisätkää <b>esteettömyys</b>.", "Tarkistakaa luvut.")


def plan_way(municipality: MunicipalityOfTest, number: int = 1) -> list[HandlingStep]:
    """The usual bodies for a report that there is."""
    with municipality.session() as session, session.begin():
        report = queries.report_at(session, number)
        actions.plan_way(session, municipality.coordinator, report)
        return queries.steps(session, report)


def record(
    municipality: MunicipalityOfTest, step_number: int, decision: str, *changes: str, number: int = 1
) -> None:
    """What a body decided today in § 7."""
    with municipality.session() as session, session.begin():
        report = queries.report_at(session, number)
        decided = Decided(decision, clock.today(), "7", changes)
        step = queries.step_at(session, report, step_number)
        actions.record(session, municipality.coordinator, report, step, decided, "fi")


def way_of(municipality: MunicipalityOfTest, number: int = 1) -> queries.Way:
    """As it stands."""
    with municipality.session(read_only=True) as session:
        return queries.way_of(session, queries.report_at(session, number))


def a_way_to_look_at(municipality: MunicipalityOfTest, number: int = 1) -> None:
    """Planned, noted by the working group, returned by the management group with two changes."""
    plan_way(municipality, number)
    record(municipality, 1, "noted", number=number)
    record(municipality, 2, "returned", *CHANGES, number=number)
