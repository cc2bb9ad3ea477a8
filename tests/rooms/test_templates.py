"""Templates of reports: what the service ships, versions that reports keep, a municipality's own."""

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.reports import shape_actions, template_actions
from app.reports.beginning import Periods, begin_report
from app.reports.models import Report
from app.reports.queries import report_by_number, whole_report
from app.reports.shape import CHAPTER
from app.reports.structure import SHIPPED
from app.reports.template_models import ReportTemplate
from app.reports.template_queries import offered, shape_of, template_in_use
from tenants.boundary import StaffSession
from tenants.errors import Refused
from tests.makers import a_person, a_report


@pytest.fixture
def staff(engines):
    return a_person(engines, is_staff=True).id


def test_a_report_of_every_kind_begins_with_its_sections_in_both_languages_and_its_figures(municipality):
    for number, shipped in enumerate(SHIPPED, start=1):
        a_report(municipality, 2026, 2026, shipped.family)
        with municipality.session(read_only=True) as session:
            report = whole_report(session, number)
        assert [(each.title_fi, each.title_sv, each.level, each.part) for each in report.sections] == [
            (part.fi, part.sv, part.level, part.key) for part in shipped.parts
        ]
        assert report.title_fi == f"{shipped.fi} 2026"
        filled = {each.part for each in report.sections if each.indicators}
        assert filled == {part.key for part in shipped.parts if part.age_group}


def test_a_new_version_takes_the_place_of_the_one_before_and_reports_keep_theirs(engines, municipality, staff):
    report = a_report(municipality, family="three_parts")
    with StaffSession(engines) as session, session.begin():
        old = template_in_use(session, "three_parts")
        draft = template_actions.new_version(session, staff, old)
        with pytest.raises(Refused, match="draft_exists"):
            template_actions.new_version(session, staff, old)
        template_actions.leave_out(session, staff, draft, 1)
        template_actions.move_section(session, staff, draft, 1, "down")
        template_actions.put_in_use(session, staff, draft)
        new = draft.id
    try:
        later = a_report(municipality, family="three_parts")
        with municipality.session(read_only=True) as session:
            kept = report_by_number(session, report.number)
            assert (kept.template_id, session.get(ReportTemplate, kept.template_id).state) == (old.id, "withdrawn")
            assert later.template_id == new
            assert kept.sections[0].part == "makers" and later.sections[0].part == "planning"
            numbers = [each.number for each in later.sections]
            assert numbers[:3] == ["1", "1.1", "1.2"] and "2.5" in numbers
    finally:
        with StaffSession(engines) as session, session.begin():
            again = template_actions.new_version(session, staff, session.get(ReportTemplate, new))
            for _ in again.sections[1:]:
                template_actions.leave_out(session, staff, again, len(again.sections))
            for place, planned in enumerate(old.shape, start=1):
                template_actions.put_section(session, staff, again, place if place == 1 else None, planned)
            template_actions.put_in_use(session, staff, again)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE template_section SET title_fi = 'x' WHERE template_id = :id",
        "DELETE FROM template_section WHERE template_id = :id",
        "UPDATE report_template SET title_fi = 'x' WHERE id = :id",
        "UPDATE report_template SET state = 'draft' WHERE id = :id",
    ],
)
def test_what_was_in_use_does_not_change_whoever_asks(engines, statement):
    with Session(engines.owner) as session, pytest.raises(IntegrityError, match="does not change"):
        session.execute(text(statement), {"id": template_in_use(session, "annual").id})


def test_the_last_template_stays_in_use(engines, staff):
    with StaffSession(engines) as session:
        in_use = session.query(ReportTemplate).filter_by(state="in_use").all()
        for template in in_use[1:]:
            template_actions.withdraw(session, staff, template)
        with pytest.raises(Refused, match="last_template"):
            template_actions.withdraw(session, staff, in_use[0])


def test_a_municipality_begins_from_the_shape_of_an_earlier_report_with_advice_and_figures_in_their_places(
    municipality,
):
    by, code = municipality.coordinator, municipality.facts.municipality_code
    number = a_report(municipality).number
    with municipality.session() as session, session.begin():
        report = report_by_number(session, number)
        heading = shape_actions.Heading("Turvallisuus", "Trygghet", False)
        shape_actions.add_section(session, by, report, heading, CHAPTER, report.sections[-1])
        shape_actions.delete_section(session, by, report.sections[0])
        titles = {"title_fi": "Meidän kertomus", "title_sv": "Vår berättelse"}
        kept = template_actions.keep_as_own(session, by, "comprehensive", titles, shape_of(session, report))
        assert list(offered(session))[-1] == f"own-{kept.number}"
        begun = begin_report(session, by, code, kept, Periods(2025, 2025, 2026, 2029))
        session.flush()
        earlier, report = report_by_number(session, number), whole_report(session, begun.number)
        assert [(each.number, each.part, each.title_fi) for each in report.sections] == [
            (each.number, each.part, each.title_fi) for each in earlier.sections
        ]
        assert report.title_fi == "Meidän kertomus 2025 ja hyvinvointisuunnitelma 2026–2029"
        assert report.title_sv == "Vår berättelse 2025 och välfärdsplan 2026–2029"
        assert {each.part for each in report.sections if each.indicators} == {"3.1", "3.2", "3.3", "3.4", "3.5"}
        template_actions.withdraw_own(session, by, kept)
        assert not any(word.startswith("own") for word in offered(session))


def test_a_template_of_nothing_but_parts_is_refused(municipality):
    with municipality.session() as session:
        outline = template_actions.chosen(template_in_use(session, "six_chapters").shape, {4, 5})
        with pytest.raises(Refused, match="chapter_first"):
            template_actions.keep_as_own(session, municipality.coordinator, "own", {}, outline)


def test_a_plan_has_both_its_years_or_none(municipality):
    a_report(municipality)
    with municipality.session() as session, pytest.raises(IntegrityError, match="plan_years"):
        session.execute(update(Report).values(plan_first_year=2026))
