"""Joys and worries, written down through the action that pages use."""

from collections.abc import Iterable

from app.observations import actions, queries
from app.observations.actions import Told
from app.reports.queries import report_by_number
from tests.makers import MunicipalityOfTest

TOLD = Told("worry", "fi", "Vanhusneuvosto", "older", "safety")


def say(
    municipality: MunicipalityOfTest, texts: Iterable[str], number: int = 1, told: Told = TOLD, by: str = "coordinator"
) -> None:
    """What a group said, for the report with this number; committed."""
    with municipality.session() as session, session.begin():
        report = report_by_number(session, number)
        actions.add(session, municipality.people[by].id, report, told, texts)


def propose_a_goal(municipality: MunicipalityOfTest, number: int = 1, observation: int = 1) -> None:
    """By the coordinator, in Swedish."""
    with municipality.session() as session, session.begin():
        report = report_by_number(session, number)
        said = queries.observation(session, report, observation)
        actions.propose_goal(session, municipality.coordinator, report, said, "sv", "Tryggare vardag")
