"""The mirror's tables. A withheld or missing value is an absent row, never 0 and never null."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base


class Indicator(Base):
    """One Sotkanet indicator as its metadata were on the day of the fetch; a text blank at the source is ""."""

    __tablename__ = "indicator"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    unit_fi: Mapped[str]
    unit_sv: Mapped[str]
    decimals: Mapped[int]
    direction: Mapped[str]
    """higher_better, lower_better or neutral: our own judgement, which Sotkanet does not have."""
    organisation_fi: Mapped[str]
    organisation_sv: Mapped[str]
    source_fi: Mapped[str]
    source_sv: Mapped[str]
    first_year: Mapped[int]
    last_year: Mapped[int]
    updated_on: Mapped[date | None]
    fetched_on: Mapped[date]


class StatisticalArea(Base):
    """A municipality, county, region or the country in Sotkanet's own numbering, which it has changed for counties."""

    __tablename__ = "statistical_area"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str]
    category: Mapped[str]
    title_fi: Mapped[str]
    title_sv: Mapped[str]


class IndicatorValue(Base):
    """One figure: an indicator in an area in a year, for all genders together or one of them."""

    __tablename__ = "indicator_value"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("statistical_area.id"), primary_key=True)
    gender: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[Decimal]
    absolute_value: Mapped[Decimal | None]


class IndicatorLoad(Base):
    """A bundle of figures that has been loaded, known by its checksum."""

    __tablename__ = "indicator_load"

    checksum: Mapped[str] = mapped_column(primary_key=True)
    loaded_at: Mapped[datetime]
