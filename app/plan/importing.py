"""Bringing a plan's sheet back: all that was shown of it in one transaction, or nothing.

The table waits for its confirmation in the page that shows it, as files of own figures do.
"""

import uuid
from dataclasses import replace

from app.plan import measuring_actions, row_actions, shaping_actions
from app.plan.actions import hold_in_work
from app.plan.file_changes import InPlan, Planned, PlannedRow, planned
from app.plan.models import Goal, Plan, PlanRow
from app.plan.sheet import FileRow
from tenants import audit
from tenants.boundary import TenantSession
from tenants.errors import Refused


def confirm(
    session: TenantSession, by: uuid.UUID, plan: Plan, code: str, rows: list[FileRow], shown: str
) -> Planned:
    """Do what was shown; `code` is the municipality's.

    Raises Refused with "file_changed_meanwhile" where it is not what would be done now, with "file_not_ready" where a
    row is bad or nothing is new, and like the rows' own actions; then nothing is stored.
    """
    hold_in_work(session, plan)
    made = planned(plan, rows)
    if made.fingerprint() != shown:
        raise Refused("file_changed_meanwhile")
    if not made.is_ready:
        raise Refused("file_not_ready")
    stored = _Stored(session, by, plan, code)
    for each in made.rows:
        stored.take(each)
    stored.order_rows()
    for each in made.with_outcome("removed"):
        stored.remove(each)
    counts = {name: len(made.with_outcome(name)) for name in ("new", "changed")}
    audit.write(session, by, "plan.brought_in", number=plan.number, **counts)
    return made


class _Stored:
    """What has been stored of a file so far; a new row stands under the nearest one above it that it can."""

    def __init__(self, session: TenantSession, by: uuid.UUID, plan: Plan, code: str):
        self.session, self.known, self.code = session, InPlan(plan), code
        self.who = (session, by, plan)
        self.last: dict[str, PlanRow] = {}
        self.places: dict[PlanRow, int] = {}

    def take(self, each: PlannedRow) -> None:
        """Store what a row says, but not yet where it stands."""
        if each.row.kind == "indicator":
            return self._take_figure(each)
        row = self.known.rows[each.code] if each.code else self._added(each)
        if each.outcome == "changed":
            row_actions.change_row(*self.who, row, each.told)
        if status := each.to("status"):
            row_actions.set_status(*self.who, row, status)
        if place := each.to("order"):
            self.places[row] = place
        self.last[each.row.kind] = row
        return None

    def _added(self, each: PlannedRow) -> PlanRow:
        match each.row.kind:
            case "emphasis":
                added = row_actions.add_emphasis(*self.who, each.told)
            case "goal":
                added = row_actions.add_goal(*self.who, self.last["emphasis"], each.told)
            case _:
                added = row_actions.add_measure(*self.who, self.last["goal"], each.told)
        self.session.flush()
        return added

    def _take_figure(self, each: PlannedRow) -> None:
        if each.outcome == "changed":
            measuring_actions.aim(*self.who, *self.known.figures[each.code], each.told)
        elif each.outcome == "new":
            goal: Goal = self.last["goal"]
            chosen = {"indicator_id": each.row.told["indicator"]}
            added = measuring_actions.choose(*self.who, goal, self.code, chosen)
            told = {name: value for name, value in vars(each.told).items() if value not in (None, "")}
            latest = {name: getattr(added, name) for name in vars(each.told)}
            measuring_actions.aim(*self.who, goal, added, replace(each.told, **latest | told))

    def order_rows(self) -> None:
        """Each row that was given a place goes there among its siblings."""
        if self.places:
            shaping_actions.order_rows(*self.who, self.places)

    def remove(self, each: PlannedRow) -> None:
        """What the file marks: a row with all that stands under it can be brought back, a figure cannot."""
        if each.row.kind == "indicator":
            measuring_actions.leave_out(*self.who, *self.known.figures[each.code])
        else:
            shaping_actions.remove_row(*self.who, self.known.rows[each.code])
