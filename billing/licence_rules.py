"""Which moves a licence may make, by whom, and what each state lets its municipality do. Pure.

A lapse never hides a published report, never deletes, and never closes the door: reading, export and sign-in go on in
every state.
"""

from datetime import date, timedelta
from enum import StrEnum

from tenants.errors import Refused


class LicenceState(StrEnum):
    """Where a licence is between the order and its end."""

    DRAFT = "draft"
    TRIAL = "trial"
    ACTIVE = "active"
    GRACE = "grace"
    """The renewal is unpaid after its due date; everything still works."""
    READ_ONLY = "read_only"
    ENDED = "ended"


class Actor(StrEnum):
    """Who makes a move: the service by itself (an order, a payment, a day that came) or a staff member."""

    SYSTEM = "system"
    STAFF = "staff"


class Permission(StrEnum):
    """What a licence state opens or closes for a municipality."""

    SIGN_IN = "sign_in"
    READ = "read"
    EXPORT = "export"
    WRITE = "write"
    PUBLISH = "publish"


ANYONE = frozenset(Actor)
STAFF_ONLY = frozenset({Actor.STAFF})
BEFORE_THE_END = frozenset(LicenceState) - {LicenceState.ENDED}

MOVES = {
    "start_trial": ({LicenceState.DRAFT}, LicenceState.TRIAL, ANYONE),
    "activate": (BEFORE_THE_END - {LicenceState.ACTIVE}, LicenceState.ACTIVE, ANYONE),
    "lapse": ({LicenceState.ACTIVE}, LicenceState.GRACE, ANYONE),
    "restrict": ({LicenceState.GRACE}, LicenceState.READ_ONLY, STAFF_ONLY),
    # Its time ran out: an unused offer, a trial, a year after which notice was given or another one follows.
    "expire": (BEFORE_THE_END, LicenceState.ENDED, ANYONE),
    "end": (BEFORE_THE_END, LicenceState.ENDED, STAFF_ONLY),
}

ALWAYS = frozenset({Permission.SIGN_IN, Permission.READ, Permission.EXPORT})
PERMITS = {
    LicenceState.DRAFT: ALWAYS,
    LicenceState.TRIAL: ALWAYS | {Permission.WRITE},
    LicenceState.ACTIVE: ALWAYS | {Permission.WRITE, Permission.PUBLISH},
    LicenceState.GRACE: ALWAYS | {Permission.WRITE, Permission.PUBLISH},
    LicenceState.READ_ONLY: ALWAYS,
    LicenceState.ENDED: ALWAYS,
}

NEEDED = {
    "report.begin": Permission.WRITE,
    "report.submit": Permission.WRITE,
    "report.return": Permission.WRITE,
    "report.adopt": Permission.WRITE,
    "section.write": Permission.WRITE,
    "section.take_part": Permission.WRITE,
    "section.approve": Permission.WRITE,
    "consultation.run": Permission.WRITE,
    "calendar.take_part": Permission.WRITE,
    "calendar.change": Permission.WRITE,
    "follow_up.take_part": Permission.WRITE,
    "follow_up.report": Permission.WRITE,
    "follow_up.lead": Permission.WRITE,
    "report.publish": Permission.PUBLISH,
}
"""What a person's right to change something also needs of the licence."""

TRIAL_DAYS = 60
GRACE_DAYS = 60


def licence_after(move: str, state: str, actor: Actor) -> LicenceState:
    """The state after a move. Raises Refused with "wrong_licence_state" or "staff_only"."""
    allowed, after, actors = MOVES[move]
    if state not in allowed:
        raise Refused("wrong_licence_state", state=state)
    if actor not in actors:
        raise Refused("staff_only")
    return after


def permits(state: str, right: str) -> bool:
    """Whether a licence in this state lets a person use their right (a word of tenants.permissions) to change things.

    Rights that this table does not name, such as managing people, no licence closes.
    """
    needed = NEEDED.get(right)
    return needed is None or needed in PERMITS[state]


def states_that_permit(right: str) -> list[str]:
    """In which states of a licence a right may be used."""
    return [state for state in PERMITS if permits(state, right)]


def has_watermark(state: str) -> bool:
    """What is printed says that it comes from a trial."""
    return state == LicenceState.TRIAL


def trial_last_day(first_day: date) -> date:
    """The sixtieth day of a trial, the first one counted."""
    return first_day + timedelta(days=TRIAL_DAYS - 1)


def grace_last_day(due_on: date) -> date:
    """The sixtieth day after the due date of an unpaid renewal."""
    return due_on + timedelta(days=GRACE_DAYS)


def check_grace_is_over(due_on: date, today: date) -> None:
    """Writing may be closed only after the whole grace. Raises Refused("grace_not_over", last_day=...)."""
    if today <= grace_last_day(due_on):
        raise Refused("grace_not_over", last_day=grace_last_day(due_on))
