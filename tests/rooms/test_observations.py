"""Joys and worries: told by groups, weighed by tests alone, proposed for the text and as goals by a person."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from app.observations import actions, queries
from app.observations.models import GoalProposal, Observation
from app.observations.rules import lines_of, support
from app.reports.queries import report_by_number, section_at
from app.sections.actions import move_section
from app.statistics.comparison import Comparison, Outcome, Reason
from app.statistics.trend import Course, Trend, TrendMethod, Verdict
from tenants.errors import Refused
from tests.makers import a_report, an_adopted_report, write
from tests.observations import TOLD, propose_a_goal, say

TARGETS = 9
"""The position of the section on strengths and development targets."""


def compared(outcome, is_tested=True):
    return Comparison(Outcome(outcome), is_tested, None if is_tested else Reason.NO_COUNT, None)


def over_time(course, verdict):
    method = None if course == "cannot_be_calculated" else TrendMethod.MANN_KENDALL
    return Trend(Course(course), Verdict(verdict), method, None, None, None, 0)


NOTHING = ("cannot_be_calculated", "none")
STILL = ("no_significant_change", "none")


@pytest.mark.parametrize(
    ("outcome", "trend", "worry", "joy", "obstacle"),
    [
        ("worse", STILL, "supported", "not_supported", None),
        ("similar", ("rising", "worse"), "supported", "not_supported", None),
        ("better", NOTHING, "not_supported", "supported", None),
        ("similar", ("falling", "better"), "not_supported", "supported", None),
        ("worse", ("falling", "better"), "cannot_tell", "cannot_tell", "both_ways"),
        ("similar", STILL, "cannot_tell", "cannot_tell", "nothing_found"),
        ("higher", STILL, "cannot_tell", "cannot_tell", "neutral"),
        ("similar", ("rising", "neutral"), "cannot_tell", "cannot_tell", "neutral"),
    ],
)
def test_only_tests_support_what_was_said_and_where_they_cannot_the_reason_is_told(
    outcome, trend, worry, joy, obstacle
):
    tests = compared(outcome), over_time(*trend)
    assert support("worry", *tests) == (worry, obstacle)
    assert support("joy", *tests) == (joy, obstacle)


def test_a_higher_figure_without_a_test_supports_nothing():
    assert support("worry", compared("higher", is_tested=False), over_time(*NOTHING)) == ("cannot_tell", "no_test")
    assert support("worry", compared("unavailable", is_tested=False), over_time(*NOTHING))[1] == "no_figure"


def test_a_meeting_s_notes_become_lines_without_the_marks_of_a_list():
    assert lines_of("- Pimeä tie\r\n\n 2)  Kylmä   uimahalli\n•\tBussi ei kulje\n") == [
        "Pimeä tie", "Kylmä uimahalli", "Bussi ei kulje"
    ]  # fmt: skip


@pytest.fixture
def place(municipality):
    """A report for which the older people's council told two worries."""
    a_report(municipality)
    say(municipality, ["Pimeä kävelytie", "Bussi ei kulje"])
    return municipality


def propose(place, number, position=TARGETS):
    with place.session() as session, session.begin():
        said = queries.observation(session, report_by_number(session, 1), number)
        actions.propose_text(session, place.coordinator, said, section_at(session, 1, position))


def the_text(place, language="fi"):
    with place.session(read_only=True) as session:
        return section_at(session, 1, TARGETS).text(language)


def test_a_worry_is_put_after_the_text_in_its_own_language_once_and_never_by_itself(place):
    write(place, report_of(place), TARGETS, "Vahvuutemme", "Våra styrkor")
    assert the_text(place) == "Vahvuutemme"
    propose(place, 1)
    say(place, ["Mörk väg"], told=replace(TOLD, kind="joy", language="sv"))
    propose(place, 3)
    with pytest.raises(Refused, match="proposed_already"):
        propose(place, 1)
    assert the_text(place) == "Vahvuutemme\n\nHuolenaihe (Vanhusneuvosto): Pimeä kävelytie"
    assert the_text(place, "sv") == "Våra styrkor\n\nGlädjeämne (Vanhusneuvosto): Mörk väg"


def report_of(place):
    with place.session(read_only=True) as session:
        return report_by_number(session, 1)


def test_an_approved_section_takes_no_proposal_and_the_worry_waits(place):
    write(place, report_of(place), TARGETS, "Valmis", "Klar", "approve")
    with pytest.raises(Refused, match="wrong_section_state"):
        propose(place, 1)
    with place.session() as session, session.begin():
        move_section(session, place.coordinator, section_at(session, 1, TARGETS), "return")
    propose(place, 1)
    assert the_text(place).startswith("Valmis")


def test_what_was_said_has_its_indicator_s_tests_beside_it(place):
    say(place, ["Väki vähenee", "Tuntematon"], told=replace(TOLD, indicator_id=127))
    with place.session(read_only=True) as session:
        said = queries.observations_of(session, report_by_number(session, 1))
        first, _, third, _ = queries.weighed(session, place.facts.municipality_code, said)
    assert (first.row, first.obstacle) == (None, "no_indicator")
    assert third.row.indicator.id == 127 and third.row.own is not None
    assert third.support == "cannot_tell"  # a bigger population is neither good nor bad


def test_a_goal_is_kept_with_the_worry_it_came_from_and_goes_out_of_sight_with_it(place):
    propose_a_goal(place)
    with place.session() as session, session.begin():
        report = report_by_number(session, 1)
        assert [(each.number, each.text) for each in queries.goals_of(session, report)] == [(1, "Tryggare vardag")]
        actions.withdraw(session, place.coordinator, report, queries.observation(session, report, 1))
        session.flush()
        assert queries.goals_of(session, report) == []
        assert [each.number for each in queries.observations_of(session, report)] == [2]
        assert len(session.scalars(select(GoalProposal)).all()) == 1


def test_what_was_said_for_an_adopted_report_stays(municipality):
    a_report(municipality)
    say(municipality, ["Ajoissa"])
    an_adopted_report(municipality)
    with pytest.raises(Refused, match="wrong_report_state"):
        say(municipality, ["Myöhässä"], number=2)
    with municipality.session() as session, pytest.raises(DBAPIError, match="does not change"):
        adopted = report_by_number(session, 2)
        told = vars(TOLD) | {"text": "Myöhässä", "written_by": municipality.coordinator}
        session.add(Observation(report_id=adopted.id, number=1, **told))
        session.flush()
