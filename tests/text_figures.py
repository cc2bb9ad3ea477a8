"""Figures in texts, chosen as their writers choose them: plain functions for tests."""

from app.reports.queries import section_at
from app.sections import figure_actions
from app.text_figures.offers import areas_of, offer
from tests.makers import MunicipalityOfTest


def choose_figure(
    municipality: MunicipalityOfTest, indicator: int, *, kind: str = "figure", position: int = 1, **asked: object
) -> str:
    """A figure of the municipality's first report, committed; gives the sign that is typed."""
    with municipality.session() as session, session.begin():
        section = section_at(session, 1, position)
        areas = areas_of(session, municipality.facts.municipality_code)
        chosen = offer(session, areas, indicator, **asked)
        made = figure_actions.add_figure(session, municipality.coordinator, section, kind, chosen)
        return f"{{{{{made.kind}:{made.number}}}}}"
