"""The official register of municipalities: who can become a tenant, in which languages, in which county and region.

The rows come from the files in `tenants/register/` (see `tenants.register_file`). What a municipality does with
the service is not known here.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import CHAR, BindParameter, ColumnElement, ForeignKey, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tenants.database import Base

AFTER_Z = str.maketrans("åäö", "{|}")
"""The three signs that follow z in Unicode stand in for the three letters that follow z in our alphabets."""


class Named:
    """An area with an official name in both languages."""

    name_fi: Mapped[str]
    name_sv: Mapped[str]

    def name(self, language: str) -> str:
        """The name as that language writes it."""
        return self.name_sv if language == "sv" else self.name_fi


class Addressed(Named):
    """An area that can have pages of its own; the word for it in an address is unique across both languages."""

    slug_fi: Mapped[str] = mapped_column(unique=True)
    slug_sv: Mapped[str] = mapped_column(unique=True)

    def slug(self, language: str) -> str:
        """The word for it in an address of that language."""
        return self.slug_sv if language == "sv" else self.slug_fi


class County(Addressed, Base):
    """A wellbeing services county (hyvinvointialue, välfärdsområde)."""

    __tablename__ = "county"

    code: Mapped[str] = mapped_column(CHAR(2), primary_key=True)
    sotkanet_region_id: Mapped[int] = mapped_column(unique=True)


class Region(Named, Base):
    """A region (maakunta, landskap)."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(CHAR(2), primary_key=True)
    sotkanet_region_id: Mapped[int] = mapped_column(unique=True)


class Municipality(Addressed, Base):
    """A municipality. Helsinki arranges its own health and social services and Åland has its own law: no county."""

    __tablename__ = "municipality"

    code: Mapped[str] = mapped_column(CHAR(3), primary_key=True)
    language_status: Mapped[str]
    county_code: Mapped[str | None] = mapped_column(ForeignKey("county.code"))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    sotkanet_region_id: Mapped[int] = mapped_column(unique=True)
    urban_group: Mapped[int]
    """Statistics Finland's grouping of municipalities: 1 urban, 2 semi-urban, 3 rural."""
    act_applies: Mapped[bool]
    """Whether the Act on Organising Healthcare and Social Welfare Services (612/2021) applies: not in Åland."""

    county: Mapped[County | None] = relationship(lazy="joined")
    region: Mapped[Region] = relationship(lazy="joined", innerjoin=True)

    @property
    def main_language(self) -> str:
        """The language of the majority, in which the report is written first."""
        return main_language(self.language_status)


class MunicipalityPopulation(Base):
    """Inhabitants of a municipality on the last day of a year, and who counted them."""

    __tablename__ = "municipality_population"

    municipality_code: Mapped[str] = mapped_column(CHAR(3), ForeignKey("municipality.code"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    inhabitants: Mapped[int]
    reference_date: Mapped[date]
    source: Mapped[str]


def main_language(language_status: str) -> str:
    """The language of the majority."""
    return "sv" if language_status.startswith("swedish") else "fi"


def alphabetical(text: str) -> str:
    """Sort key of the Finnish and Swedish alphabets: å, ä and ö after z, in that order."""
    return text.lower().translate(AFTER_Z)


def all_municipalities(session: Session, language: str) -> list[Municipality]:
    """The whole register in the alphabetical order of that language's names."""
    return sorted(session.scalars(select(Municipality)), key=lambda each: alphabetical(each.name(language)))


def names_where_the_act_applies(session: Session, language: str) -> list[tuple[str, str]]:
    """(code, name) of every municipality that can become a customer, by name: for a form to choose from."""
    name = Municipality.name_sv if language == "sv" else Municipality.name_fi
    rows = session.execute(select(Municipality.code, name).where(Municipality.act_applies))
    return sorted((tuple(row) for row in rows), key=lambda row: alphabetical(row[1]))


def county_names(session: Session, language: str) -> list[tuple[str, str]]:
    """(code, name) of every wellbeing services county, by name."""
    rows = session.execute(select(County.code, County.name_sv if language == "sv" else County.name_fi))
    return sorted((tuple(row) for row in rows), key=lambda row: alphabetical(row[1]))


def slugs_of(session: Session, code: str) -> set[str]:
    """The words by which addresses know a municipality."""
    municipality = session.get_one(Municipality, code)
    return {municipality.slug_fi, municipality.slug_sv}


def names_of_code(session: Session, code: str) -> dict[str, str]:
    """A municipality's name in both languages."""
    municipality = session.get_one(Municipality, code)
    return {"fi": municipality.name_fi, "sv": municipality.name_sv}


def with_slug(slug: str | BindParameter[str]) -> ColumnElement[bool]:
    """The municipality has this address word, in either language."""
    return or_(Municipality.slug_fi == slug, Municipality.slug_sv == slug)


def known_by(word: str) -> ColumnElement[bool]:
    """The municipality has this code, or this word in addresses."""
    return Municipality.code == word if word.isdecimal() else with_slug(word)


def municipality_by_slug(session: Session, slug: str) -> Municipality | None:
    """The municipality whose address word, in either language, this is; compare with `slug(language)` to redirect."""
    return session.scalar(select(Municipality).where(with_slug(slug)))


def latest_population(session: Session, code: str) -> MunicipalityPopulation | None:
    """The newest count at hand, with its year and source: the interface shows both."""
    return session.scalar(
        select(MunicipalityPopulation)
        .where(MunicipalityPopulation.municipality_code == code)
        .order_by(MunicipalityPopulation.year.desc())
        .limit(1)
    )


def latest_populations(session: Session, codes: Iterable[str]) -> dict[str, MunicipalityPopulation]:
    """The newest count at hand of each of several municipalities, by code."""
    p = MunicipalityPopulation
    newest = select(p).ext(distinct_on(p.municipality_code)).order_by(p.municipality_code, p.year.desc())
    return {each.municipality_code: each for each in session.scalars(newest.where(p.municipality_code.in_(codes)))}
