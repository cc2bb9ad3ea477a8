"""A report begun from the one before it with one action: its texts, the outcomes, the plan."""

import uuid

from sqlalchemy import insert, literal, select

from app.carrying import queries, rules
from app.carrying.plan_actions import begin_next_plan
from app.carrying.tables import measures_table, outcomes_table, with_tables, without_tables
from app.plan.models import Plan
from app.reports.beginning import Periods, begin_report
from app.reports.models import Attachment, Report, Section
from app.reports.queries import whole_report
from app.reports.shape import CHAPTER
from app.reports.shape_actions import Heading, add_section
from app.reports.structure import MEASURES, OUTCOMES
from app.reports.template_models import OwnTemplate, ReportTemplate
from app.sections import links
from app.sections.actions import save_text
from app.text_figures.models import CHOSEN, TextFigure
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.membership import IS_MEMBER, Membership

LANGUAGES = ("fi", "sv")
ENDED = Heading("Päättyneen suunnitelman arviointi", "Utvärdering av den avslutade planen", False)
"""Where a template has no section for what the ended term's goals came to."""


def begin_annual(
    session: TenantSession, by: uuid.UUID, municipality_code: str, template: ReportTemplate, plan: Plan, year: int
) -> Report:
    """The annual report of a year of the plan. Raises Refused("annual_exists")."""
    session.take_turn()
    if queries.annual_of(session, plan, year):
        raise Refused("annual_exists")
    last = queries.last_annual(session, plan, year)
    report = begin_report(session, by, municipality_code, template, Periods(year, year))
    report.plan_id, report.predecessor_id = plan.id, last.id if last else None
    report = _carried(session, by, report, last)
    _tell_of_year(session, by, municipality_code, report, plan)
    return report


def begin_next_term(
    session: TenantSession,
    by: uuid.UUID,
    municipality_code: str,
    template: ReportTemplate | OwnTemplate,
    last: Report,
    periods: Periods,
) -> Report:
    """The next comprehensive report, and the next plan in it. Raises Refused("next_term_exists")."""
    session.take_turn()
    if session.scalar(select(Report.id).where(Report.predecessor_id == last.id, Report.kind == template.kind)):
        raise Refused("next_term_exists")
    plan = queries.plan_of(session, last)
    report = begin_report(session, by, municipality_code, template, periods)
    report.predecessor_id = last.id
    report = _carried(session, by, report, last)
    if plan:
        _evaluate(session, by, municipality_code, report, plan)
        now = queries.actuals(session, municipality_code, plan)
        report.plan_id = begin_next_plan(session, by, plan, report.plan_years, now, _members(session)).id
    return report


def bring_up_to_date(session: TenantSession, by: uuid.UUID, municipality_code: str, report: Report) -> None:
    """The tables of measures and outcomes as follow-up and figures are now. Raises Refused("wrong_report_state")."""
    sections = {each.part for each in report.sections}
    plan = queries.plan_of(session, report)
    if plan and MEASURES in sections:
        _tell_of_year(session, by, municipality_code, report, plan)
    ended = plan and plan.predecessor_id and queries.plan_by_id(session, plan.predecessor_id)
    if ended and OUTCOMES in sections:
        _evaluate(session, by, municipality_code, report, ended)


def _tell_of_year(session: TenantSession, by: uuid.UUID, code: str, report: Report, plan: Plan) -> None:
    """What has been told of the plan's measures by the end of the year, and where its goals are."""
    _write_in(session, by, report, MEASURES, _tables(session, code, plan, report.last_year))


def _tables(session: TenantSession, code: str, plan: Plan, year: int | None = None) -> dict[str, list[str]]:
    """The figures of a plan's goals and how its measures went, by language."""
    reached, taken = queries.reached(session, code, plan), queries.taken(session, plan, year)
    return {each: [outcomes_table(reached, each), measures_table(taken, each)] for each in LANGUAGES}


def _evaluate(session: TenantSession, by: uuid.UUID, code: str, report: Report, plan: Plan) -> None:
    """What the ended plan's goals came to, and how its measures went."""
    if all(each.part != OUTCOMES for each in report.sections):
        after = next((each for each in report.sections if each.part == "2"), report.sections[0])
        add_section(session, by, report, ENDED, CHAPTER, after).part = OUTCOMES
        session.flush()
    _write_in(session, by, report, OUTCOMES, _tables(session, code, plan))


def _write_in(
    session: TenantSession, by: uuid.UUID, report: Report, part: str, tables: dict[str, list[str]]
) -> None:
    """Tables in the section of a part, in each language; where the report has none such, nowhere."""
    section = next((each for each in report.sections if each.part == part), None)
    if section is None:
        return
    for code in sorted(LANGUAGES, key=lambda each: each != section.original_language):
        text = with_tables(section.text(code), tables[code])
        save_text(session, by, section, code, text, section.version(code))


def _carried(session: TenantSession, by: uuid.UUID, report: Report, last: Report | None) -> Report:
    """With the texts of the report before in its sections, and what they show."""
    session.flush()
    report = whole_report(session, report.number)
    if last is None:
        return report
    last = whole_report(session, last.number)
    _carry_files(session, by, last, report)
    pairs = rules.continued(last.sections, report.sections)
    for before in rules.left_over(pairs):
        heading = Heading(before.title_fi, before.title_sv, before.may_be_empty)
        pairs.append((before, add_section(session, by, report, heading, CHAPTER, report.sections[-1])))
    members = _members(session)
    for before, now in pairs:
        if before and now:
            _carry_section(session, by, before, now, members)
    audit.write(session, by, "report.carried", report=report.number, before=last.number)
    session.flush()
    return report


def _carry_section(
    session: TenantSession, by: uuid.UUID, before: Section, now: Section, members: frozenset[uuid.UUID]
) -> None:
    now.carried_from, now.original_language = before.id, before.original_language
    now.owner_id, now.deputy_id = rules.still_here(before.owner_id, before.deputy_id, members)
    now.owned_since = clock.now() if now.owner_id else None
    session.flush()
    _carry_figures(session, by, before, now)
    for code in sorted(LANGUAGES, key=lambda each: each != before.original_language):
        text = without_tables(before.text(code))
        if text:
            save_text(session, by, now, code, text, 0)
    links.carry_over(before, now)
    now.carried_fi, now.carried_sv = list(now.ids_fi), list(now.ids_sv)


def _carry_figures(session: TenantSession, by: uuid.UUID, before: Section, now: Section) -> None:
    """What the numbers in its text stand for, as it stood; that it is old by now is told as of any other."""
    told = ("kind", "number", *CHOSEN, "facts", "known", "note")
    standing = select(TextFigure).where(TextFigure.section_id == before.id, TextFigure.superseded_at.is_(None))
    session.add_all(
        TextFigure(
            report_id=now.report_id, section_id=now.id, chosen_by=by, **{name: getattr(each, name) for name in told}
        )
        for each in session.scalars(standing)
    )


def _carry_files(session: TenantSession, by: uuid.UUID, last: Report, report: Report) -> None:
    """Every file under its own number, so that the texts find it; the bytes never leave the database."""
    table = Attachment.__table__
    same = ("number", "format", "width", "height", "name_fi", "name_sv", "alternative_fi", "alternative_sv")
    same += ("size", "checksum", "body")
    for attachment in last.attachments:
        copied = select(
            table.c.tenant_id,
            *(literal(value) for value in (uuid.uuid4(), report.id, clock.now(), by)),
            *(table.c[name] for name in same),
        ).where(table.c.tenant_id == session.tenant_id, table.c.id == attachment.id)
        names = ["tenant_id", "id", "report_id", "added_at", "added_by", *same]
        session.execute(insert(table).from_select(names, copied))


def _members(session: TenantSession) -> frozenset[uuid.UUID]:
    return frozenset(session.scalars(select(Membership.person_id).where(IS_MEMBER)))
