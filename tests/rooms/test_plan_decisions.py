"""A plan is decided with its report or by itself; each decision is a version, and the report keeps the one it had."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.plan import deciding, queries
from app.plan.content import measures_in
from app.plan.differing import differences
from app.plan.row_actions import IndicatorTold
from app.publishing.content import content_of
from app.publishing.pdf import make_pdf
from app.reports.actions import adopt_report, carry_plan, correct_adoption, return_report, submit_report
from app.reports.beginning import begin_document
from app.reports.carried import plan_in
from app.reports.queries import whole_report
from app.writing.checksum import checksum_of
from tenants import clock
from tenants.errors import Refused
from tests.handling import plan_way, record
from tests.makers import a_report, adopt, name_people, write
from tests.pdf_reading import text_in
from tests.plans import a_plan, change_in_mid_term, decide, the_plan


@pytest.fixture
def report(municipality):
    """A report whose sections are approved, with a plan."""
    report = a_report(municipality)
    for section in report.sections:
        write(municipality, report, section.position, f"Teksti {section.number}", "", "approve")
    a_plan(municipality)
    with municipality.session() as session, session.begin():
        carry_plan(session, municipality.coordinator, whole_report(session, 1), the_plan(municipality))
    return report


def versions(municipality):
    with municipality.session(read_only=True) as session:
        plan = queries.plan_by_number(session, 1)
        return [queries.version(session, plan, each.number) for each in queries.versions(session, plan)]


def test_the_council_decides_on_a_report_and_its_plan_together(municipality, report):
    adopt(municipality, report)
    (version,) = versions(municipality)
    assert (version.decided_by_body_sv, version.meeting_section) == ("council", "4")
    assert version.checksum == checksum_of(version.content)
    assert the_plan(municipality).state == "adopted"
    with municipality.session() as session, session.begin():
        correct_adoption(session, municipality.coordinator, whole_report(session, 1), clock.today(), "41")
    assert versions(municipality)[0].meeting_section == "41"


def test_a_plan_waits_with_its_report_and_comes_back_with_it(municipality, report):
    name_people(municipality)
    with municipality.session() as session, session.begin():
        submit_report(session, municipality.coordinator, whole_report(session, 1))
    assert the_plan(municipality).state == "submitted"
    with municipality.session() as session, session.begin():
        return_report(session, municipality.coordinator, whole_report(session, 1))
    assert the_plan(municipality).state == "in_work"


def test_a_plan_with_a_goal_that_nothing_measures_cannot_be_decided(municipality, report):
    with municipality.session() as session, session.begin():
        session.execute(text("DELETE FROM goal_indicator"))
    name_people(municipality)
    with pytest.raises(Refused, match="goals_without_measuring"):
        decide(municipality)
    with municipality.session() as session, session.begin(), pytest.raises(Refused, match="goals_without_measuring"):
        submit_report(session, municipality.coordinator, whole_report(session, 1))


def test_a_change_in_mid_term_is_a_version_of_its_own_and_the_report_keeps_the_first(municipality, report):
    adopt(municipality, report)
    with municipality.session() as session, session.begin():
        # The change is decided on another day than the report was adopted.
        session.execute(text("UPDATE report SET meeting_on = meeting_on - 1"))
        session.execute(text("UPDATE plan_version SET meeting_on = meeting_on - 1"))
    change_in_mid_term(municipality)
    decide(municipality)
    newer, first = versions(municipality)
    changed, added = differences(first.content, newer.content)
    assert (changed.how, changed.fields[0][0], added.how, added.kind) == ("changed", "title", "added", "measure")
    with municipality.session(read_only=True) as session:
        told = plan_in(session, whole_report(session, 1), municipality.facts.municipality_code)
    assert len(measures_in(told)) == 1 and measures_in(told)[0]["owner"] is None


def test_a_change_in_mid_term_goes_through_the_bodies_to_the_council_in_a_document_of_its_own(municipality, report):
    adopt(municipality, report)
    change_in_mid_term(municipality)
    with municipality.session() as session, session.begin():
        told = (municipality.coordinator, municipality.facts.municipality_code, queries.plan_by_number(session, 1))
        document = begin_document(session, *told, is_change=True)
        assert [each.part for each in document.sections] == ["change", "5", "6"]
        with pytest.raises(Refused, match="document_open"):
            begin_document(session, *told, is_change=True)
    write(municipality, document, 1, "Miksi", "Varför", "approve")
    plan_way(municipality, 2)
    record(municipality, 1, "supported", number=2)
    name_people(municipality)

    def submit():
        with municipality.session() as session, session.begin():
            submit_report(session, municipality.coordinator, whole_report(session, 2))
        assert the_plan(municipality).state == "submitted"

    submit()
    record(municipality, 4, "returned", "Lisätkää kustannus", number=2)
    assert the_plan(municipality).state == "in_work"
    submit()
    later = clock.today() + timedelta(days=1)
    with municipality.session() as session, session.begin():
        adopt_report(session, municipality.coordinator, whole_report(session, 2), later, "9")
    newer = versions(municipality)[0]
    assert (newer.decided_by_body_fi, newer.meeting_section, newer.meeting_on) == ("council", "9", later)
    with municipality.session(read_only=True) as session:
        told = [plan_in(session, whole_report(session, number), "297") for number in (1, 2)]
    assert [len(measures_in(each)) for each in told] == [1, 2]


@pytest.mark.parametrize("deed", ["UPDATE plan_version SET content = '{}'", "DELETE FROM plan_version"])
def test_a_decided_version_never_changes(municipality, report, deed):
    adopt(municipality, report)
    with pytest.raises(DBAPIError, match=r"does not change|permission denied"), municipality.session() as session:
        session.execute(text(deed))


def test_the_report_s_pdf_has_the_plan_in_its_plan_section(municipality, report):
    with municipality.session(read_only=True) as session:
        whole = whole_report(session, 1)
        plan = plan_in(session, whole, municipality.facts.municipality_code)
        content = content_of(municipality.facts, whole, {}, plan=plan)
    (section,) = [each for each in content["sections"] if "plan" in each]
    assert section["number"] == "5"
    printed = text_in(make_pdf(content, "fi"))
    assert "Kävelyseura joka kylään" in printed and "Yksinäisyys vähenee" in printed


def test_only_who_decides_reopens_and_a_plan_in_work_is_not_reopened(municipality, report):
    with municipality.session() as session, session.begin(), pytest.raises(Refused, match="wrong_plan_state"):
        deciding.reopen_plan(session, municipality.coordinator, queries.plan_by_number(session, 1))


def test_what_is_followed_is_told_with_the_municipality_s_latest_figure(municipality):
    a_plan(municipality, indicator=IndicatorTold(indicator_id=127))
    decide(municipality)
    (goal,) = versions(municipality)[0].content["emphases"][0]["goals"]
    assert goal["indicators"][0]["title"]["fi"]
    assert goal["indicators"][0]["actual"]["period"]["fi"].isdigit()
