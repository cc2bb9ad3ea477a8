"""How a report begins: with the sections of a template, and the latest figures already in their places."""

import uuid
from dataclasses import dataclass

from app.indicators.areas import chosen_codes, register
from app.indicators.catalogue import prefilled
from app.indicators.queries import figures_for
from app.plan.actions import hold_in_work as hold_plan_in_work
from app.plan.models import Plan
from app.reports import queries
from app.reports.models import Report, ReportIndicator, Section
from app.reports.template_models import OwnTemplate, Planned, ReportTemplate
from app.reports.template_queries import template_in_use
from app.web.numbers import years
from tenants import audit
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.municipalities import Municipality

PLAN_ALONE, PLAN_CHANGED = "plan", "plan_change"
"""Templates of the documents that a plan goes to the bodies in."""
CONJUNCTIONS = {"fi": "ja hyvinvointisuunnitelma", "sv": "och välfärdsplan"}
"""Between the report's years and the plan's, where they differ."""


@dataclass(frozen=True)
class Periods:
    """The years that a report is about, and those of the plan in it; they follow no single rule."""

    first_year: int
    last_year: int
    plan_first_year: int | None = None
    plan_last_year: int | None = None


def begin_report(
    session: TenantSession,
    by: uuid.UUID,
    municipality_code: str,
    template: ReportTemplate | OwnTemplate,
    periods: Periods,
) -> Report:
    """A report in the template's shape, with the latest figures of the municipality."""
    session.take_turn()
    is_own = isinstance(template, OwnTemplate)
    report = Report(
        number=queries.next_number(session),
        title_fi=titled(template.title_fi, periods, "fi"),
        title_sv=titled(template.title_sv, periods, "sv"),
        kind=template.kind,
        template_id=None if is_own else template.id,
        own_template_id=template.id if is_own else None,
        **vars(periods),
    )
    session.add(report)
    session.flush()
    municipality = session.get_one(Municipality, municipality_code)
    planned = list(enumerate(template.numbered, start=1))
    sections = {
        _begun(report, municipality.main_language, place, number, each): each for place, (number, each) in planned
    }
    session.add_all(sections)
    session.flush()
    session.add_all(_filled_in(session, municipality, sections))
    audit.write(session, by, "report.begun", report=report.number)
    return report


def begin_document(
    session: TenantSession, by: uuid.UUID, municipality_code: str, plan: Plan, *, is_change: bool
) -> Report:
    """A document in which a plan in work, or its change in mid-term, goes its way through the bodies to the council.

    Raises Refused with "wrong_plan_state", or "document_open" where one is under way already.
    """
    hold_plan_in_work(session, plan)
    if any(not each.is_frozen for each in queries.documents_of(session, plan)):
        raise Refused("document_open")
    template = template_in_use(session, PLAN_CHANGED if is_change else PLAN_ALONE)
    if template is None:
        raise Refused("no_template")
    report = begin_report(session, by, municipality_code, template, Periods(plan.first_year, plan.last_year))
    report.plan_id = plan.id
    return report


def titled(title: str, periods: Periods, language: str) -> str:
    """What a report is called: the template's title with the years, and the plan's where they differ."""
    own = years(periods.first_year, periods.last_year)
    plan = years(periods.plan_first_year, periods.plan_last_year) if periods.plan_first_year else own
    return f"{title} {own}" if plan == own else f"{title} {own} {CONJUNCTIONS[language]} {plan}"


def _begun(report: Report, original_language: str, place: int, number: str, planned: Planned) -> Section:
    return Section(
        report_id=report.id,
        position=place,
        place=place,
        number=number,
        part=planned.part,
        title_fi=planned.title_fi,
        title_sv=planned.title_sv,
        may_be_empty=planned.may_be_empty,
        original_language=original_language,
    )


def _filled_in(
    session: TenantSession, municipality: Municipality, sections: dict[Section, Planned]
) -> list[ReportIndicator]:
    wanted = {section: prefilled(each.age_group) for section, each in sections.items() if each.age_group}
    _, *beside = register(session).areas_of(municipality.code, chosen_codes(session))
    found = figures_for(session, municipality, [each for ids in wanted.values() for each in ids], beside)
    facts = {number: indicator.as_facts() for number, indicator in found.items()}
    return [
        ReportIndicator(report_id=section.report_id, section_id=section.id, position=position, facts=facts[each])
        for section, ids in wanted.items()
        for position, each in enumerate((each for each in ids if each in facts), start=1)
    ]
