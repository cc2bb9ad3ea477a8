"""Bringing in a file: what it would change, and then all of that in one transaction, or nothing.

A table that waits for its confirmation is nowhere but in the page that shows it, which sends it back: nothing that is
unconfirmed lies in the database, and nothing has to be forgotten. What comes back is read anew, and stored only if it
would still change what was shown.
"""

import uuid
from itertools import count

from sqlalchemy.orm import Session

from app.own_figures import actions, queries
from app.own_figures.comparing import Known, Plan, PlannedRow, plan
from app.own_figures.models import OwnFigure, OwnIndicator
from app.own_figures.reading import FileRow
from tenants import audit
from tenants.boundary import TenantSession
from tenants.errors import Refused


def planned(session: Session, rows: tuple[FileRow, ...]) -> Plan:
    """What the rows would change now."""
    return _Stored(session).plan(rows)


def confirm(session: TenantSession, by: uuid.UUID, rows: tuple[FileRow, ...], shown: str) -> Plan:
    """Do what was shown. Raises Refused with "changed_meanwhile" where it is not what would be done now, and with
    "not_ready" where a row is bad or nothing is new.
    """
    session.take_turn()
    stored = _Stored(session)
    made = stored.plan(rows)
    if not made.is_ready:
        raise Refused("not_ready")
    if made.fingerprint() != shown:
        raise Refused("changed_meanwhile")
    added = _added(session, by, made)
    actions.end_figures(session, by, (stored.figure(each) for each in made.with_outcome("changed")))
    for each in made.with_outcome("new", "changed"):
        known = each.target.known
        indicator = stored.indicators[known.number] if known else added[id(each.target)]
        session.add(actions.new_figure(by, indicator.id, each.row.figure))
    counts = {name: len(made.with_outcome(name)) for name in ("new", "changed")}
    audit.write(session, by, "own_figures.imported", indicators=len(added), **counts)
    return made


def _added(session: TenantSession, by: uuid.UUID, made: Plan) -> dict[int, OwnIndicator]:
    """The new indicators, by the identity of what the file tells of each; who brings them in looks after them."""
    numbers = count(queries.next_number(session))
    added = {id(each): actions.new_indicator(by, each.facts(), next(numbers), by) for each in made.new_indicators}
    session.add_all(added.values())
    session.flush()
    return added


class _Stored:
    """Everything that a file is held against, in two questions."""

    def __init__(self, session: Session):
        self.indicators: dict[int, OwnIndicator] = {each.number: each for each in queries.every_indicator(session)}
        self.figures: dict[int, dict[tuple, OwnFigure]] = {number: {} for number in self.indicators}
        numbers = {each.id: number for number, each in self.indicators.items()}
        for each in queries.holding_figures(session):
            self.figures[numbers[each.indicator_id]][each.figure.place] = each

    def figure(self, row: PlannedRow) -> OwnFigure:
        """The one that a row changes."""
        return self.figures[row.target.known.number][row.before.place]

    def plan(self, rows: tuple[FileRow, ...]) -> Plan:
        """Beside what is stored."""
        known = [
            Known(
                number,
                each.facts,
                each.ended_at is not None,
                {place: figure.figure for place, figure in self.figures[number].items()},
            )
            for number, each in self.indicators.items()
        ]
        return plan(rows, known)
