"""Which moves a report and its sections may make. Pure: states in, a new state or a refusal out."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tenants.errors import Refused


class ReportState(StrEnum):
    """Where a report is on its way to the residents."""

    IN_WORK = "in_work"
    SUBMITTED = "submitted"
    ADOPTED = "adopted"
    PUBLISHED = "published"


class SectionState(StrEnum):
    """Where a section is on its way to the council."""

    NOT_BEGUN = "not_begun"
    IN_WORK = "in_work"
    READY = "ready"
    RETURNED = "returned"
    APPROVED = "approved"


class Kind(StrEnum):
    """What a report is; each template is of one kind."""

    COMPREHENSIVE = "comprehensive"
    """Report and plan for a council term."""
    ANNUAL = "annual"
    """The yearly report to the council."""
    PLAN = "plan"
    """A welfare plan as a document of its own."""
    REGIONAL = "regional"
    """A wellbeing services county's."""
    OWN = "own"
    """Whatever else a municipality makes."""


DECIDES_ITS_PLAN = frozenset({Kind.COMPREHENSIVE, Kind.PLAN})
"""Kinds of report whose adoption is also the decision about the plan that they carry."""

FROZEN = frozenset({ReportState.ADOPTED, ReportState.PUBLISHED})

REPORT_MOVES = {
    "submit": ({ReportState.IN_WORK}, ReportState.SUBMITTED),
    "return": ({ReportState.SUBMITTED}, ReportState.IN_WORK),
    "adopt": ({ReportState.SUBMITTED}, ReportState.ADOPTED),
    "publish": (FROZEN, ReportState.PUBLISHED),
}
WRITABLE = frozenset(SectionState) - {SectionState.APPROVED}
SECTION_MOVES = {
    "save": (WRITABLE, SectionState.IN_WORK),
    "ready": (WRITABLE, SectionState.READY),
    "approve": (WRITABLE, SectionState.APPROVED),
    "return": ({SectionState.READY, SectionState.APPROVED}, SectionState.RETURNED),
}


def report_after(move: str, state: str) -> ReportState:
    """The report's state after a move; raises Refused("wrong_report_state") when it is not its turn."""
    allowed, after = REPORT_MOVES[move]
    if state not in allowed:
        raise Refused("wrong_report_state")
    return after


def section_after(move: str, state: str, *, has_text: bool, may_be_empty: bool) -> SectionState:
    """The section's state after a move; raises Refused with "wrong_section_state" or "nothing_written"."""
    allowed, after = SECTION_MOVES[move]
    if state not in allowed:
        raise Refused("wrong_section_state")
    if move in ("ready", "approve") and not has_text and not may_be_empty:
        raise Refused("nothing_written")
    return after


def final_editor(report, now: datetime) -> UUID | None:
    """Who holds a report's final editing; nobody does once its time is over."""
    return report.locked_by if report.locked_until and now < report.locked_until else None


def check_final_editing(report, by: UUID, now: datetime) -> None:
    """Raises Refused("final_editing") while somebody else has the report's texts alone."""
    if final_editor(report, now) not in (None, by):
        raise Refused("final_editing")


def may_be_submitted(sections: Iterable) -> list:
    """The sections that still keep a report from the council: all but the approved and the rightly empty ones."""
    return [each for each in sections if each.state != SectionState.APPROVED and not is_rightly_empty(each)]


def unconfirmed(sections: Iterable) -> list:
    """The sections with text that was carried over from the report before and that nobody has confirmed."""
    return [each for each in sections if each.carried_fi or each.carried_sv]


def without_people(sections: Iterable, *, is_alone: bool) -> list:
    """The sections that nobody answers for, or nobody while that person is away.

    Whoever is the only one in the municipality needs no deputy.
    """
    return [
        each
        for each in sections
        if not is_rightly_empty(each) and (each.owner_id is None or (each.deputy_id is None and not is_alone))
    ]


def is_rightly_empty(section) -> bool:
    """Whether it only holds its parts together, or has nothing to tell, and nobody has begun it."""
    return section.may_be_empty and section.state == SectionState.NOT_BEGUN


def progress(sections: Iterable) -> dict[str, int]:
    """How many sections there are to write, and of them how many are written in, ready at least, and approved."""
    states = [each.state for each in sections if not is_rightly_empty(each)]
    done = {SectionState.READY, SectionState.APPROVED}
    return {
        "all": len(states),
        "written": sum(state != SectionState.NOT_BEGUN for state in states),
        "ready": sum(state in done for state in states),
        "approved": states.count(SectionState.APPROVED),
    }
