"""Figures in texts, chosen as their writers choose them: plain functions for tests."""

from uuid import UUID

from app.indicators.areas import Area
from app.reports.queries import section_at
from app.sections import figure_actions
from app.text_figures.choices import AnyOffer
from app.text_figures.offers import areas_of, offer
from app.text_figures.own_offers import own_offer
from tenants.boundary import TenantSession
from tests.makers import MunicipalityOfTest


def choose_figure(
    municipality: MunicipalityOfTest, indicator: int, *, kind: str = "figure", position: int = 1, **asked: object
) -> str:
    """A figure of the municipality's first report, committed; gives the sign that is typed."""
    with municipality.session() as session, session.begin():
        areas = areas_of(session, municipality.facts.municipality_code)
        return _chosen(session, municipality, kind, (1, position), offer(session, areas, indicator, **asked))


def choose_own_figure(
    municipality: MunicipalityOfTest,
    number: int = 1,
    *,
    kind: str = "figure",
    figure_id: UUID | None = None,
    report: int = 1,
) -> str:
    """The same of one of the municipality's own indicators: its newest figure, unless another is named."""
    own = own_area(municipality)
    with municipality.session() as session, session.begin():
        return _chosen(session, municipality, kind, (report, 1), own_offer(session, own, number, figure_id))


def own_area(municipality: MunicipalityOfTest) -> Area:
    """The municipality among the areas that figures are of."""
    with municipality.session(read_only=True) as session:
        return areas_of(session, municipality.facts.municipality_code)[0]


def _chosen(
    session: TenantSession, municipality: MunicipalityOfTest, kind: str, place: tuple[int, int], chosen: AnyOffer
) -> str:
    section = section_at(session, *place)
    made = figure_actions.add_figure(session, municipality.coordinator, section, kind, chosen, own_area(municipality))
    return f"{{{{{made.kind}:{made.number}}}}}"
