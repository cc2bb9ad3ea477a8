"""The register of everything that is published, searched at the door."""

from sqlalchemy import ColumnElement, Integer, Row, Select, Text, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from app.publishing.models import Edition, EditionWords
from app.publishing.queries import editions
from app.publishing.search_rules import CONFIGURATIONS, Sought, tsquery
from tenants import clock
from tenants.mergers import with_predecessors
from tenants.municipalities import Municipality, known_by
from tenants.registry import Tenant

PAGE = 20
FIRST_YEAR = literal_column("split_part(edition.years, '-', 1)::integer", Integer)
LAST_YEAR = literal_column("split_part(edition.years, '-', -1)::integer", Integer)
"""In the words of the planner's statistics (migration 0051): with blanks in it, it would not know them again."""

NEWEST_FIRST = (Edition.published_at.desc(), Edition.id)


def narrowed(asked: Select, sought: Sought) -> Select:
    """The editions of a municipality with those that are part of it by now, of a county, or about a year, as is
    sought; of whatever words.
    """
    if sought.municipality:
        its = with_predecessors(known_by(sought.municipality), clock.today())
        asked = asked.where(Municipality.code.in_(its))
    if sought.county_code:
        asked = asked.where(Municipality.county_code == sought.county_code)
    if sought.year:
        asked = asked.where(sought.year >= FIRST_YEAR, sought.year <= LAST_YEAR)
    return asked


def say(stems: str) -> ColumnElement[bool]:
    """An edition's words are what a tsquery of stems looks for. An index knows, which the wall lets the door use: what
    is withdrawn has no words.
    """
    return EditionWords.words.bool_op("@@")(cast(stems, TSQUERY))


def found(session: Session, sought: Sought, language: str, page: int = 1) -> tuple[list[Row], bool]:
    """One page of the editions that are sought, newest first, and whether there are more. Words are sought in the
    texts of one language.
    """
    asked = narrowed(editions(), sought)
    if query := tsquery(sought.words):
        its = (EditionWords.tenant_id == Edition.tenant_id) & (EditionWords.edition_id == Edition.id)
        # Asked by itself: a plan that is kept would find the stems anew for every text.
        stems = session.scalar(select(cast(func.to_tsquery(CONFIGURATIONS[language], query), Text)))
        asked = asked.join(EditionWords, its).where(EditionWords.language == language, say(stems))
    rows = list(session.execute(asked.order_by(*NEWEST_FIRST).offset(PAGE * (page - 1)).limit(PAGE + 1)))
    return rows[:PAGE], len(rows) > PAGE


def municipalities_with_editions(session: Session) -> list[Row]:
    """Code and both names of those that have published anything that is still to be read."""
    published = select(Edition.tenant_id).where(Edition.tenant_id == Tenant.id).exists()
    asked = select(Municipality.code, Municipality.name_fi, Municipality.name_sv)
    return list(session.execute(asked.join(Tenant, Tenant.municipality_code == Municipality.code).where(published)))
