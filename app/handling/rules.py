"""Which bodies a report passes, what each may decide, in which order. Pure."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from app.reports.rules import ReportState
from tenants.errors import Refused


class Body(StrEnum):
    """Who handles a report."""

    WORKING_GROUP = "working_group"
    MANAGEMENT_GROUP = "management_group"
    COMMITTEE = "committee"
    BOARD = "board"
    COUNCIL = "council"
    OTHER = "other"


class Decision(StrEnum):
    """What a body decided. That the council adopts is no step's decision but the report's own state."""

    SUPPORTED = "supported"
    SUPPORTED_WITH_CHANGES = "supported_with_changes"
    RETURNED = "returned"
    NOTED = "noted"


FIRST_LIST = (
    (Body.WORKING_GROUP, "Hyte-työryhmä", "HYTE-arbetsgruppen"),
    (Body.MANAGEMENT_GROUP, "Johtoryhmä", "Ledningsgruppen"),
    (Body.COMMITTEE, "Hyvinvointilautakunta", "Välfärdsnämnden"),
    (Body.BOARD, "Kunnanhallitus", "Kommunstyrelsen"),
    (Body.COUNCIL, "Valtuusto", "Fullmäktige"),
)
"""Where reports usually go; each municipality makes its own of it."""


def decisions_of(body: str) -> tuple[Decision, ...]:
    """What a body may decide here: the council can send back, and adopts where reports are adopted."""
    return (Decision.RETURNED,) if body == Body.COUNCIL else tuple(Decision)


def check_open(report_state: str) -> None:
    """Raises Refused("wrong_report_state") once the council has adopted the report."""
    if report_state not in (ReportState.IN_WORK, ReportState.SUBMITTED):
        raise Refused("wrong_report_state")


def check_recordable(body: str, report_state: str) -> None:
    """Raises Refused with "wrong_report_state", or "not_submitted" where the council decides of what it has not got."""
    check_open(report_state)
    if body == Body.COUNCIL and report_state != ReportState.SUBMITTED:
        raise Refused("not_submitted")


def moved(order: Sequence, step: object, way: str) -> list:
    """The order with one of its steps a place "up" or "down". Raises Refused("nothing_to_pass")."""
    changed, at = list(order), order.index(step)
    other = at + (-1 if way == "up" else 1)
    if not 0 <= other < len(changed):
        raise Refused("nothing_to_pass")
    changed[at], changed[other] = changed[other], changed[at]
    return changed


def next_step(steps: Iterable) -> object | None:
    """The first body that has not decided."""
    return next((each for each in steps if each.decision is None), None)
