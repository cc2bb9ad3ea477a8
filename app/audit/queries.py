"""A trail as its reader sees it: page by page, however long it has become."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select, tuple_
from sqlalchemy.orm import Session

from app.audit.rules import KINDS, Filter, Place, kind_of
from app.audit.sentences import sentence, who
from app.reports.queries import periods
from tenants import clock, emergencies, people, support
from tenants.audit import AuditEntry, StaffAuditEntry
from tenants.people import Person

ON_A_PAGE = 50


@dataclass(frozen=True)
class Trail:
    """Whose trail it is: the table, and the years of the reports that its lines tell of by number."""

    session: Session
    table: type[AuditEntry] | type[StaffAuditEntry]
    reports: dict[int, str]


@dataclass(frozen=True)
class Line:
    """One deed in words."""

    place: Place
    kind: str
    deed: str
    person: str
    sentence: str
    details: dict[str, Any]

    @property
    def at(self) -> datetime:
        """When."""
        return self.place.at


def municipal_trail(session: Session) -> Trail:
    """What has been done in the session's municipality."""
    return Trail(session, AuditEntry, periods(session))


def association_trail(session: Session) -> Trail:
    """What the association's staff have done."""
    return Trail(session, StaffAuditEntry, {})


def who_acted(trail: Trail) -> dict[uuid.UUID, str]:
    """The names of those whom the trail tells of, by name; who has been erased has none."""
    acted = exists().where(trail.table.person_id == Person.id)
    named = select(Person.id, Person.name).where(acted, Person.name != "")
    return dict(trail.session.execute(named.order_by(Person.name)).all())


def lines(
    trail: Trail, wanted: Filter, language: str, *, before: Place | None = None, most: int | None = ON_A_PAGE + 1
) -> list[Line]:
    """Newest first, from `before` on; one more than a page holds tells that there is another."""
    table = trail.table
    question = select(table).where(*_conditions(table, wanted)).order_by(table.at.desc(), table.id.desc()).limit(most)
    if before:
        question = question.where(tuple_(table.at, table.id) < (before.at, before.id))
    entries = trail.session.scalars(question).all()
    ids = {each.person_id for each in entries} | {id for each in entries for id in told_of(each)}
    names = people.names_of(trail.session, ids - {None})
    visits = {each.details["visit"] for each in entries if "visit" in each.details}
    reasons = support.reasons_of(trail.session, visits) | emergencies.reasons_of(trail.session, visits)
    return [
        Line(
            Place(each.at, each.id),
            kind_of(each.deed),
            each.deed,
            who(each.person_id, names),
            sentence(each, names, trail.reports, reasons, language),
            each.details,
        )
        for each in entries
    ]


def told_of(entry: AuditEntry | StaffAuditEntry) -> list[uuid.UUID]:
    """The people that a deed was about, where its details name them."""
    return [uuid.UUID(each) for each in entry.details.get("people", [])]


def _conditions(table: type[AuditEntry] | type[StaffAuditEntry], wanted: Filter) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.first_day:
        conditions.append(table.at >= clock.beginning_of(wanted.first_day))
    if wanted.last_day:
        conditions.append(table.at < clock.beginning_of(wanted.last_day + timedelta(days=1)))
    if wanted.person_id or wanted.is_by_system:
        conditions.append(table.person_id.is_not_distinct_from(wanted.person_id))
    if wanted.kind:
        conditions.append(func.split_part(table.deed, ".", 1).in_(KINDS[wanted.kind]))
    return conditions
