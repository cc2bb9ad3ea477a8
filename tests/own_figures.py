"""Own indicators, figures and evidence cards, made through the actions that pages use; and files of figures."""

import uuid
from datetime import date
from decimal import Decimal

from app.own_figures import actions, evidence_actions, queries
from app.own_figures.evidence_actions import Told
from app.own_figures.models import EvidenceCard, OwnFigure, OwnIndicator
from app.own_figures.periods import period_of
from app.own_figures.rules import Facts, Figure
from tests.makers import MunicipalityOfTest

FACTS = Facts(title_fi="Lainat asukasta kohti", title_sv="Lån per invånare", unit_fi="lainaa", decimals=1)
CARD = Told(
    kind="hearing", title_fi="Nuorten ilta", title_sv="", text_fi="Toivottiin *liikuntaa*.", text_sv="",
    heard="Nuorisotalo", first_day=date(2025, 3, 1), last_day=date(2025, 3, 31), source="", consent="",
    age_group="youth", indicator_id=127,
)  # fmt: skip


def a_figure(period: str = "2024", value: str = "12.3", group: str = "", **numbers: Decimal) -> Figure:
    """Not stored yet."""
    return Figure(period, *period_of(period), group, Decimal(value), **numbers)


def an_own_indicator(municipality: MunicipalityOfTest, facts: Facts = FACTS, *figures: Figure) -> OwnIndicator:
    """An indicator with figures, entered by the coordinator."""
    with municipality.session() as session, session.begin():
        indicator = actions.add_indicator(session, municipality.coordinator, facts, municipality.coordinator)
        session.flush()
        for each in figures:
            actions.enter_figure(session, municipality.coordinator, indicator, each)
        return indicator


def a_corrected_figure(municipality: MunicipalityOfTest, indicator: OwnIndicator, figure: Figure) -> None:
    """The newest figure of everybody, put right."""
    with municipality.session() as session, session.begin():
        before = queries.holding_figures(session, indicator)[0]
        actions.enter_figure(session, municipality.coordinator, indicator, figure, before.id)


def the_figures(municipality: MunicipalityOfTest, number: int = 1) -> list[OwnFigure]:
    """Those that hold."""
    with municipality.session(read_only=True) as session:
        return queries.holding_figures(session, queries.indicator_by_number(session, number))


def an_evidence_card(municipality: MunicipalityOfTest, told: Told = CARD) -> EvidenceCard:
    """Written by the coordinator."""
    with municipality.session() as session, session.begin():
        card = evidence_actions.write_card(session, municipality.coordinator, told)
        session.flush()
        return card


def own_figures_to_look_at(municipality: MunicipalityOfTest) -> uuid.UUID:
    """Two indicators, the first with a series, a correction and a card; the second ended. Gives a figure's id."""
    figures = [a_figure(f"{year}", f"1{year - 2020}.5") for year in (2022, 2023)]
    first = an_own_indicator(municipality, FACTS, *figures, a_figure("lukuvuosi 2023–2024", "9", "Tytöt"))
    a_corrected_figure(municipality, first, a_figure("2023", "14"))
    second = an_own_indicator(municipality, Facts(title_sv="Bara på svenska", age_group="older"))
    an_evidence_card(municipality)
    an_evidence_card(municipality, Told(**vars(CARD) | {"indicator_id": None, "own_indicator_id": first.id}))
    archived = an_evidence_card(municipality, Told(**vars(CARD) | {"kind": "observation", "title_sv": "Kvällen"}))
    with municipality.session() as session, session.begin():
        actions.end_indicator(session, municipality.coordinator, session.merge(second))
        evidence_actions.archive_card(session, municipality.coordinator, session.merge(archived))
    return the_figures(municipality)[0].id


def a_row_of_each(municipality: MunicipalityOfTest) -> dict[str, uuid.UUID]:
    """Ids by table."""
    title = Facts(title_fi=f"Indikaattori {uuid.uuid4()}")
    indicator = an_own_indicator(municipality, title, a_figure())
    figure = the_figures(municipality, indicator.number)[0]
    card = an_evidence_card(municipality, Told(**vars(CARD) | {"indicator_id": None, "own_indicator_id": indicator.id}))
    return {"own_indicator": indicator.id, "own_figure": figure.id, "evidence_card": card.id}
