"""Editions as programs ask for them, at the door: a page of the register, or one, in one question each."""

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from app.publishing.formats import FORMATS
from app.publishing.models import Edition, EditionFile
from app.publishing.queries import NEWEST, editions
from app.publishing.search_queries import NEWEST_FIRST, narrowed
from app.publishing.search_rules import Sought
from tenants.municipalities import Municipality, known_by

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


def number_of_editions(session: Session, sought: Sought) -> int:
    """How many there are of them."""
    return session.scalar(select(func.count()).select_from(narrowed(editions(), sought).subquery()))


def page_of_editions(session: Session, sought: Sought, page: int) -> list[Row]:
    """The newest first; pages begin from 1."""
    told = _with_files(narrowed(editions(), sought)).order_by(*NEWEST_FIRST)
    return list(session.execute(told.limit(ON_A_PAGE).offset((page - 1) * ON_A_PAGE)))


def edition_at(session: Session, municipality: str, years: str, number: int) -> Row | None:
    """One edition."""
    its = editions().where(known_by(municipality), Edition.years == years, Edition.number == number)
    return session.execute(_with_files(its)).one_or_none()


def _with_files(asked: Select) -> Select:
    places = (Municipality.code, Municipality.county_code)
    return asked.add_columns(*places, Edition.checksum, NEWEST.label("newest"), FILES.label("files"))
