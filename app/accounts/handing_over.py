"""What a person owns in a municipality and who gets it when they leave. Rooms above this one register their kinds.

A room whose things belong to somebody (a section's writer, the one who answers for a measure) calls `register` once,
when it is imported; then nobody's membership ends while such a thing has no heir.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from tenants.boundary import TenantSession


@dataclass(frozen=True)
class Kind:
    """`label` is what the things are called on screen; `count` and `hand_over` see the session's municipality only."""

    label: object
    count: Callable[[TenantSession, uuid.UUID], int]
    hand_over: Callable[[TenantSession, uuid.UUID, uuid.UUID], None]
    """(session, from, to)"""


KINDS: list[Kind] = []


def register(kind: Kind) -> None:
    """Let a kind of thing be handed over."""
    KINDS.append(kind)


def owned_by(session: TenantSession, person_id: uuid.UUID) -> list[tuple[object, int]]:
    """(label, how many) of what somebody owns; empty when they can simply go."""
    counts = [(kind.label, kind.count(session, person_id)) for kind in KINDS]
    return [(label, count) for label, count in counts if count]


def hand_over_all(session: TenantSession, person_id: uuid.UUID, heir: uuid.UUID) -> None:
    """Everything of somebody becomes the heir's."""
    for kind in KINDS:
        kind.hand_over(session, person_id, heir)
