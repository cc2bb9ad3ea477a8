"""The one table of who may do what inside a municipality."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in one municipality."""

    COORDINATOR = "coordinator"
    WRITER = "writer"
    READER = "reader"


class CountyRole(StrEnum):
    """The same in a wellbeing services county, which has no reports: whatever it may is named for it one by one."""

    COORDINATOR = "county_coordinator"
    WRITER = "county_writer"
    READER = "county_reader"


EVERYBODY = frozenset(Role)
WRITERS = frozenset({Role.COORDINATOR, Role.WRITER})
COORDINATORS = frozenset({Role.COORDINATOR})

SUPPORT = "support"
"""No role that anybody is given: what a person of the association is while a support session is open (tenants.support).

Whatever is shown to them is named here one by one; `app/web/entrance` lets them change nothing and take nothing along.
"""

AND_SUPPORT = EVERYBODY | {SUPPORT}
OF_COUNTY = frozenset(CountyRole)
BOTH_COORDINATORS = COORDINATORS | {CountyRole.COORDINATOR}

MAY = {
    "front.open": AND_SUPPORT | OF_COUNTY,
    "pack.receive": OF_COUNTY,
    "negotiation.run": COORDINATORS,
    "report.read": AND_SUPPORT,
    "report.begin": COORDINATORS,
    "report.submit": COORDINATORS,
    "report.return": COORDINATORS,
    "report.adopt": COORDINATORS,
    "report.publish": COORDINATORS,
    "report.withdraw": COORDINATORS,
    "public_pages.change": COORDINATORS,
    "plan.read": AND_SUPPORT,
    "plan.write": WRITERS,
    "plan.decide": COORDINATORS,
    "feedback.answer": COORDINATORS,
    "figures.enter": WRITERS,
    "section.write": WRITERS,
    "section.take_part": EVERYBODY,
    "section.approve": COORDINATORS,
    "consultation.read": WRITERS,
    "consultation.run": COORDINATORS,
    "follow_up.read": AND_SUPPORT,
    "follow_up.take_part": EVERYBODY,
    "follow_up.report": WRITERS,
    "follow_up.lead": COORDINATORS,
    "follow_up.choose_reminders": EVERYBODY,
    "figures.choose": COORDINATORS,
    "calendar.read": AND_SUPPORT,
    "calendar.take_part": EVERYBODY,
    "calendar.change": COORDINATORS,
    "people.read": AND_SUPPORT | OF_COUNTY,
    "people.invite": BOTH_COORDINATORS,
    "people.leave": EVERYBODY | OF_COUNTY,
    "directory.change": COORDINATORS,
    "licence.read": AND_SUPPORT,
    "licence.change": COORDINATORS,
    "billing.change": COORDINATORS,
    "trail.read": BOTH_COORDINATORS,
    "support.open": COORDINATORS,
    "data.export": COORDINATORS,
    "data.delete": COORDINATORS,
    "rules.change": COORDINATORS,
}


def role_in(role: str, *, is_county: bool) -> Role | CountyRole:
    """What a membership's role is, in a municipality or in a county."""
    return CountyRole[Role(role).name] if is_county else Role(role)


def may(role: Role | str, permission: str) -> bool:
    """Whether a role, or SUPPORT, has a right; an unknown right is a programming error and raises KeyError."""
    return role in MAY[permission]
