"""What people do to a report that is begun: take it through the council."""

import uuid
from collections.abc import Sequence
from datetime import date

from app.plan import deciding
from app.plan.actions import begin_plan
from app.plan.models import Plan
from app.reports import queries, rules
from app.reports.models import Report
from app.writing.accessibility import findings_in
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused

DECIDED = ["state", "meeting_on", "meeting_section", "locked_by", "locked_until"]
"""What somebody else may have decided about a report since it was read."""


def submit_report(
    session: TenantSession, by: uuid.UUID, report: Report, languages: Sequence[str] = ("fi", "sv")
) -> None:
    """Hand the report to the council. Raises Refused("sections_unfinished") while any section is unapproved,
    Refused("carried_unconfirmed") while any text of the report before is unconfirmed,
    Refused("sections_without_people") while any lacks a responsible person or a deputy, Refused("faulty_texts") while
    a text in one of the `languages` has a fault of accessibility, which nobody can mend after the adoption,
    Refused("final_editing") while somebody else holds that, and like `submit_plan` for the plan that it carries.
    """
    lock(session, report)
    after = rules.report_after("submit", report.state)
    rules.check_final_editing(report, by, clock.now())
    if rules.may_be_submitted(report.sections):
        raise Refused("sections_unfinished")
    if rules.unconfirmed(report.sections):
        raise Refused("carried_unconfirmed")
    if rules.without_people(report.sections, is_alone=queries.is_alone(session)):
        raise Refused("sections_without_people")
    if _has_faults(report, languages):
        raise Refused("faulty_texts")
    if plan := _decided_with(report):
        deciding.submit_plan(session, plan)
    report.state = after
    report.locked_by = report.locked_until = None
    audit.write(session, by, "report.submitted", report=report.number)


def _has_faults(report: Report, languages: Sequence[str]) -> bool:
    pictures = {each.number for each in report.attachments if each.width}
    texts = [(section.text(each), each) for section in report.sections for each in languages]
    texts += [(report.summary(each), each) for each in languages]
    return any(found.is_fault for text, each in texts for found in findings_in(text, each, pictures))


def return_report(session: TenantSession, by: uuid.UUID, report: Report) -> None:
    """Take a submitted report back to work."""
    lock(session, report)
    report.state = rules.report_after("return", report.state)
    if plan := _decided_with(report):
        deciding.return_plan(session, plan)
    audit.write(session, by, "report.returned", report=report.number)


def adopt_report(session: TenantSession, by: uuid.UUID, report: Report, meeting_on: date, meeting_section: str) -> None:
    """Record the council's decision; from now on text and figures are frozen by the database."""
    lock(session, report)
    report.state = rules.report_after("adopt", report.state)
    report.meeting_on, report.meeting_section = meeting_on, meeting_section
    if plan := _decided_with(report):
        deciding.adopt_with_report(session, by, plan, meeting_on, meeting_section)
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
    if plan := _decided_with(report):
        meetings = (report.meeting_on, report.meeting_section), (meeting_on, meeting_section)
        deciding.correct_meeting(session, plan.id, *meetings)
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


def carry_plan(session: TenantSession, by: uuid.UUID, report: Report, plan: Plan | None) -> None:
    """Let a report in work carry a welfare plan, or with None no plan. Raises Refused("wrong_report_state")."""
    hold_in_work(session, report)
    report.plan_id = plan.id if plan else None
    audit.write(session, by, "report.plan_chosen", report=report.number)
    session.flush()
    session.expire(report, ["plan"])


def begin_plan_in(session: TenantSession, by: uuid.UUID, report: Report) -> Plan:
    """A new plan in a report in work, for the years that the report says. Raises Refused("wrong_report_state")."""
    plan = begin_plan(session, by, *report.plan_years)
    carry_plan(session, by, report, plan)
    return plan


def _decided_with(report: Report) -> Plan | None:
    """The plan that is decided when the report is: that of a council term or a separate one."""
    return report.plan if report.kind in rules.DECIDES_ITS_PLAN else None


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
