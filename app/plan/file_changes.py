"""What a plan's sheet would change, row by row. Pure: the plan and the rows of the file in, what is meant out.

Nothing is lost by a file: an empty cell changes nothing, a row that is not in it stays, and one is removed only where
the file says so.
"""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from app.plan.measuring_actions import Aim
from app.plan.models import Emphasis, Goal, GoalIndicator, Measure, Plan, PlanRow
from app.plan.row_actions import TOLD, Told, told_of
from app.plan.rules import MeasureStatus
from app.plan.sheet import AIMS, CODES, FileRow, figure_code

KINDS = {"emphasis": Emphasis, "goal": Goal, "measure": Measure}
ABOVE = {"goal": "emphasis", "measure": "goal", "indicator": "goal"}


@dataclass(frozen=True)
class PlannedRow:
    """`outcome` is new, changed, removed, same or bad; `changes` are (name, before, after), `reason` says why it is
    bad. `code` is that of the row which is meant, blank for a new one.
    """

    row: FileRow
    outcome: str
    told: Told | Aim | None = None
    changes: tuple[tuple[str, Any, Any], ...] = ()
    reason: str = ""
    code: str = ""

    def to(self, name: str) -> Any:
        """What something becomes; None where it stays."""
        return next((after for changed, _before, after in self.changes if changed == name), None)


@dataclass(frozen=True)
class Planned:
    """All rows of a file."""

    rows: tuple[PlannedRow, ...]

    def with_outcome(self, *outcomes: str) -> list[PlannedRow]:
        """Those with one of these outcomes."""
        return [each for each in self.rows if each.outcome in outcomes]

    @property
    def is_ready(self) -> bool:
        """Whether it would store something, and all of it."""
        return bool(self.with_outcome("new", "changed", "removed")) and not self.with_outcome("bad")

    def fingerprint(self) -> str:
        """The same as long as the same would be stored over the same."""
        told = [(each.row.line, each.outcome, each.code, each.told, each.changes) for each in self.rows]
        return hashlib.sha256(repr(told).encode()).hexdigest()


class InPlan:
    """The plan's rows and figures by their codes, and the places of the rows among their siblings."""

    def __init__(self, plan: Plan):
        families = [plan.emphases, *(each.goals for each in plan.emphases), *(each.measures for each in plan.goals)]
        places = [(place, row) for family in families for place, row in enumerate(family, start=1)]
        self.rows: dict[str, PlanRow] = {code_of(row): row for _place, row in places}
        self.places = {code_of(row): place for place, row in places}
        self.figures: dict[str, tuple[Goal, GoalIndicator]] = {
            figure_code(goal.number, each.indicator_id, str(each.id)): (goal, each)
            for goal in plan.goals
            for each in goal.indicators
        }


def code_of(row: PlanRow) -> str:
    """What a file calls it."""
    return f"{CODES[row.__tablename__]}{row.number}"


def planned(plan: Plan, rows: Iterable[FileRow]) -> Planned:
    """What the rows would change now."""
    known, found, above = InPlan(plan), [], {}
    for row in rows:
        found.append(_planned(row, known, above))
        if row.kind in KINDS:
            above[row.kind] = row.code
    return Planned(tuple(found))


def _planned(row: FileRow, known: InPlan, above: dict[str, str]) -> PlannedRow:
    """`above` are the codes of the nearest rows above it in the file, by kind; "" is a new one."""
    is_figure = row.kind == "indicator"
    if row.faults:
        return PlannedRow(row, "bad", reason="faults")
    if row.code and row.code not in (known.figures if is_figure else known.rows):
        return PlannedRow(row, "bad", reason="unknown")
    if row.told.get("remove"):
        return PlannedRow(row, "removed", code=row.code) if row.code else PlannedRow(row, "bad", reason="no_code")
    if not row.code and row.kind in ABOVE and ABOVE[row.kind] not in above:
        return PlannedRow(row, "bad", reason="nothing_above")
    return _figure(row, known, above) if is_figure else _row(row, known)


def _row(row: FileRow, known: InPlan) -> PlannedRow:
    stored = known.rows.get(row.code)
    before = told_of(stored) if stored else TOLD[KINDS[row.kind]]()
    meant = {name: _typed(name, value) for name, value in row.told.items() if hasattr(before, name)}
    after = replace(before, **meant)
    if reason := _fault(after):
        return PlannedRow(row, "bad", reason=reason)
    was = {name: getattr(before, name) for name in meant} | {"order": known.places.get(row.code)}
    if row.kind == "measure":
        was["status"] = stored.status if stored else MeasureStatus.NOT_BEGUN
    changes = _changes(was, meant | {name: row.told.get(name) for name in ("status", "order")})
    outcome = ("changed" if changes else "same") if stored else "new"
    return PlannedRow(row, outcome, after, changes, code=row.code)


def _figure(row: FileRow, known: InPlan, above: dict[str, str]) -> PlannedRow:
    """A figure that the goal has already is the one that is meant, with its code or without."""
    number = row.told.get("indicator")
    code = row.code or f"{above['goal']}/{number}"
    _goal, stored = known.figures.get(code, (None, None))
    if not stored and number is None:
        return PlannedRow(row, "bad", reason="no_indicator")
    was = {name: getattr(stored, name, None) for name in AIMS}
    meant = {name: row.told[name] for name in AIMS if name in row.told}
    after = Aim(**was | {"baseline_period": was["baseline_period"] or ""} | meant)
    changes = _changes(was, meant)
    outcome = ("changed" if changes else "same") if stored else "new"
    return PlannedRow(row, outcome, after, changes, code=code if stored else "")


def _changes(was: dict[str, Any], meant: dict[str, Any]) -> tuple[tuple[str, Any, Any], ...]:
    return tuple(
        (name, was[name], value)
        for name, value in meant.items()
        if name in was and value is not None and was[name] != value
    )


def _typed(name: str, value: Any) -> Any:
    return uuid.UUID(value) if name in ("owner_id", "deputy_id") else value


def _fault(told: Told) -> str:
    """Why a row cannot be as the file says."""
    if not (told.title_fi or told.title_sv):
        return "no_title"
    owner, begins = getattr(told, "owner_id", None), getattr(told, "begins_on", None)
    if owner and owner == told.deputy_id:
        return "two_people"
    return "timetable" if begins and told.ends_on and told.ends_on < begins else ""
