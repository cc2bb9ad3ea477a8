"""The list of a report: handled where its figures or words stand, left out with a reason, printed as an annex."""

import pytest
from sqlalchemy import delete, select

from app.coverage import queries
from app.coverage.models import RequiredIndicator
from app.publishing.actions import preview
from app.publishing.content import content_of
from app.reports import actions as reports
from app.reports.models import ReportIndicator
from app.reports.queries import report_by_number, whole_report
from tenants.errors import Refused
from tests.coverage_lists import REASONS, choose_list, decide
from tests.makers import a_report, name_people, write
from tests.own_figures import FACTS, a_figure, an_own_indicator
from tests.pdf_reading import PROFILES, failures, text_in
from tests.text_figures import choose_own_figure

CHILDREN = 5
"""The position of the section of children, in which indicator 228 stands when a report is begun."""


@pytest.fixture
def place(municipality):
    """A report that should treat three indicators; the third is in no statistics."""
    a_report(municipality)
    choose_list(municipality, [228, 242, None])
    return municipality


def states(place, number=1):
    with place.session(read_only=True) as session:
        coverage = queries.coverage_of(session, report_by_number(session, number))
        return {each.required.position: (each.state, [s.number for s in each.sections]) for each in coverage.items}


def test_an_indicator_is_handled_where_its_figures_stand_and_open_when_they_are_taken_out(place):
    assert states(place)[1] == ("handled", ["3.2"])
    with place.session() as session, session.begin():
        session.execute(delete(ReportIndicator))
    assert states(place)[1] == ("open", [])


def test_what_no_statistics_tell_is_handled_in_words_or_left_out_with_a_reason(place):
    with place.session() as session, session.begin():
        session.execute(delete(ReportIndicator))
    assert states(place) == {1: ("open", []), 2: ("open", []), 3: ("open", [])}
    decide(place, 3, section=CHILDREN)
    decide(place, 2)
    assert states(place) == {1: ("open", []), 2: ("left_out", []), 3: ("handled", ["3.2"])}


def test_a_figure_of_the_municipality_s_own_handles_nothing_that_no_statistics_tell(place):
    an_own_indicator(place, FACTS, a_figure())
    with place.session(read_only=True) as session:
        report = whole_report(session, 1)
    write(place, report, 1, f"Lainoja on {choose_own_figure(place)}.", "")
    assert states(place)[3] == ("open", [])


def test_another_set_keeps_what_was_decided_about_the_same_indicators(place):
    with place.session() as session, session.begin():
        session.execute(delete(ReportIndicator))
    decide(place, 2)
    choose_list(place, [127, 242])
    assert states(place) == {1: ("open", []), 2: ("left_out", [])}
    with pytest.raises(Refused, match="empty_set"):
        choose_list(place, [])


def test_a_reason_of_what_leaves_the_list_is_kept_and_holds_again_when_it_returns(place):
    with place.session() as session, session.begin():
        session.execute(delete(ReportIndicator))
    decide(place, 2)
    choose_list(place, [127])
    with place.session(read_only=True) as session:
        coverage = queries.coverage_of(session, report_by_number(session, 1))
        assert [(each.required.indicator_id, each.required.reason_fi) for each in coverage.earlier] == [
            (242, REASONS["fi"])
        ]
        assert [each.required.indicator_id for each in coverage.items] == [127], "and not in the annex"
    choose_list(place, [242, 127, 228])
    assert states(place) == {1: ("left_out", []), 2: ("open", []), 3: ("open", [])}


def test_the_annex_writes_itself_into_the_edition_and_its_pdf(place):
    choose_list(place, [228, None, None])
    decide(place, 2)
    decide(place, 3, section=CHILDREN)
    with place.session() as session:
        report = whole_report(session, 1)
        annex = queries.annex_of(session, report)
        content = content_of(place.facts, report, {}, annex=annex)
        printed = preview(session, place.facts, report, "sv")
    assert [each["sections"] for each in content["annex"]["handled"]] == [["3.2"], ["3.2"]]
    assert [each["reason"] for each in annex["left_out"]] == [REASONS]
    pdf = text_in(printed)
    assert "Bilaga: minimiuppgifter" in pdf and REASONS["sv"] in pdf
    assert [failures(printed, profile) for profile in PROFILES] == [[], []]


def test_the_list_of_an_adopted_report_stays(place):
    report = report_of(place)
    for each in report.sections:
        write(place, report, each.position, "Teksti", "Text", "approve")
    name_people(place)
    with place.session() as session, session.begin():
        reports.submit_report(session, place.coordinator, whole_report(session, 1))
    with pytest.raises(Refused, match="wrong_report_state"):
        choose_list(place, [127])
    with place.session(read_only=True) as session:
        assert len(session.scalars(select(RequiredIndicator)).all()) == 3


def report_of(place):
    with place.session(read_only=True) as session:
        return report_by_number(session, 1)
