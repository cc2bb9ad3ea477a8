"""What people do to a report: begin it, write, mark sections, take it through the council."""

import uuid
from datetime import date

from app.indicators.areas import chosen_codes, register
from app.indicators.catalogue import prefilled
from app.indicators.queries import figures_for
from app.reports import queries, rules
from app.reports.models import Report, ReportIndicator, Section
from app.reports.structure import SIX_CHAPTERS, TITLE, Part
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.municipalities import Municipality

DECIDED = ["state", "meeting_on", "meeting_section", "locked_by", "locked_until"]
"""What somebody else may have decided about a report since it was read."""


def begin_report(
    session: TenantSession, by: uuid.UUID, municipality_code: str, first_year: int, last_year: int
) -> Report:
    """A report with its chapters, and the latest figures of the municipality already in their places."""
    session.take_turn()
    years = f"{first_year}–{last_year}"
    report = Report(
        number=queries.next_number(session),
        title_fi=f"{TITLE['fi']} {years}",
        title_sv=f"{TITLE['sv']} {years}",
        first_year=first_year,
        last_year=last_year,
    )
    session.add(report)
    session.flush()
    first = session.get_one(Municipality, municipality_code).main_language
    sections = [_begun_section(report, first, position, part) for position, part in enumerate(SIX_CHAPTERS, start=1)]
    session.add_all(sections)
    session.flush()
    session.add_all(_filled_in(session, municipality_code, sections))
    audit.write(session, by, "report.begun", report=report.number)
    return report


def _begun_section(report: Report, original_language: str, position: int, part: Part) -> Section:
    return Section(
        report_id=report.id,
        position=position,
        place=position,
        number=part.number,
        part=part.number,
        title_fi=part.fi,
        title_sv=part.sv,
        may_be_empty=part.may_be_empty,
        original_language=original_language,
    )


def _filled_in(session: TenantSession, municipality_code: str, sections: list[Section]) -> list[ReportIndicator]:
    groups = {part.number: part.age_group for part in SIX_CHAPTERS if part.age_group}
    wanted = {section: prefilled(groups[section.part]) for section in sections if section.part in groups}
    municipality = session.get_one(Municipality, municipality_code)
    _, *beside = register(session).areas_of(municipality_code, chosen_codes(session))
    found = figures_for(session, municipality, [each for ids in wanted.values() for each in ids], beside)
    facts = {number: indicator.as_facts() for number, indicator in found.items()}
    return [
        ReportIndicator(report_id=section.report_id, section_id=section.id, position=position, facts=facts[each])
        for section, ids in wanted.items()
        for position, each in enumerate((each for each in ids if each in facts), start=1)
    ]


def submit_report(session: TenantSession, by: uuid.UUID, report: Report) -> None:
    """Hand the report to the council. Raises Refused("sections_unfinished") while any section is unapproved,
    Refused("sections_without_people") while any lacks a responsible person or a deputy, and Refused("final_editing")
    while somebody else holds that.
    """
    lock(session, report)
    after = rules.report_after("submit", report.state)
    rules.check_final_editing(report, by, clock.now())
    if rules.may_be_submitted(report.sections):
        raise Refused("sections_unfinished")
    if rules.without_people(report.sections, is_alone=queries.is_alone(session)):
        raise Refused("sections_without_people")
    report.state = after
    report.locked_by = report.locked_until = None
    audit.write(session, by, "report.submitted", report=report.number)


def return_report(session: TenantSession, by: uuid.UUID, report: Report) -> None:
    """Take a submitted report back to work."""
    lock(session, report)
    report.state = rules.report_after("return", report.state)
    audit.write(session, by, "report.returned", report=report.number)


def adopt_report(session: TenantSession, by: uuid.UUID, report: Report, meeting_on: date, meeting_section: str) -> None:
    """Record the council's decision; from now on text and figures are frozen by the database."""
    lock(session, report)
    report.state = rules.report_after("adopt", report.state)
    report.meeting_on, report.meeting_section = meeting_on, meeting_section
    audit.write(
        session, by, "report.adopted", report=report.number, meeting_on=meeting_on.isoformat(), section=meeting_section
    )


def correct_adoption(
    session: TenantSession, by: uuid.UUID, report: Report, meeting_on: date, meeting_section: str
) -> None:
    """Mend a mistyped meeting date or §; the trail keeps what stood there before."""
    lock(session, report)
    if not report.is_frozen:
        raise Refused("wrong_report_state")
    before = {"old_meeting_on": report.meeting_on.isoformat(), "old_section": report.meeting_section}
    report.meeting_on, report.meeting_section = meeting_on, meeting_section
    audit.write(
        session,
        by,
        "report.adoption_corrected",
        report=report.number,
        meeting_on=meeting_on.isoformat(),
        section=meeting_section,
        **before,
    )


def mark_published(session: TenantSession, report: Report) -> None:
    """The report has an edition that residents can read."""
    report.state = rules.report_after("publish", report.state)


def hold_in_work(session: TenantSession, report: Report) -> None:
    """Hold the report while something is put into it that goes the way of its text. Raises
    Refused("wrong_report_state") unless it is in work.
    """
    session.flush()
    session.refresh(report, ["state"], with_for_update={"read": True})
    if report.state != rules.ReportState.IN_WORK:
        raise Refused("wrong_report_state")


def hold_open(session: TenantSession, by: uuid.UUID, report: Report) -> None:
    """Nobody writes or moves anything in the report until this is done; writers wait for a moment.

    Raises Refused with "wrong_report_state", or "final_editing" while somebody else has its texts alone.
    """
    lock(session, report)
    if report.state != rules.ReportState.IN_WORK:
        raise Refused("wrong_report_state")
    rules.check_final_editing(report, by, clock.now())


def lock(session: TenantSession, report: Report) -> None:
    """Take the report's row for this transaction: the sections cannot change under a decision about them."""
    session.flush()
    session.refresh(report, DECIDED, with_for_update=True)
    session.refresh(report, ["sections"])
