"""Questions about a municipality's reports; each gives everything its page needs."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, contains_eager, defer, selectinload

from app.plan.models import Plan
from app.reports.models import Report, Section, SectionMove
from app.reports.rules import DECIDES_ITS_PLAN
from app.web.numbers import years
from tenants import people
from tenants.membership import IS_MEMBER, Membership


def reports(session: Session) -> list[Report]:
    """Every report with its sections' states (no texts), newest first."""
    return list(
        session.scalars(
            select(Report)
            .options(selectinload(Report.sections).options(defer(Section.text_fi), defer(Section.text_sv)))
            .order_by(Report.number.desc())
        )
    )


def documents_of(session: Session, plan: Plan) -> list[Report]:
    """The reports that carry a welfare plan and are decided together with it, newest first; without their sections."""
    with_it = (Report.plan_id == plan.id, Report.kind.in_(DECIDES_ITS_PLAN))
    return list(session.scalars(select(Report).where(*with_it).order_by(Report.number.desc())))


def report_by_number(session: Session, number: int) -> Report | None:
    """One report with its sections, texts included."""
    return session.scalar(select(Report).where(Report.number == number).options(selectinload(Report.sections)))


def report_with_translations(session: Session, number: int) -> Report | None:
    """The same with what is translated of what."""
    sections = selectinload(Report.sections).undefer(Section.translation)
    return session.scalar(select(Report).where(Report.number == number).options(sections))


def whole_report(session: Session, number: int) -> Report | None:
    """One report with everything that is published: sections, texts, indicators, the summary."""
    return session.scalar(
        select(Report)
        .where(Report.number == number)
        .options(selectinload(Report.sections).selectinload(Section.indicators))
        .options(selectinload(Report.attachments), selectinload(Report.summaries))
    )


SECTION_AT = (
    select(Section)
    .join(Section.report)
    .where(Report.number == bindparam("number"), Section.position == bindparam("position"))
    .options(contains_eager(Section.report))
)


def section_at(session: Session, report_number: int, position: int) -> Section | None:
    """One section with its report; also one that was left out, which nobody can write in."""
    return session.scalar(SECTION_AT, {"number": report_number, "position": position})


@dataclass(frozen=True)
class Stories:
    """Who answers for sections or has a report's texts alone, and how each section came to its state: by their ids."""

    moves: dict[uuid.UUID, Row]
    names: dict[uuid.UUID, str]


def stories_of(session: Session, reports: Iterable[Report]) -> Stories:
    """In two questions, however many sections there are."""
    sections = [section for report in reports for section in report.sections]
    m = SectionMove
    newest = (
        select(m.section_id, m.state, m.moved_at, m.moved_by)
        .where(m.section_id.in_([each.id for each in sections]))
        .ext(distinct_on(m.section_id))
        .order_by(m.section_id, m.moved_at.desc())
    )
    moves = {row.section_id: row for row in session.execute(newest)}
    known = {each.moved_by for each in moves.values()} | {
        person for each in sections for person in (each.owner_id, each.deputy_id)
    }
    known |= {each.locked_by for each in reports}
    return Stories(moves, people.names_of(session, known - {None}))


def is_alone(session: Session) -> bool:
    """Whether only one person uses the service here: then nobody can deputise."""
    return session.scalar(select(func.count()).select_from(Membership).where(IS_MEMBER)) == 1


def deleted_sections(session: Session, report: Report) -> list[Section]:
    """What was left out of a report, the latest first, without the texts."""
    deleted = select(Section).where(Section.report_id == report.id, Section.deleted_at.is_not(None))
    texts = (defer(Section.text_fi), defer(Section.text_sv))
    return list(session.scalars(deleted.order_by(Section.deleted_at.desc()).options(*texts)))


def periods(session: Session) -> dict[int, str]:
    """Each report's years by its number; with the number too where two reports are about the same years."""
    rows = session.execute(select(Report.number, Report.first_year, Report.last_year)).all()
    periods = {number: years(first, last) for number, first, last in rows}
    times = Counter(periods.values())
    return {number: text if times[text] == 1 else f"{text} ({number})" for number, text in periods.items()}


def next_number(session: Session) -> int:
    """The number a new report gets; take a turn first."""
    return (session.scalar(select(func.max(Report.number))) or 0) + 1
