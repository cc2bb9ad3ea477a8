"""Municipalities that have merged into others: where their residents' addresses lead, and from which day on.

What was written stays whose it was: a merger opens no row of one municipality to another.
"""

import uuid
from datetime import date, datetime

from sqlalchemy import CHAR, ColumnElement, ForeignKey, Select, func, literal, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import audit, clock
from tenants.database import Base
from tenants.errors import Refused
from tenants.municipalities import Municipality, with_slug

MOST_STEPS = 20
"""More mergers one after the other than there will be."""


class MunicipalityMerger(Base):
    """One municipality is part of another from `first_day` on."""

    __tablename__ = "municipality_merger"

    code: Mapped[str] = mapped_column(CHAR(3), ForeignKey("municipality.code"), primary_key=True)
    into_code: Mapped[str] = mapped_column(CHAR(3), ForeignKey("municipality.code"))
    first_day: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))


M = MunicipalityMerger


def with_predecessors(which: ColumnElement[bool], today: date) -> Select:
    """The codes of the municipality that `which` says and of all that are part of it by now, also through others."""
    its = select(Municipality.code).where(which).cte("with_predecessors", recursive=True)
    its = its.union(select(M.code).where(M.into_code == its.c.code, M.first_day <= today))
    return select(its.c.code)


def municipality_today(session: Session, slug: str, today: date) -> Municipality | None:
    """The municipality of an address word, or what it has become a part of by now: the last of a chain."""
    its = select(Municipality.code, literal(0).label("step")).where(with_slug(slug)).cte("chain", recursive=True)
    further = select(M.into_code, its.c.step + 1)
    its = its.union(further.where(M.code == its.c.code, M.first_day <= today, its.c.step < MOST_STEPS))
    last = select(its.c.code).order_by(its.c.step.desc()).limit(1).scalar_subquery()
    return session.scalar(select(Municipality).where(Municipality.code == last))


def successor_on(today: ColumnElement[date]) -> ColumnElement[str | None]:
    """The code of what a query's municipality has become a part of, if of any."""
    its = select(M.into_code).where(M.code == Municipality.code, M.first_day <= today)
    return its.correlate(Municipality).scalar_subquery()


def recorded_mergers(session: Session) -> list[MunicipalityMerger]:
    """All of them, the latest first: for staff."""
    return list(session.scalars(select(M).order_by(M.first_day.desc(), M.code)))


def recorded_merger(session: Session, code: str) -> MunicipalityMerger | None:
    """Of which municipality one is part, now or later."""
    return session.get(M, code)


def record_merger(session: Session, by: uuid.UUID, code: str, into: str, first_day: date) -> None:
    """Staff record that a municipality is part of another from a day on, perhaps one that is still to come.

    Raises Refused with "merger_into_itself", also when others lie between, or "merger_recorded".
    """
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext(M.__tablename__))))
    if session.get(M, code):
        raise Refused("merger_recorded")
    if into in _ends_in(session, code):
        raise Refused("merger_into_itself")
    session.add(M(code=code, into_code=into, first_day=first_day, recorded_by=by))
    audit.write_for_staff(session, by, "merger.recorded", code=code, into=into, first_day=first_day.isoformat())


def remove_merger(session: Session, by: uuid.UUID, merger: MunicipalityMerger) -> None:
    """It was recorded by mistake: the addresses lead where they led."""
    session.delete(merger)
    audit.write_for_staff(session, by, "merger.removed", code=merger.code, into=merger.into_code)


def _ends_in(session: Session, code: str) -> set[str]:
    """Itself and every municipality that becomes a part of it, whenever."""
    return set(session.scalars(with_predecessors(Municipality.code == code, date.max)))
