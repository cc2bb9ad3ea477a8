"""How the figures are now that goals are followed by: of a whole plan in a constant number of questions."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.indicators.catalogue import listed
from app.indicators.models import Indicator
from app.indicators.series import series_of
from app.own_figures.models import OwnFigure, OwnIndicator
from app.own_figures.periods import said
from app.plan.models import GoalIndicator
from tenants.municipalities import Municipality


@dataclass(frozen=True)
class Latest:
    """A municipality's newest figure; its period by language."""

    period: dict[str, str]
    value: Decimal


@dataclass(frozen=True)
class Followed:
    """What a figure is called and how it is now; None where the municipality has none."""

    title: dict[str, str]
    unit: dict[str, str]
    decimals: int
    direction: str
    latest: Latest | None


NOTHING_KNOWN = {"unit": {"fi": "", "sv": ""}, "decimals": 2, "direction": "neutral", "latest": None}


def followed(session: Session, code: str, indicators: Iterable[GoalIndicator]) -> dict[uuid.UUID, Followed]:
    """By the id of what a goal has; `code` is the municipality's."""
    indicators = list(indicators)
    sotkanets = of_sotkanet(session, code, {each.indicator_id for each in indicators} - {None})
    own = _of_municipality(session, {each.own_indicator_id for each in indicators} - {None})
    return {
        each.id: sotkanets[each.indicator_id]
        if each.indicator_id
        else own[each.own_indicator_id, each.population_group]
        for each in indicators
    }


def of_sotkanet(session: Session, code: str, ids: set[int]) -> dict[int, Followed]:
    """By Sotkanet's number. What is not mirrored has a title alone."""
    if not ids:
        return {}
    area = session.get_one(Municipality, code).sotkanet_region_id
    titles = listed(session, ids)
    known = {each.id: each for each in session.scalars(select(Indicator).where(Indicator.id.in_(ids)))}
    series = series_of(session, known, [area])
    found = {}
    for number, row in titles.items():
        title = {"fi": row.title_fi, "sv": row.title_sv}
        found[number] = Followed(title, **NOTHING_KNOWN)
        if indicator := known.get(number):
            told = series.get((number, area))
            year = told and str(told.latest.year)
            latest = Latest({"fi": year, "sv": year}, told.latest.value) if told else None
            unit = {"fi": indicator.unit_fi, "sv": indicator.unit_sv}
            found[number] = Followed(title, unit, indicator.decimals, indicator.direction, latest)
    return found


def _of_municipality(session: Session, ids: set[uuid.UUID]) -> "_Own":
    if not ids:
        return _Own({}, {})
    figure = OwnFigure
    newest = (
        select(figure)
        .ext(distinct_on(figure.indicator_id, figure.population_group))
        .where(figure.indicator_id.in_(ids), figure.ended_at.is_(None))
        .order_by(figure.indicator_id, figure.population_group, figure.last_day.desc(), figure.first_day.desc())
    )
    figures = {(each.indicator_id, each.population_group): each for each in session.scalars(newest)}
    known = session.scalars(select(OwnIndicator).where(OwnIndicator.id.in_(ids)))
    return _Own({each.id: each for each in known}, figures)


@dataclass(frozen=True)
class _Own:
    """The municipality's own indicators, and the newest figure of each group of people."""

    known: dict[uuid.UUID, OwnIndicator]
    figures: dict[tuple[uuid.UUID, str], OwnFigure]

    def __getitem__(self, key: tuple[uuid.UUID, str]) -> Followed:
        indicator, figure = self.known[key[0]], self.figures.get(key)
        group = f" ({key[1]})" if key[1] else ""
        title = {language: indicator.title(language) + group for language in ("fi", "sv")}
        unit = {language: indicator.unit(language) for language in ("fi", "sv")}
        return Followed(title, unit, indicator.decimals, indicator.direction, figure and _latest(figure))


def _latest(figure: OwnFigure) -> Latest:
    days = (figure.period, figure.first_day, figure.last_day)
    return Latest({language: said(*days, language) for language in ("fi", "sv")}, figure.value)
