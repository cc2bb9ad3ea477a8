"""Which states a plan and its measures have, and what keeps a plan from being decided. Pure."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from tenants.errors import Refused

Row = TypeVar("Row")

BEGIN_YEAR, END_YEAR = 2025, 2029
"""The council term now running: 1.6.2025-31.5.2029."""


class PlanState(StrEnum):
    """Where a plan is: written, waiting for a decision with the report that carries it, or decided."""

    IN_WORK = "in_work"
    SUBMITTED = "submitted"
    ADOPTED = "adopted"


class MeasureStatus(StrEnum):
    """How far a measure is."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    DONE = "done"
    NOT_DONE = "not_done"


DECIDED = frozenset({PlanState.SUBMITTED, PlanState.ADOPTED})
"""States in which nobody changes what the plan says; the database refuses it too."""

MOVES = {
    "submit": ({PlanState.IN_WORK}, PlanState.SUBMITTED),
    "return": ({PlanState.SUBMITTED}, PlanState.IN_WORK),
    "adopt": ({PlanState.IN_WORK, PlanState.SUBMITTED}, PlanState.ADOPTED),
    "reopen": ({PlanState.ADOPTED}, PlanState.IN_WORK),
}


def plan_after(move: str, state: str) -> PlanState:
    """The plan's state after a move; raises Refused("wrong_plan_state") when it is not its turn."""
    allowed, after = MOVES[move]
    if state not in allowed:
        raise Refused("wrong_plan_state")
    return after


def in_order(rows: Iterable[Row], places: Mapping[Row, int]) -> list[Row]:
    """The rows with those that are given a place, counted from 1, put there; the others keep their order."""
    rows = list(rows)
    ordered = [each for each in rows if each not in places]
    for each in sorted((each for each in rows if each in places), key=places.__getitem__):
        ordered.insert(places[each] - 1, each)
    return ordered


def without_measuring(goals: Iterable) -> list:
    """The goals that do not say what they are measured by: they keep a plan from being decided."""
    return [each for each in goals if not each.is_measured]


def plan_in(content: Mapping[str, Any]) -> dict[str, Any] | None:
    """The welfare plan that a report's content carries."""
    return next((each["plan"] for each in content["sections"] if "plan" in each), None)
