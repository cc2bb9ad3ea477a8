"""Questions about the way of a report."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.handling.models import HandlingChange, HandlingStep
from app.reports.models import Report
from tenants import membership, people
from tenants.permissions import may

C, S = HandlingChange, HandlingStep


@dataclass(frozen=True)
class Way:
    """The steps in order, the changes asked in each by its id, and the names of those who wrote them down."""

    steps: list[HandlingStep]
    changes: dict[uuid.UUID, list[HandlingChange]]
    names: dict[uuid.UUID, str]

    @property
    def open_changes(self) -> int:
        """How many changes are not made."""
        return sum(each.done_at is None for asked in self.changes.values() for each in asked)


def report_at(session: Session, number: int) -> Report | None:
    """A report without its sections."""
    return session.scalar(select(Report).where(Report.number == number))


def steps(session: Session, report: Report) -> list[HandlingStep]:
    """The bodies in their turns."""
    return list(session.scalars(select(S).where(S.report_id == report.id).order_by(S.place, S.number)))


def step_at(session: Session, report: Report, number: int) -> HandlingStep | None:
    """One of them."""
    return session.scalar(select(S).where(S.report_id == report.id, S.number == number))


def way_of(session: Session, report: Report) -> Way:
    """All of it, in three questions however long it is."""
    in_order = steps(session, report)
    changes = defaultdict(list)
    for each in session.scalars(select(C).where(C.report_id == report.id).order_by(C.asked_at, C.id)):
        changes[each.step_id].append(each)
    told = {each.recorded_by for each in in_order}
    told |= {person for asked in changes.values() for each in asked for person in (each.asked_by, each.done_by)}
    return Way(in_order, changes, people.names_of(session, told - {None}))


def change_with_id(session: Session, step: HandlingStep, change_id: uuid.UUID) -> HandlingChange | None:
    """One change that was asked for in a step."""
    return session.scalar(select(C).where(C.step_id == step.id, C.id == change_id))


def writers(session: Session) -> list[tuple[str, str]]:
    """(id, name) of everybody who writes in reports here, by name."""
    return [(str(each.person_id), each.name) for each in membership.members(session) if may(each.role, "section.write")]


def name_of(session: Session, person_id: uuid.UUID | None) -> str | None:
    """What somebody is called."""
    return people.names_of(session, {person_id}).get(person_id) if person_id else None
