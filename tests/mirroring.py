"""The mirror in tests: a small bank with three of our indicators, and all that a mirror holds, to be compared."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.indicators.refreshing import refresh
from app.indicators.sotkanet import Sotkanet
from app.indicators.themes import themes
from tenants.database import Engines
from tests.sotkanet_server import COUNTRY, HELSINKI, PARGAS, PIRKANMAA_COUNTY, TAMPERE, FakeSotkanet

POPULATION, CHILD_POVERTY, DIABETES = 127, 228, 683
TITLES = {theme.indicator_id: theme.title_fi for theme in themes()}
PEOPLE = {"code": "LKM", "title": {"fi": "Lukumäärä", "sv": "Antal", "en": ""}}
SEXES = {"region": {"values": ["Kunta"]}, "sex": {"values": ["male", "female", "total"]}}
HELD = {
    "indicator": "*",
    "listed_indicator": "*",
    "statistical_area": "*",
    "indicator_series": "*",
    "indicator_distribution": "*",
    "fetched_series": "*",
    "indicator_revision": "indicator_id, number, updated_on, told, changed_texts,"
    " added_figures, changed_figures, withdrawn_figures",
    "superseded_figure": "*",
    "indicator_trouble": "indicator_id, kind, details",
}
"""Everything but the times of day."""


def fill(bank: FakeSotkanet) -> None:
    """Three indicators, of which one tells genders apart and has counts behind its figures."""
    population = {(area, year): area * 1000 + year for area in (TAMPERE, PARGAS, HELSINKI) for year in (2021, 2022)}
    bank.add(POPULATION, TITLES[POPULATION], population, primaryValueType=PEOPLE)
    bank.add(
        CHILD_POVERTY,
        TITLES[CHILD_POVERTY],
        {
            (TAMPERE, 2020): 13.9, (TAMPERE, 2022): 11.9, (TAMPERE, 2023): 12.7, (HELSINKI, 2023): 0,
            (PIRKANMAA_COUNTY, 2022): 11, (PIRKANMAA_COUNTY, 2024): 11.8, (COUNTRY, 2022): 12.0, (PARGAS, 2023): 7.5,
        },
    )  # fmt: skip
    bank.add(DIABETES, TITLES[DIABETES], {(TAMPERE, 2023): 10.7, (PARGAS, 2023): 11.5}, classifications=SEXES)
    men = [row | {"gender": "male", "value": row["value"] + 1} for row in bank.rows[DIABETES]]
    bank.rows[DIABETES] = [row | {"absValue": 1000} for row in bank.rows[DIABETES] + men]


def bring_up_to_date(
    engines: Engines, bank: FakeSotkanet, say: Callable = lambda line: None, **how: bool
) -> dict[int, str]:
    """A refresh from the bank, without its pauses."""
    return refresh(engines, Sotkanet(bank.url, "tuki@example.example", wait=0), say, **how)


def held(engines: Engines) -> dict[str, list[Any]]:
    """All that a mirror holds, by table."""
    with Session(engines.owner) as session:
        return {
            table: sorted(map(str, session.execute(text(f"SELECT {columns} FROM {table}"))))
            for table, columns in HELD.items()
        }


def ask(engines: Engines, question: str, **values: object) -> list[Any]:
    """Rows of the mirror, as a municipality's page would read them."""
    with Session(engines.door) as session:
        return list(session.execute(text(question), values))
