"""All that is kept about one person, for that person to take along. At the door, opened for them."""

import uuid
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
from tenants.people import Person
from tenants.sign_ins import SignIn

TOLD = {
    "account": (Person, "email name language created_at is_staff has_password second_factor_since"),
    "work_account": (OutsideIdentity, "entra_tenant object_id linked_at"),
    "municipalities": (Membership, "tenant_id role created_at ended_at"),
    "second_factors": (Authenticator, "kind name created_at last_used_at"),
    "sign_ins": (SignIn, "begun_at seen_at ended_at method is_strong device"),
    "trail": (AuditEntry, "tenant_id at deed details"),
    "letters": (Letter, "kind created_at sent_at"),
}
"""What is told of each kind of thing; never what would let anybody in."""


def own_data(door: Session, person_id: uuid.UUID, language: str) -> dict[str, Any]:
    """Ready for JSON: times in UTC (ISO 8601), municipalities by their names."""
    names = {each.id: each.names[language] for each in registry.all_tenants(door)}
    told = {name: _rows(door, *what, _is_ones_own(what[0], person_id), names) for name, what in TOLD.items()}
    return {"made_at": clock.now().isoformat()} | told


def _is_ones_own(kind: type[Base], person_id: uuid.UUID) -> ColumnElement[bool]:
    if kind is Person:
        return Person.id == person_id
    if kind is Letter:  # also those that went out before there was an account
        email = select(Person.email_key).where(Person.id == person_id).scalar_subquery()
        return or_(Letter.to_person == person_id, func.lower(Letter.to_email) == email)
    return kind.person_id == person_id


def _rows(
    door: Session, kind: type[Base], columns: str, which: ColumnElement[bool], names: dict[uuid.UUID, str]
) -> list[dict[str, Any]]:
    words = columns.split()
    first_time = next(word for word in words if word == "at" or word.endswith("_at"))
    found = door.execute(
        select(*(getattr(kind, word) for word in words)).where(which).order_by(getattr(kind, first_time))
    )
    return [dict(_told(word, value, names) for word, value in zip(words, row, strict=True)) for row in found]


def _told(word: str, value: Any, names: dict[uuid.UUID, str]) -> tuple[str, Any]:
    if word == "tenant_id":
        return "municipality", names[value]
    if isinstance(value, datetime):
        return word, value.isoformat()
    return word, str(value) if isinstance(value, uuid.UUID) else value
