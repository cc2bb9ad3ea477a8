"""Questions about a municipality's reports; each gives everything its page needs.

Those of the page where people write are put together once: that takes Python longer than asking them.
"""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Text, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session, aliased, contains_eager, defer, selectinload

from app.reports.models import Report, ReportIndicator, Section
from tenants import people


def reports(session: Session) -> list[Report]:
    """Every report with its sections' states (no texts), newest first."""
    return list(
        session.scalars(
            select(Report)
            .options(selectinload(Report.sections).options(defer(Section.text_fi), defer(Section.text_sv)))
            .order_by(Report.number.desc())
        )
    )


def report_by_number(session: Session, number: int) -> Report | None:
    """One report with its sections, texts included."""
    return session.scalar(select(Report).where(Report.number == number).options(selectinload(Report.sections)))


def whole_report(session: Session, number: int) -> Report | None:
    """One report with everything that is printed: sections, texts, indicators."""
    return session.scalar(
        select(Report)
        .where(Report.number == number)
        .options(selectinload(Report.sections).selectinload(Section.indicators))
    )


AT = (Report.number == bindparam("number"), Section.position == bindparam("position"))
SECTION_AT = select(Section).join(Section.report).where(*AT).options(contains_eager(Section.report))

FIGURES = select(cast(func.jsonb_agg(aggregate_order_by(ReportIndicator.facts, ReportIndicator.position)), Text)).where(
    ReportIndicator.section_id == Section.id
)
NEXT = aliased(Section)
NAME = func.jsonb_build_object("number", NEXT.number, "fi", NEXT.title_fi, "sv", NEXT.title_sv)
NEIGHBOURS = select(func.jsonb_object_agg(NEXT.position, NAME)).where(
    NEXT.report_id == Section.report_id, func.abs(NEXT.position - Section.position) == 1
)
SECTION_PAGE = SECTION_AT.add_columns(
    FIGURES.correlate(Section).scalar_subquery().label("figures"),
    NEIGHBOURS.correlate(Section).scalar_subquery().label("neighbours"),
    people.name_of(Section.edited_by).label("editor"),
)


def section_at(session: Session, report_number: int, position: int) -> Section | None:
    """One section with its report."""
    return session.scalar(SECTION_AT, {"number": report_number, "position": position})


@dataclass(frozen=True)
class SectionPage:
    """A section with its report, and what stands around it on its page."""

    section: Section
    figures: str | None
    """Its indicators in JSON, each as it stands in an edition's content."""
    neighbours: dict[int, dict[str, str]]
    """The sections just before and after, by position: number, and title by language."""
    editor: str | None


def section_page(session: Session, report_number: int, position: int) -> SectionPage | None:
    """All of it in one question."""
    row = session.execute(SECTION_PAGE, {"number": report_number, "position": position}).one_or_none()
    if row is None:
        return None
    neighbours = {int(position): name for position, name in (row.neighbours or {}).items()}
    return SectionPage(row.Section, row.figures, neighbours, row.editor)


def periods(session: Session) -> dict[int, str]:
    """Each report's years by its number; with the number too where two reports are about the same years."""
    rows = session.execute(select(Report.number, Report.first_year, Report.last_year)).all()
    years = {number: f"{first}–{last}" for number, first, last in rows}
    times = Counter(years.values())
    return {number: text if times[text] == 1 else f"{text} ({number})" for number, text in years.items()}


def next_number(session: Session) -> int:
    """The number a new report gets; take a turn first."""
    return (session.scalar(select(func.max(Report.number))) or 0) + 1
