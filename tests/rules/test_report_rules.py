"""Which moves a report and its sections may make, and what becomes of two people's texts."""

import itertools

import pytest

from app.reports.rules import (
    REPORT_MOVES,
    SECTION_MOVES,
    ReportState,
    SectionState,
    report_after,
    section_after,
)
from tenants.errors import Refused


def allowed_report_moves():
    for move, state in itertools.product(REPORT_MOVES, ReportState):
        try:
            yield move, state.value, report_after(move, state).value
        except Refused:
            continue


def test_a_report_goes_from_work_to_the_council_and_to_the_residents_and_never_back_from_adoption():
    assert set(allowed_report_moves()) == {
        ("submit", "in_work", "submitted"),
        ("return", "submitted", "in_work"),
        ("adopt", "submitted", "adopted"),
        ("publish", "adopted", "published"),
        ("publish", "published", "published"),
    }


def test_saving_a_section_takes_it_to_work_whatever_it_was_except_approved():
    for state in SectionState:
        if state == SectionState.APPROVED:
            with pytest.raises(Refused, match="wrong_section_state"):
                section_after("save", state, has_text=True, may_be_empty=False)
        else:
            assert section_after("save", state, has_text=True, may_be_empty=False) == SectionState.IN_WORK


@pytest.mark.parametrize("move", ["ready", "approve"])
def test_an_empty_section_is_not_ready_unless_it_may_be_empty(move):
    with pytest.raises(Refused, match="nothing_written"):
        section_after(move, SectionState.IN_WORK, has_text=False, may_be_empty=False)
    assert section_after(move, SectionState.IN_WORK, has_text=False, may_be_empty=True) == SECTION_MOVES[move][1]


def test_only_a_ready_or_approved_section_is_returned():
    returnable = set()
    for state in SectionState:
        try:
            returnable.add((state, section_after("return", state, has_text=True, may_be_empty=False)))
        except Refused:
            continue
    assert returnable == {(SectionState.READY, "returned"), (SectionState.APPROVED, "returned")}
