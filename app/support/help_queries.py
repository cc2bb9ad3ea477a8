"""Questions about help pages."""

from sqlalchemy import Row, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from app.support.help_models import HelpVersion
from tenants.people import Person

OF_EACH = (
    select(HelpVersion).ext(distinct_on(HelpVersion.number)).order_by(HelpVersion.number, HelpVersion.version.desc())
)
NEWEST = aliased(HelpVersion, OF_EACH.subquery())


def help_pages(session: Session, language: str, words: str = "") -> list[HelpVersion]:
    """The newest version of every page, or of those in whose title or text the words stand; in the order of numbers."""
    question = select(NEWEST).order_by(NEWEST.number)
    if words:
        title, text = (NEWEST.title_fi, NEWEST.text_fi) if language == "fi" else (NEWEST.title_sv, NEWEST.text_sv)
        question = question.where(or_(*(each.icontains(words, autoescape=True) for each in (title, text))))
    return list(session.scalars(question))


def help_page(session: Session, number: int) -> HelpVersion | None:
    """The newest version of a page."""
    return session.scalar(select(NEWEST).where(NEWEST.number == number))


def number_for(session: Session, view: str) -> int | None:
    """The first page that is the help of a view."""
    spaced = func.concat(" ", NEWEST.views, " ")
    of_view = spaced.contains(f" {view} ", autoescape=True)
    return session.scalar(select(NEWEST.number).where(of_view).order_by(NEWEST.number).limit(1))


def versions(session: Session, number: int) -> list[Row[tuple[HelpVersion, str | None]]]:
    """Rows of (HelpVersion, writer) of a page, the newest first; what came from our files has no writer."""
    question = select(HelpVersion, Person.name.label("writer")).where(HelpVersion.number == number)
    joined = question.outerjoin(Person, Person.id == HelpVersion.written_by)
    return list(session.execute(joined.order_by(HelpVersion.version.desc())))
