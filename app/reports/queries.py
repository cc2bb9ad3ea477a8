"""Questions about a municipality's reports; each gives everything its page needs."""

from collections import Counter

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, contains_eager, defer, selectinload

from app.reports.models import Report, Section


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


SECTION_AT = (
    select(Section)
    .join(Section.report)
    .where(Report.number == bindparam("number"), Section.position == bindparam("position"))
    .options(contains_eager(Section.report))
)


def section_at(session: Session, report_number: int, position: int) -> Section | None:
    """One section with its report."""
    return session.scalar(SECTION_AT, {"number": report_number, "position": position})


def periods(session: Session) -> dict[int, str]:
    """Each report's years by its number; with the number too where two reports are about the same years."""
    rows = session.execute(select(Report.number, Report.first_year, Report.last_year)).all()
    years = {number: f"{first}–{last}" for number, first, last in rows}
    times = Counter(years.values())
    return {number: text if times[text] == 1 else f"{text} ({number})" for number, text in years.items()}


def next_number(session: Session) -> int:
    """The number a new report gets; take a turn first."""
    return (session.scalar(select(func.max(Report.number))) or 0) + 1
