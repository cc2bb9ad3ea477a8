"""What else waits for people: rooms above this one register here what the weekly digest tells of beside follow-ups."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tenants.boundary import TenantSession


@dataclass(frozen=True)
class Source:
    """`name` chooses the sentence in the letter; `count` gives how many wait in a municipality, by person."""

    name: str
    count: Callable[[TenantSession], Mapping[uuid.UUID, int]]


SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Let the digest tell of it."""
    SOURCES.append(source)


def people_with_more(session: TenantSession) -> frozenset[uuid.UUID]:
    """For whom anything waits."""
    return frozenset(person for source in SOURCES for person in source.count(session))


def waiting_for(session: TenantSession, person_id: uuid.UUID) -> dict[str, int]:
    """How much of each waits for somebody, by the sources' names."""
    return {source.name: source.count(session).get(person_id, 0) for source in SOURCES}
