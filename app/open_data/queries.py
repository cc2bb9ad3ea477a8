"""Editions as programs ask for them, at the door: a page of the register, or one, in one question each."""

from dataclasses import dataclass

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from app.publishing.formats import FORMATS
from app.publishing.models import Edition, EditionFile
from app.publishing.queries import NEWEST, at, editions
from tenants.municipalities import Municipality

ON_A_PAGE = 50
FILES = (
    select(
        func.json_agg(
            func.json_build_object(
                *("language", EditionFile.language, "format", EditionFile.format),
                *("bytes", func.octet_length(EditionFile.body), "sha256", EditionFile.checksum),
            )
        )
    )
    .where(EditionFile.tenant_id == Edition.tenant_id, EditionFile.edition_id == Edition.id)
    .where(EditionFile.format.in_(tuple(FORMATS)))
    .scalar_subquery()
)
FIRST_YEAR, LAST_YEAR = func.left(Edition.years, 4), func.right(Edition.years, 4)


@dataclass(frozen=True)
class Wanted:
    """Which editions are asked for; None is any."""

    municipality: str | None = None
    """Its official code, or the word for it in addresses."""
    county: str | None = None
    """The official code of a wellbeing services county."""
    year: str | None = None
    """One that the report is about."""


def number_of_editions(session: Session, wanted: Wanted) -> int:
    """How many there are of them."""
    return session.scalar(select(func.count()).select_from(_of(wanted).subquery()))


def page_of_editions(session: Session, wanted: Wanted, page: int) -> list[Row]:
    """The newest first; pages begin from 1."""
    told = _with_files(_of(wanted)).order_by(Edition.published_at.desc(), Edition.id)
    return list(session.execute(told.limit(ON_A_PAGE).offset((page - 1) * ON_A_PAGE)))


def edition_at(session: Session, municipality: str, years: str, number: int) -> Row | None:
    """One edition."""
    asked = _of(Wanted(municipality)).where(Edition.years == years, Edition.number == number)
    return session.execute(_with_files(asked)).one_or_none()


def _of(wanted: Wanted) -> Select:
    asked = editions()
    if wanted.municipality:
        is_code = wanted.municipality.isdecimal()
        asked = asked.where(Municipality.code == wanted.municipality if is_code else at(wanted.municipality))
    if wanted.county:
        asked = asked.where(Municipality.county_code == wanted.county)
    if wanted.year:
        asked = asked.where(wanted.year >= FIRST_YEAR, wanted.year <= LAST_YEAR)
    return asked


def _with_files(asked: Select) -> Select:
    places = (Municipality.code, Municipality.county_code)
    return asked.add_columns(*places, Edition.checksum, NEWEST.label("newest"), FILES.label("files"))
