"""All that is kept about one person, for that person to take along. At the door, opened for them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.messages.models import Letter
from tenants import clock, registry
from tenants.audit import AuditEntry
from tenants.authenticators import Authenticator
from tenants.database import Base
from tenants.membership import Membership
from tenants.outside_identities import OutsideIdentity
from tenants.own_account import EmailChange
from tenants.people import Person
from tenants.sign_ins import SignIn

Own = Callable[[uuid.UUID], ColumnElement[bool]]


@dataclass(frozen=True)
class Told:
    """A kind of thing that is kept about people: its table, what is told of it, and which rows are whose."""

    table: type[Base]
    columns: str
    own: Own


TOLD: dict[str, Told] = {}


def tells(name: str, table: type[Base], columns: str, own: Own | None = None) -> None:
    """Register what else is one's own: never what would let anybody in. Without `own` the table has a person_id."""
    TOLD[name] = Told(table, columns, own or (lambda person_id: table.person_id == person_id))


def _letters_to(person_id: uuid.UUID) -> ColumnElement[bool]:
    """Also those that went out before there was an account."""
    email = select(Person.email_key).where(Person.id == person_id).scalar_subquery()
    return or_(Letter.to_person == person_id, func.lower(Letter.to_email) == email)


THE_ACCOUNT = "email name language created_at is_staff has_password second_factor_since"
tells("account", Person, THE_ACCOUNT, lambda person_id: Person.id == person_id)
tells("new_email", EmailChange, "email asked_at expires_at")
tells("work_account", OutsideIdentity, "entra_tenant object_id linked_at")
tells("municipalities", Membership, "tenant_id role created_at ended_at")
tells("second_factors", Authenticator, "kind name created_at last_used_at")
tells("sign_ins", SignIn, "begun_at seen_at ended_at method is_strong device")
tells("trail", AuditEntry, "tenant_id at deed details")
tells("letters", Letter, "kind created_at sent_at", _letters_to)


def own_data(door: Session, person_id: uuid.UUID, language: str) -> dict[str, Any]:
    """Ready for JSON: times in UTC (ISO 8601), municipalities by their names."""
    names = {each.id: each.names[language] for each in registry.all_tenants(door)}
    told = {name: _rows(door, kind, person_id, names) for name, kind in TOLD.items()}
    return {"made_at": clock.now().isoformat()} | told


def _rows(door: Session, kind: Told, person_id: uuid.UUID, names: dict[uuid.UUID, str]) -> list[dict[str, Any]]:
    words = kind.columns.split()
    first_time = next(word for word in words if word == "at" or word.endswith("_at"))
    columns = [getattr(kind.table, word) for word in words]
    found = door.execute(select(*columns).where(kind.own(person_id)).order_by(getattr(kind.table, first_time)))
    return [dict(_told(word, value, names) for word, value in zip(words, row, strict=True)) for row in found]


def _told(word: str, value: Any, names: dict[uuid.UUID, str]) -> tuple[str, Any]:
    if word == "tenant_id":
        return "municipality", names.get(value)
    if isinstance(value, datetime):
        return word, value.isoformat()
    return word, str(value) if isinstance(value, uuid.UUID) else value
