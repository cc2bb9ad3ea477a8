"""What coordinators do to the shape of a report: add, title, move, leave out and bring back its sections."""

import uuid
from dataclasses import dataclass

from sqlalchemy import func, select

from app.reports import shape
from app.reports.actions import hold_open
from app.reports.models import Report, Section
from app.reports.shape import Entry, Outline
from tenants import audit, clock
from tenants.boundary import TenantSession


@dataclass(frozen=True)
class Heading:
    """What is said of a section before anything is written in it."""

    title_fi: str
    title_sv: str
    may_be_empty: bool


def outline_of(report: Report) -> Outline:
    """The report's sections, each by its id."""
    return [Entry(section.id, section.level) for section in report.sections]


def add_section(
    session: TenantSession, by: uuid.UUID, report: Report, heading: Heading, level: int, after: Section
) -> Section:
    """A section of the municipality's own behind another. Raises Refused("wrong_report_state")."""
    hold_open(session, by, report)
    last = session.scalar(select(func.max(Section.position)).where(Section.report_id == report.id))
    section = Section(
        report_id=report.id, position=last + 1, place=0, number="", part=None,
        title_fi=heading.title_fi, title_sv=heading.title_sv, may_be_empty=heading.may_be_empty,
    )  # fmt: skip
    session.add(section)
    session.flush()
    outline = shape.added(outline_of(report), Entry(section.id, level), after.id)
    _lay_out(session, report, outline)
    audit.write(session, by, "section.added", report=report.number, section=section.number)
    return section


def move_in_order(session: TenantSession, by: uuid.UUID, section: Section, way: str) -> None:
    """Take a section one step "up" or "down". Raises Refused with "nothing_to_pass" or "wrong_report_state"."""
    report = section.report
    hold_open(session, by, report)
    before = section.number
    _lay_out(session, report, shape.moved(outline_of(report), section.id, way))
    audit.write(session, by, "section.moved", report=report.number, section=section.number, before=before)


def change_heading(
    session: TenantSession, by: uuid.UUID, section: Section, heading: Heading, chapter: Section | None
) -> None:
    """Title a section anew, and make it a part of a chapter or, with None, a chapter of its own.

    Raises Refused with "has_parts" or "wrong_report_state".
    """
    report, before = section.report, section.number
    hold_open(session, by, report)
    outline = shape.put_under(outline_of(report), section.id, chapter.id if chapter else None)
    for name, value in vars(heading).items():
        setattr(section, name, value)
    _lay_out(session, report, outline)
    audit.write(session, by, "section.retitled", report=report.number, section=section.number, before=before)


def delete_section(session: TenantSession, by: uuid.UUID, section: Section) -> None:
    """Leave a section out of the report; its text, figures and history stay, and it can be brought back.

    Raises Refused with "has_parts", "last_chapter" or "wrong_report_state".
    """
    report = section.report
    hold_open(session, by, report)
    left = shape.removed(outline_of(report), section.id)
    section.deleted_at, section.deleted_by = clock.now(), by
    audit.write(session, by, "section.deleted", report=report.number, section=section.number)
    _lay_out(session, report, left)


def bring_back(session: TenantSession, by: uuid.UUID, section: Section) -> None:
    """Put a section that was left out as near its old place as it can be. Raises Refused("wrong_report_state")."""
    report = section.report
    hold_open(session, by, report)
    if section.deleted_at is None:
        return
    outline = shape.brought_back(outline_of(report), Entry(section.id, section.level), section.place)
    section.deleted_at = section.deleted_by = None
    _lay_out(session, report, outline)
    audit.write(session, by, "section.brought_back", report=report.number, section=section.number)


def _lay_out(session: TenantSession, report: Report, outline: Outline) -> None:
    """Give every section its place and its number."""
    session.flush()
    sections = {each.id: each for each in session.scalars(select(Section).where(Section.report_id == report.id))}
    for place, (entry, number) in enumerate(zip(outline, shape.numbers(outline), strict=True), start=1):
        sections[entry.key].place, sections[entry.key].number = place, number
    session.flush()
    session.refresh(report, ["sections"])
