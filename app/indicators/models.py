"""The mirror's tables: what Sotkanet lists, the indicators that are mirrored, their series and every fetch of them.

A withheld or missing value is a gap, never 0. What staff judge of an indicator is in `judgements`, sets are in `sets`,
what a municipality has chosen is in `choices`.
"""

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Numeric, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base


class ListedIndicator(Base):
    """An indicator that Sotkanet has, whether mirrored or not. `gone_on` is the day it was missing from the list."""

    __tablename__ = "listed_indicator"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    organisation_fi: Mapped[str]
    organisation_sv: Mapped[str]
    gone_on: Mapped[date | None]


class Indicator(Base):
    """One mirrored indicator as its newest revision tells; a text blank at the source is ""."""

    __tablename__ = "indicator"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    description_fi: Mapped[str]
    """HTML as the source wrote it, like interpretation and limits: `source_texts.cleaned` before it is shown."""
    description_sv: Mapped[str]
    interpretation_fi: Mapped[str]
    interpretation_sv: Mapped[str]
    limits_fi: Mapped[str]
    limits_sv: Mapped[str]
    unit_code: Mapped[str]
    unit_fi: Mapped[str]
    unit_sv: Mapped[str]
    decimals: Mapped[int]
    direction: Mapped[str]
    """higher_better, lower_better or neutral: our own judgement, which Sotkanet does not have."""
    method: Mapped[str]
    """How an interval is worked out (statistics.measures.Method): our own judgement."""
    period_kind: Mapped[str]
    """What the source's year stands for (statistics.periods.PeriodKind): our own judgement."""
    organisation_fi: Mapped[str]
    organisation_sv: Mapped[str]
    source_fi: Mapped[str]
    source_sv: Mapped[str]
    first_year: Mapped[int]
    last_year: Mapped[int]
    updated_on: Mapped[date | None]
    fetched_on: Mapped[date]
    revision: Mapped[int]
    """The newest fetch's number."""
    withdrawn_on: Mapped[date | None]
    """The day on which Sotkanet did not list it any more; what was fetched before stays."""


class StatisticalArea(Base):
    """A municipality, county, region or the country in Sotkanet's own numbering, which it has changed for counties."""

    __tablename__ = "statistical_area"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str]
    category: Mapped[str]
    title_fi: Mapped[str]
    title_sv: Mapped[str]


class IndicatorSeries(Base):
    """An indicator in an area, for all genders together or one of them: a figure for each year from `first_year` on,
    None where there is none. `counts` are the absolute counts behind them; None where there is not one.
    """

    __tablename__ = "indicator_series"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    gender: Mapped[str] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("statistical_area.id"), primary_key=True)
    first_year: Mapped[int]
    figures: Mapped[list[Decimal | None]] = mapped_column(ARRAY(Numeric))
    counts: Mapped[list[Decimal | None] | None] = mapped_column(ARRAY(Numeric))


class IndicatorDistribution(Base):
    """All municipalities in one year: the least, lower fifth, median, upper fifth and greatest of their figures."""

    __tablename__ = "indicator_distribution"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    municipalities: Mapped[int]
    quantiles: Mapped[list[Decimal]] = mapped_column(ARRAY(Numeric))


class IndicatorRevision(Base):
    """One fetch of an indicator, which nobody changes afterwards; what it changed of the one before is counted."""

    __tablename__ = "indicator_revision"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    fetched_at: Mapped[datetime]
    updated_on: Mapped[date | None]
    told: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """The metadata as the source told them in this fetch."""
    changed_texts: Mapped[list[str]] = mapped_column(ARRAY(Text))
    added_figures: Mapped[int]
    changed_figures: Mapped[int]
    withdrawn_figures: Mapped[int]


class SupersededFigure(Base):
    """A figure as it was before a revision changed it or took it away."""

    __tablename__ = "superseded_figure"

    indicator_id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    gender: Mapped[str] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("statistical_area.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[Decimal]
    count: Mapped[Decimal | None]


class FigureRefresh(Base):
    """One run of the refresh, with how far it has come."""

    __tablename__ = "figure_refresh"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    begun_at: Mapped[datetime]
    touched_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    state: Mapped[str]
    total: Mapped[int]
    done: Mapped[int]
    fetched: Mapped[int]
    refused: Mapped[int]


class IndicatorTrouble(Base):
    """Why an indicator could not be brought up to date; gone when it could."""

    __tablename__ = "indicator_trouble"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("listed_indicator.id"), primary_key=True)
    kind: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSONB)
    happened_at: Mapped[datetime]


class IndicatorLoad(Base):
    """A bundle of figures that has been loaded, known by its checksum."""

    __tablename__ = "indicator_load"

    checksum: Mapped[str] = mapped_column(primary_key=True)
    loaded_at: Mapped[datetime]
