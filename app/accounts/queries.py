"""What the pages of accounts ask."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tenants import directories, registry
from tenants.registry import TenantFacts


@dataclass(frozen=True)
class Place:
    """A municipality whose people may sign in with their work accounts."""

    facts: TenantFacts
    entra_tenant: uuid.UUID


def places_with_work_accounts(door: Session, language: str) -> list[Place]:
    """By name."""
    numbers = {row.tenant_id: row.entra_tenant for row in directories.active_directories(door)}
    places = [Place(facts, numbers[facts.id]) for facts in registry.facts_of(door, list(numbers))]
    return sorted(places, key=lambda place: place.facts.names[language])
