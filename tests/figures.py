"""Figures of our own: small made-up indicators, brought into the mirror as a nightly refresh brings them.

Reference tables belong to all tests of a process, so each indicator has a number that Sotkanet will never have.
"""

import itertools
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import text

from app.indicators import choice_actions
from app.indicators.areas import COUNTRY, Register, register
from app.indicators.collecting import FetchedIndicator, Series
from app.indicators.judgements import judge
from app.indicators.loading import load, load_listing
from app.indicators.models import ListedIndicator
from app.indicators.sets import IndicatorSet, IndicatorSetItem
from app.indicators.sotkanet import Listed, Metadata
from tenants import clock
from tenants.boundary import StaffSession, WorkerSession
from tenants.database import Engines
from tests.makers import MunicipalityOfTest, a_person

NUMBERS = itertools.count(900_001)
PROPORTION, RATE, NONE = "proportion", "rate", "none"
HIGHER, LOWER, NEUTRAL = "higher_better", "lower_better", "neutral"

Figures = Mapping[int, Mapping[int, object]]
"""By area and year: a figure, or a figure with the count behind it."""


def an_indicator(
    engines: Engines,
    figures: Figures,
    *,
    number: int | None = None,
    direction: str = NEUTRAL,
    method: str = NONE,
    period: str = "year",
    gender: str = "total",
    **told: object,
) -> int:
    """An indicator that is mirrored, with these figures, judged so; given a number again, the next fetch of it."""
    return indicator_of_genders(
        engines, {gender: figures}, number=number, direction=direction, method=method, period=period, **told
    )


def indicator_of_genders(
    engines: Engines,
    by_gender: Mapping[str, Figures],
    *,
    number: int | None = None,
    direction: str = NEUTRAL,
    method: str = NONE,
    period: str = "year",
    **told: object,
) -> int:
    """The same with figures of several genders."""
    metadata = _metadata(number or next(NUMBERS), by_gender, told)
    fetched = FetchedIndicator(metadata, list(_series(by_gender)))
    listed_indicator(engines, metadata.title["fi"], metadata.title["sv"], number=metadata.id)
    with StaffSession(engines) as session, session.begin():
        listed = session.get_one(ListedIndicator, metadata.id)
        by = a_person(engines, is_staff=True).id
        judge(session, by, listed, direction=direction, method=method, period_kind=period)
    with WorkerSession(engines) as session, session.begin():
        load(session, [fetched], clock.today())
    return metadata.id


def listed_indicator(engines: Engines, fi: str, sv: str = "", *, number: int | None = None) -> int:
    """One of which Sotkanet has figures and the mirror has none."""
    number = number or next(NUMBERS)
    with WorkerSession(engines) as session, session.begin():
        load_listing(session, [Listed(number, {"fi": fi, "sv": sv}, {"fi": "", "sv": ""})])
    return number


def take_off_the_list(engines: Engines, number: int, day: date) -> None:
    """As a refresh marks what Sotkanet does not list any more."""
    with WorkerSession(engines) as session, session.begin():
        asked = {"number": number, "day": day}
        session.execute(text("UPDATE listed_indicator SET gone_on = :day WHERE id = :number"), asked)
        session.execute(text("UPDATE indicator SET withdrawn_on = :day WHERE id = :number"), asked)


def a_set(engines: Engines, items: Iterable[int | None], **told: object) -> IndicatorSet:
    """A set that others have drawn up; an item without a number is a self-assessment."""
    facts = {
        "kind": "minimum_list", "version": f"testi {next(NUMBERS)}", "title_fi": "Testien kokoelma",
        "title_sv": "Testernas samling", "note_fi": "Vain osa indikaattoreista on mukana.", "note_sv": "",
        "status": "proposal", "announced": None, "source": "THL",
    }  # fmt: skip
    with StaffSession(engines) as session, session.begin():
        made = IndicatorSet(**facts | told)
        made.items = [
            IndicatorSetItem(
                position=position, nature="outcome" if number else "self_assessment", indicator_id=number,
                title_fi=f"Osio {position}", title_sv="",
            )
            for position, number in enumerate(items, 1)
        ]  # fmt: skip
        session.add(made)
        session.flush()
        session.refresh(made, ["items"])
    return made


def choose(municipality: MunicipalityOfTest, *numbers: int) -> None:
    """Into the municipality's own set, by its coordinator."""
    with municipality.session() as session, session.begin():
        for number in numbers:
            choice_actions.choose_indicator(session, municipality.coordinator, number)


def compare_with(municipality: MunicipalityOfTest, *codes: str) -> None:
    """Its comparison municipalities, set by its coordinator."""
    with municipality.session() as session, session.begin():
        choice_actions.compare_with(session, municipality.coordinator, {code: code for code in codes})


def see_the_news(municipality: MunicipalityOfTest) -> None:
    """Its coordinator has seen what is new."""
    with municipality.session() as session, session.begin():
        choice_actions.mark_seen(session, municipality.coordinator, clock.now())


def _metadata(number: int, by_gender: Mapping[str, Figures], told: dict[str, object]) -> Metadata:
    years = [year for figures in by_gender.values() for by_year in figures.values() for year in by_year]
    nothing = {"fi": "", "sv": ""}
    facts = {
        "title": {"fi": f"Testien osuus {number}", "sv": f"Testernas andel {number}"},
        "description": nothing, "interpretation": nothing, "limits": nothing, "source": nothing,
        "unit_code": "PROS", "unit": {"fi": "Prosenttia", "sv": "Procent"}, "decimals": 1,
        "organisation": {"fi": "Tilastokeskus", "sv": "Statistikcentralen"},
        "updated_on": date(2026, 5, 15), "genders": tuple(by_gender),
    }  # fmt: skip
    return Metadata(id=number, first_year=min(years), last_year=max(years), **facts | told)


def _series(by_gender: Mapping[str, Figures]) -> Iterable[Series]:
    for gender, figures in by_gender.items():
        for area, by_year in figures.items():
            years = range(min(by_year), max(by_year) + 1)
            told = [_figure(by_year.get(year)) for year in years]
            counts = tuple(count for _, count in told)
            values = tuple(value for value, _ in told)
            yield Series(gender, area, years[0], values, counts if any(count is not None for count in counts) else None)


def _figure(told: object) -> tuple[Decimal | None, Decimal | None]:
    value, count = told if isinstance(told, tuple) else (told, None)
    return (None if value is None else Decimal(str(value))), (None if count is None else Decimal(count))


@dataclass(frozen=True)
class FiguresToLookAt:
    """What the pages of figures show in their rarer shapes; all but the set are numbers of indicators."""

    set_id: uuid.UUID
    untested: int
    revised: int
    not_mirrored: int
    chosen: int
    gone: int
    withdrawn: int
    without_figures: int
    elsewhere: int


def figures_to_look_at(municipality: MunicipalityOfTest, other: MunicipalityOfTest) -> FiguresToLookAt:
    """Indicators of every kind for the pages of a municipality; the other one has chosen and has seen all news."""
    engines, area = municipality.engines, area_of(municipality)
    untested = an_indicator(engines, {area: {2022: 3, 2024: 4}, COUNTRY: {2022: 3, 2024: 5}}, direction=LOWER)
    made = FiguresToLookAt(
        set_id=a_set(engines, [127, untested, None, gone := listed_indicator(engines, "Poistunut testi")]).id,
        untested=untested,
        revised=_revised(engines, area),
        not_mirrored=listed_indicator(engines, "Vain luettelossa oleva testi"),
        chosen=listed_indicator(engines, "Valittu testi"),
        gone=gone,
        withdrawn=an_indicator(engines, {area: {2019: 7}}, title={"fi": "Lakkautettu testi", "sv": ""}),
        without_figures=an_indicator(engines, {COUNTRY: {2024: 5}}, title={"fi": "Vain koko maan testi", "sv": ""}),
        elsewhere=an_indicator(engines, {min(register_of(municipality).numbers - {area}): {2024: 5}}),
    )
    for number in (made.gone, made.withdrawn):
        take_off_the_list(engines, number, date(2026, 3, 1))
    for each in (municipality, other):
        choose(each, 127, made.untested, made.chosen)
    compare_with(other, "091", "837")
    see_the_news(other)
    return made


def register_of(municipality: MunicipalityOfTest) -> Register:
    """Everybody it can be compared with."""
    with municipality.session(read_only=True) as session:
        return register(session)


def area_of(municipality: MunicipalityOfTest) -> int:
    """Its number in Sotkanet."""
    return register_of(municipality).by_code[municipality.facts.municipality_code].sotkanet_region_id


def _revised(engines: Engines, area: int) -> int:
    """Of which a later fetch has changed a figure, taken one away, added one and told another title."""
    before = {"fi": "Ennen tarkistusta", "sv": "", "en": ""}
    figures = {area: {2022: (5, 50), 2023: (6, 60), 2024: (4, 40)}}
    number = an_indicator(engines, figures, title=before, method=PROPORTION)
    after = {area: {2022: (5.5, 55), 2024: (4, 40), 2025: (3, 30)}, COUNTRY: {2024: 5}}
    return an_indicator(engines, after, number=number, method=PROPORTION)
