"""The one table of who may do what inside a municipality."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in one municipality."""

    COORDINATOR = "coordinator"
    WRITER = "writer"
    READER = "reader"


EVERYBODY = frozenset(Role)
WRITERS = frozenset({Role.COORDINATOR, Role.WRITER})
COORDINATORS = frozenset({Role.COORDINATOR})

MAY = {
    "report.read": EVERYBODY,
    "report.begin": COORDINATORS,
    "report.submit": COORDINATORS,
    "report.return": COORDINATORS,
    "report.adopt": COORDINATORS,
    "report.publish": COORDINATORS,
    "section.write": WRITERS,
    "section.approve": COORDINATORS,
    "people.read": EVERYBODY,
    "people.invite": COORDINATORS,
    "licence.read": EVERYBODY,
    "licence.change": COORDINATORS,
    "billing.change": COORDINATORS,
    "trail.read": COORDINATORS,
}


def may(role: Role, permission: str) -> bool:
    """Whether a role has a right; an unknown right is a programming error and raises KeyError."""
    return role in MAY[permission]
