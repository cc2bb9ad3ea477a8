"""Second factors for tests: an app whose codes the test can read."""

from datetime import timedelta

from tenants import authenticators, clock, one_time_codes, recovery_codes
from tenants.boundary import DoorSession
from tenants.database import Engines
from tenants.people import Person

STEP = timedelta(seconds=one_time_codes.STEP_SECONDS)


def an_app(engines: Engines, key: str, person: Person) -> str:
    """The secret of an app that the person took into use half a minute ago, so that its present code is unused."""
    secret = one_time_codes.new_secret()
    with DoorSession(engines, person.id) as door, door.begin():
        before = one_time_codes.code_at(secret, clock.now() - STEP)
        authenticators.add_app(door, key, person.id, "Työpuhelin", secret, before)
    return secret


def recovery_codes_of(engines: Engines, key: str, person: Person) -> list[str]:
    """Ten new codes."""
    with DoorSession(engines, person.id) as door, door.begin():
        return recovery_codes.make_codes(door, key, person.id)


def code_of(secret: str, steps: int = 0) -> str:
    """What the app shows now, or some steps later."""
    return one_time_codes.code_at(secret, clock.now() + steps * STEP)
