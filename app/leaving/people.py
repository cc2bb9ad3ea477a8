"""The people of an export: who the rows' ids are, so that names stand in one place and are nowhere else."""

import uuid
from collections.abc import Iterable
from typing import Any

from psycopg import sql
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.leaving.tables import Table
from tenants.boundary import driver_of
from tenants.membership import Membership
from tenants.people import Person

PEOPLE = "people.json"


def columns_of_people(tables: Iterable[Table]) -> list[tuple[str, str]]:
    """(table, column) of every reference to a person."""
    return [(table.name, columns[0]) for table in tables for to, columns in table.references if to == "person"]


def people_in(session: Session, tables: Iterable[Table]) -> list[dict[str, Any]]:
    """Everybody whom a row of these tables names: members with their e-mail and role, of the others only the name.

    A person whose details have been erased has none.
    """
    question = select(Person.id, Person.name, Person.email, Person.language).where(Person.erased_at.is_(None))
    known = {row.id: row for row in session.execute(question)}
    roles = {row.person_id: row for row in session.scalars(select(Membership))}
    return [_told(each, known.get(each), roles.get(each)) for each in sorted(_named(session, tables))]


def _named(session: Session, tables: Iterable[Table]) -> set[uuid.UUID]:
    found: set[uuid.UUID] = set()
    for table, column in columns_of_people(tables):
        question = sql.SQL("SELECT DISTINCT {0} FROM {1} WHERE tenant_id = %s AND {0} IS NOT NULL").format(
            sql.Identifier(column), sql.Identifier(table)
        )
        found |= {each for (each,) in driver_of(session).execute(question, [session.tenant_id])}
    return found


def _told(person_id: uuid.UUID, person: Any, membership: Membership | None) -> dict[str, Any]:
    told = {"id": str(person_id), "name": person.name if person else None}
    if membership is None or person is None:
        return told
    ended = membership.ended_at.isoformat() if membership.ended_at else None
    return told | {"email": person.email, "language": person.language, "role": membership.role, "ended_at": ended}
