"""The mirror in tests: a small bank with three of our indicators, and all that a mirror holds, to be compared."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from app.indicators.bundle import DIRECTORY, read
from app.indicators.choices import ChosenIndicator
from app.indicators.loading import load
from app.indicators.models import FigureRefresh, Indicator, IndicatorTrouble
from app.indicators.refreshing import refresh
from app.indicators.sets import IndicatorSet
from app.indicators.sotkanet import Sotkanet
from app.indicators.themes import themes
from tenants import clock
from tenants.boundary import WorkerSession
from tenants.database import Engines
from tests.makers import MunicipalityOfTest
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


def held(engines: Engines) -> dict[str, list[str]]:
    """All that a mirror holds, by table: each row as PostgreSQL writes it, which is whole and soon done."""
    with Session(engines.owner) as session:
        return {
            table: sorted(session.scalars(text(f"SELECT CAST(told AS text) FROM (SELECT {columns} FROM {table}) told")))
            for table, columns in HELD.items()
        }


def ask(engines: Engines, question: str, **values: object) -> list[Any]:
    """Rows of the mirror, as a municipality's page would read them."""
    with Session(engines.door) as session:
        return list(session.execute(text(question), values))


SERIES = (
    "SELECT first_year, figures FROM indicator_series WHERE indicator_id = :i AND area_id = :a AND gender = 'total'"
)


def series(engines, indicator, area):
    """(first year, figures) of all genders together; None where there is no series."""
    rows = ask(engines, SERIES, i=indicator, a=area)
    return tuple(rows[0]) if rows else None


def revisions(engines, indicator):
    """(number, changed texts, added, changed, withdrawn), the newest first; the first is the shipped bundle's."""
    question = (
        "SELECT number, changed_texts, added_figures, changed_figures, withdrawn_figures"
        " FROM indicator_revision WHERE indicator_id = :i ORDER BY number DESC"
    )
    return [tuple(row) for row in ask(engines, question, i=indicator)]


def trouble(engines, indicator):
    """(kind, details) of an indicator's trouble, or None."""
    with WorkerSession(engines, read_only=True) as session:
        found = session.execute(
            text("SELECT kind, details FROM indicator_trouble WHERE indicator_id = :i"), {"i": indicator}
        ).first()
        return tuple(found) if found else None


def runs(engines):
    """(state, total, done, fetched, refused) of every run, in their order."""
    with WorkerSession(engines, read_only=True) as session:
        question = "SELECT state, total, done, fetched, refused FROM figure_refresh ORDER BY begun_at"
        return [tuple(row) for row in session.execute(text(question))]


def move(bank, indicator, day="2026-11-20"):
    """The bank says that it has changed the indicator."""
    bank.metadata[indicator]["data-updated"] = day


def choose(municipality: MunicipalityOfTest, indicator: int) -> None:
    """A municipality takes an indicator into its own set."""
    with municipality.session() as session, session.begin():
        session.add(ChosenIndicator(indicator_id=indicator, chosen_by=municipality.coordinator))


TROUBLES = {
    242: ("other_title", {"title": "Uusi <b>nimi</b>, %", "expected": "Vanha nimi"}),
    288: ("gone", {}),
    289: ("no_metadata", {}),
    306: ("bad_years", {"first": 2023, "last": 2020}),
    307: ("bad_decimals", {"decimals": 2000}),
    318: ("no_figures", {}),
    690: ("twice", {}),
    1514: ("not_asked", {}),
    1560: ("no_answer", {"said": "indicators/1560: status 503"}),
    1570: ("malformed", {"said": "json: not a list"}),
}
"""One of each kind, about indicators that are listed and not mirrored."""
CHANGED, WITHDRAWN = 3193, 3071


def a_troubled_mirror(engines: Engines) -> uuid.UUID:
    """A run under way, every kind of trouble, a revision that changed things, a withdrawn indicator.

    Gives the number of a set that has items.
    """
    now, collection = clock.now(), read(DIRECTORY)
    shipped = next(each for each in collection.indicators if each.metadata.id == CHANGED)
    first, _, *others = shipped.series
    figures = (None, first.figures[1] + 1, *first.figures[2:])
    changed = [replace(first, first_year=first.first_year + 1, figures=figures[1:]), *others]
    metadata = replace(shipped.metadata, limits={"fi": "<p>Uusi</p>", "sv": ""}, decimals=2)
    with WorkerSession(engines) as session, session.begin():
        load(session, [replace(shipped, metadata=metadata, series=changed)], clock.today())
        gone = update(Indicator).where(Indicator.id == WITHDRAWN)
        session.execute(gone.values(withdrawn_on=clock.today()))
        session.add(
            FigureRefresh(begun_at=now, touched_at=now, state="running", total=102, done=34, fetched=3, refused=10)
        )
        for number, (kind, details) in TROUBLES.items():
            session.add(IndicatorTrouble(indicator_id=number, kind=kind, details=details, happened_at=now))
        return session.scalars(select(IndicatorSet.id).where(IndicatorSet.items.any())).first()
