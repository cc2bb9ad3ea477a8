"""Questions about a municipality's reports; each gives everything its page needs."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer, joinedload, selectinload

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


def section_at(session: Session, report_number: int, position: int) -> Section | None:
    """One section with its report and its indicators."""
    return session.scalar(
        select(Section)
        .join(Section.report)
        .where(Report.number == report_number, Section.position == position)
        .options(joinedload(Section.report), selectinload(Section.indicators))
    )


def neighbours(session: Session, section: Section) -> dict[int, Section]:
    """The sections just before and after, by position, without their texts."""
    rows = session.scalars(
        select(Section)
        .where(
            Section.report_id == section.report_id, Section.position.in_([section.position - 1, section.position + 1])
        )
        .options(defer(Section.text_fi), defer(Section.text_sv))
    )
    return {row.position: row for row in rows}


def next_number(session: Session) -> int:
    """The number a new report gets; take a turn first."""
    return (session.scalar(select(func.max(Report.number))) or 0) + 1
