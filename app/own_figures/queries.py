"""Questions about own indicators; each gives everything its page needs."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.own_figures import columns, periods
from app.own_figures.models import OwnFigure, OwnIndicator
from tenants import people


@dataclass(frozen=True)
class Point:
    """One figure of a series; `period` is its name by language. None is what nobody told, never 0."""

    period: dict[str, str]
    first_day: date
    last_day: date
    value: Decimal
    count: Decimal | None
    denominator: Decimal | None


@dataclass(frozen=True)
class OwnSeries:
    """An own indicator for drawing: titles, units and sources by language, the other language's where one is blank.

    `groups` are its series by group of people, each from the oldest period; "" is everybody.
    """

    number: int
    title: dict[str, str]
    unit: dict[str, str]
    source: dict[str, str]
    decimals: int
    direction: str
    groups: dict[str, tuple[Point, ...]]


@dataclass(frozen=True)
class ListedIndicator:
    """An own indicator in a list, with the newest figure of the group that stands first."""

    indicator: OwnIndicator
    newest: OwnFigure | None


BY_GROUP = (OwnFigure.population_group, OwnFigure.last_day.desc(), OwnFigure.first_day.desc())
HOLDING = select(OwnFigure).where(OwnFigure.ended_at.is_(None)).order_by(*BY_GROUP)


def every_indicator(session: Session) -> list[OwnIndicator]:
    """Those that are ended too, by number."""
    return list(session.scalars(select(OwnIndicator).order_by(OwnIndicator.number)))


def next_number(session: Session) -> int:
    """The number a new one gets; take a turn first."""
    return (session.scalar(select(func.max(OwnIndicator.number))) or 0) + 1


def holding_figures(session: Session, indicator: OwnIndicator | None = None) -> list[OwnFigure]:
    """The figures that hold, of one indicator or of all: by group, and the newest period first."""
    wanted = HOLDING if indicator is None else HOLDING.where(OwnFigure.indicator_id == indicator.id)
    return list(session.scalars(wanted))


def every_figure(session: Session, indicator: OwnIndicator) -> list[OwnFigure]:
    """Of one indicator, those that hold no more too: by group, and the newest period first."""
    figures = select(OwnFigure).where(OwnFigure.indicator_id == indicator.id)
    return list(session.scalars(figures.order_by(*BY_GROUP)))


def newest_figures(session: Session) -> dict[uuid.UUID, OwnFigure]:
    """By indicator: the newest that holds, of everybody before a group of people."""
    newest = select(OwnFigure).ext(distinct_on(OwnFigure.indicator_id)).where(OwnFigure.ended_at.is_(None))
    return {each.indicator_id: each for each in session.scalars(newest.order_by(OwnFigure.indicator_id, *BY_GROUP))}


def listed_indicators(session: Session, language: str) -> list[ListedIndicator]:
    """All of them by title, each with a newest figure."""
    figures = newest_figures(session)
    found = sorted(every_indicator(session), key=lambda each: (each.title(language).casefold(), each.number))
    return [ListedIndicator(each, figures.get(each.id)) for each in found]


def indicator_by_number(session: Session, number: int) -> OwnIndicator | None:
    """One of them; None when the municipality has no such one."""
    return session.scalar(select(OwnIndicator).where(OwnIndicator.number == number))


def figure_of(session: Session, indicator: OwnIndicator, figure_id: uuid.UUID) -> OwnFigure | None:
    """A figure of the indicator that holds."""
    conditions = (OwnFigure.id == figure_id, OwnFigure.indicator_id == indicator.id, OwnFigure.ended_at.is_(None))
    return session.scalar(select(OwnFigure).where(*conditions))


def ended_figures(session: Session, indicator: OwnIndicator) -> list[OwnFigure]:
    """What was changed or removed, the latest first."""
    ended = select(OwnFigure).where(OwnFigure.indicator_id == indicator.id, OwnFigure.ended_at.is_not(None))
    return list(session.scalars(ended.order_by(OwnFigure.ended_at.desc(), OwnFigure.id)))


def names_in(session: Session, indicator: OwnIndicator, figures: list[OwnFigure]) -> dict[uuid.UUID, str]:
    """The names of everybody who did something to the indicator or to these figures."""
    rows = [indicator, *figures]
    columns_of_people = ("owner_id", "created_by", "changed_by", "ended_by", "entered_by")
    ids = {getattr(row, column, None) for row in rows for column in columns_of_people}
    return people.names_of(session, ids - {None})


def series_of(indicator: OwnIndicator, figures: list[OwnFigure]) -> OwnSeries:
    """What a chart is drawn of: an indicator and its holding figures."""
    groups: dict[str, list[Point]] = {}
    for each in reversed(figures):
        groups.setdefault(each.population_group, []).append(_point(each))
    return OwnSeries(
        number=indicator.number,
        title={language: indicator.title(language) for language in ("fi", "sv")},
        unit={language: indicator.unit(language) for language in ("fi", "sv")},
        source={language: indicator.source(language) for language in ("fi", "sv")},
        decimals=indicator.decimals,
        direction=indicator.direction,
        groups={group: tuple(points) for group, points in sorted(groups.items())},
    )


def _point(each: OwnFigure) -> Point:
    said = {language: each.period_in(language) for language in ("fi", "sv")}
    return Point(said, each.first_day, each.last_day, each.value, each.count, each.denominator)


def file_rows(session: Session, language: str) -> Iterator[dict[str, object]]:
    """Every figure that holds as a row of our files, by column; numbers and days as they are."""
    indicators = {each.id: each for each in every_indicator(session)}
    figures = holding_figures(session)
    figures.sort(key=lambda each: (indicators[each.indicator_id].number, each.population_group, each.first_day))
    for each in figures:
        yield _file_row(indicators[each.indicator_id], each, language)


def _file_row(indicator: OwnIndicator, each: OwnFigure, language: str) -> dict[str, object]:
    told = {**vars(indicator.facts), **vars(each.figure)}
    told |= {column: columns.word(column, told[column], language) for column in columns.CHOICES}
    return told | {"period": periods.said(each.period, each.first_day, each.last_day, language)}
