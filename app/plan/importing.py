"""Bringing a plan's sheet back: what it would change, and then all of that in one transaction, or nothing.

The table waits for its confirmation in the page that shows it, as files of own figures do. Nothing is lost by a file:
an empty cell changes nothing, and a row that is not in it stays.
"""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from app.plan import row_actions
from app.plan.actions import hold_in_work
from app.plan.models import Emphasis, Goal, Measure, Plan, PlanRow
from app.plan.row_actions import TOLD, Told
from app.plan.sheet import CODES, FileRow
from tenants import audit
from tenants.boundary import TenantSession
from tenants.errors import Refused

KINDS = {"emphasis": Emphasis, "goal": Goal, "measure": Measure}


@dataclass(frozen=True)
class PlannedRow:
    """`outcome` is new, changed, same or bad; `changes` are (name, before, after), `reason` says why it is bad."""

    row: FileRow
    outcome: str
    told: Told | None = None
    changes: tuple[tuple[str, Any, Any], ...] = ()
    reason: str = ""


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
        return bool(self.with_outcome("new", "changed")) and not self.with_outcome("bad")

    def fingerprint(self) -> str:
        """The same as long as the same would be stored over the same."""
        told = [(each.row.line, each.outcome, each.told, each.changes) for each in self.rows]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def planned(plan: Plan, rows: Iterable[FileRow]) -> Planned:
    """What the rows would change now."""
    known, found, above = _known(plan), [], set()
    for row in rows:
        found.append(_planned(row, known, above))
        if row.kind:
            above.add(row.kind)
    return Planned(tuple(found))


def confirm(session: TenantSession, by: uuid.UUID, plan: Plan, rows: list[FileRow], shown: str) -> Planned:
    """Do what was shown. Raises Refused with "file_changed_meanwhile" where it is not what would be done now, with
    "file_not_ready" where a row is bad or nothing is new, and like the rows' own actions; then nothing is stored.
    """
    hold_in_work(session, plan)
    made = planned(plan, rows)
    if made.fingerprint() != shown:
        raise Refused("file_changed_meanwhile")
    if not made.is_ready:
        raise Refused("file_not_ready")
    known, last = _known(plan), {}
    for each in made.rows:
        row = known.get(each.row.code) if each.row.code else _add(session, by, plan, each, last)
        if each.outcome == "changed":
            row_actions.change_row(session, by, plan, row, each.told)
        last[each.row.kind] = row
    counts = {name: len(made.with_outcome(name)) for name in ("new", "changed")}
    audit.write(session, by, "plan.brought_in", number=plan.number, **counts)
    return made


def _known(plan: Plan) -> dict[str, PlanRow]:
    """The plan's rows by their codes."""
    rows = (*plan.emphases, *plan.goals, *plan.measures)
    return {f"{CODES[each.__tablename__]}{each.number}": each for each in rows}


def _planned(row: FileRow, known: dict[str, PlanRow], above: set[str]) -> PlannedRow:
    if row.faults:
        return PlannedRow(row, "bad", reason="faults")
    stored = known.get(row.code)
    if row.code and stored is None:
        return PlannedRow(row, "bad", reason="unknown")
    if not row.code and row.kind != "emphasis" and {"goal": "emphasis", "measure": "goal"}[row.kind] not in above:
        return PlannedRow(row, "bad", reason="nothing_above")
    before = row_actions.told_of(stored) if stored else TOLD[KINDS[row.kind]]()
    meant = {name: _typed(name, value) for name, value in row.told.items() if hasattr(before, name)}
    after = replace(before, **meant)
    if reason := _fault(after):
        return PlannedRow(row, "bad", reason=reason)
    changes = tuple(
        (name, getattr(before, name), value) for name, value in meant.items() if getattr(before, name) != value
    )
    outcome = ("changed" if changes else "same") if stored else "new"
    return PlannedRow(row, outcome, after, changes)


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


def _add(
    session: TenantSession, by: uuid.UUID, plan: Plan, each: PlannedRow, last: dict[str, PlanRow]
) -> PlanRow:
    """A new row under the nearest row above it in the file that it can stand under."""
    match each.row.kind:
        case "emphasis":
            added = row_actions.add_emphasis(session, by, plan, each.told)
        case "goal":
            added = row_actions.add_goal(session, by, plan, last["emphasis"], each.told)
        case _:
            added = row_actions.add_measure(session, by, plan, last["goal"], each.told)
    session.flush()
    return added
