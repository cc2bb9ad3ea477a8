"""What the pages of accounts ask."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants import directories, membership, outside_identities, registry
from tenants import own_account as own
from tenants.membership import Membership
from tenants.outside_identities import OutsideIdentity
from tenants.own_account import EmailChange
from tenants.people import Person
from tenants.registry import TenantFacts


@dataclass(frozen=True)
class Place:
    """A municipality whose people may sign in with their work accounts."""

    facts: TenantFacts
    entra_tenant: uuid.UUID


@dataclass(frozen=True)
class OwnAccount:
    """What one's own account page shows, besides who one is."""

    has_password: bool
    memberships: list[tuple[TenantFacts, str]]
    """With the role in each."""
    identity: OutsideIdentity | None
    places: list[Place]
    """One's own municipalities that have work accounts to sign in with; none for staff."""
    waiting: EmailChange | None


def own_account(door: Session, person_id: uuid.UUID, language: str) -> OwnAccount:
    """A person's own; at the door, opened for them."""
    present = (Membership.person_id == person_id, Membership.ended_at.is_(None))
    roles = dict(door.execute(select(Membership.tenant_id, Membership.role).where(*present)).all())
    person = door.execute(select(Person.has_password, Person.is_staff).where(Person.id == person_id)).one()
    places = [] if person.is_staff else places_with_work_accounts(door, language)
    facts = sorted(registry.facts_of(door, list(roles)), key=lambda each: each.names[language])
    return OwnAccount(
        has_password=person.has_password,
        memberships=[(each, roles[each.id]) for each in facts],
        identity=outside_identities.identity_of(door, person_id),
        places=[place for place in places if place.facts.id in roles],
        waiting=own.email_asked_for(door, person_id),
    )


def places_with_work_accounts(door: Session, language: str) -> list[Place]:
    """By name."""
    numbers = {row.tenant_id: row.entra_tenant for row in directories.active_directories(door)}
    places = [Place(facts, numbers[facts.id]) for facts in registry.facts_of(door, list(numbers))]
    return sorted(places, key=lambda place: place.facts.names[language])


def known_of(door: Session, person: Person) -> tuple[str, ...]:
    """What everybody knows of somebody, and would try first as a password; at the door, opened for them."""
    places = registry.facts_of(door, membership.tenants_of(door, person.id))
    names = {name for place in places for name in place.names.values()}
    return person.email, person.email.partition("@")[0], person.name, *sorted(names)
