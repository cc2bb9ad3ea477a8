"""An example municipality's own indicator and evidence cards. Nobody said or counted any of it."""

import uuid
from datetime import date
from decimal import Decimal

from app.own_figures.actions import add_indicator, enter_figure
from app.own_figures.evidence_actions import Told, write_card
from app.own_figures.periods import period_of
from app.own_figures.rules import Facts, Figure
from tenants.boundary import TenantSession

INDICATOR = Facts(
    title_fi="Harrastamisen mallin kerhopaikat (esimerkki)",
    title_sv="Klubbplatser enligt Finlandsmodellen (exempel)",
    unit_fi="paikkaa",
    unit_sv="platser",
    direction="higher_better",
    source_fi="Esimerkkiluvut, ei oikeita",
    source_sv="Exempelsiffror, inte verkliga",
    age_group="children",
)
FIGURES = {"lukuvuosi 2022–2023": "120", "lukuvuosi 2023–2024": "135", "lukuvuosi 2024–2025": "160"}
HEARING = Told(
    kind="hearing",
    title_fi="Nuorten kuuleminen (esimerkki)",
    title_sv="Hörande av unga (exempel)",
    text_fi="**Esimerkkiteksti.** Nuoret toivoivat maksuttomia iltoja, joihin pääsee bussilla.",
    text_sv="**Exempeltext.** De unga önskade avgiftsfria kvällar dit man kommer med buss.",
    heard="Nuorisovaltuusto – ungdomsfullmäktige",
    first_day=date(2025, 3, 12),
    last_day=date(2025, 3, 12),
    source="Esimerkki – exempel",
    consent="",
    age_group="youth",
)
CITATION = Told(
    kind="citation",
    title_fi="Lainaus kirjastosta (esimerkki)",
    title_sv="Citat från biblioteket (exempel)",
    text_fi="”Tulen tänne, koska täällä joku tervehtii.” Esimerkki, jota kukaan ei ole sanonut.",
    text_sv="”Jag kommer hit för att någon hälsar.” Ett exempel som ingen har sagt.",
    heard="Kirjasto – biblioteket",
    first_day=date(2025, 1, 1),
    last_day=date(2025, 7, 31),
    source="Esimerkki – exempel",
    consent="Esimerkki: suostumus pyydettiin paikalla. Exempel: samtycket frågades på plats.",
    age_group="older",
)


def fill(session: TenantSession, by: uuid.UUID) -> None:
    """One indicator with three years, and two cards."""
    indicator = add_indicator(session, by, INDICATOR, by)
    session.flush()
    for period, value in FIGURES.items():
        enter_figure(session, by, indicator, Figure(period, *period_of(period), "", Decimal(value)))
    for card in (HEARING, CITATION):
        write_card(session, by, card)
        session.flush()
