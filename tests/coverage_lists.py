"""Lists of what a report should treat, chosen and decided about through the actions that pages use."""

from app.coverage import actions, queries
from app.coverage.models import RequiredIndicator
from app.indicators.set_queries import sets
from app.reports.queries import report_by_number, section_at
from tests.figures import a_set
from tests.makers import MunicipalityOfTest

REASONS = {"fi": "Lukuja ei ole pienestä kunnasta", "sv": "Siffror saknas för en liten kommun"}


def choose_list(municipality: MunicipalityOfTest, ids: list[int | None], number: int = 1) -> None:
    """A set with these indicators, for the report with this number; committed."""
    made = a_set(municipality.engines, ids)
    with municipality.session() as session, session.begin():
        chosen = next(each for each in sets(session) if each.id == made.id)
        actions.choose_list(session, municipality.coordinator, report_by_number(session, number), chosen)


def decide(municipality: MunicipalityOfTest, position: int, *, section: int | None = None, number: int = 1) -> None:
    """Indicator `position` of the list is handled in a section's words, or left out with reasons."""
    with municipality.session() as session, session.begin():
        report = report_by_number(session, number)
        required = next(x.required for x in coverage(session, report).items if x.required.position == position)
        where = section_at(session, number, section) if section else None
        actions.decide(session, municipality.coordinator, report, required, where, None if section else REASONS)


coverage = queries.coverage_of


def a_required_indicator(municipality: MunicipalityOfTest, number: int) -> RequiredIndicator:
    """The first of a list that was just chosen."""
    choose_list(municipality, [127, None], number)
    with municipality.session(read_only=True) as session:
        return coverage(session, report_by_number(session, number)).items[0].required
