"""Authenticator apps and recovery codes: what opens, how often, and for whom."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tenants import authenticators, clock, one_time_codes, recovery_codes
from tenants.authenticators import MOST, Authenticator
from tenants.boundary import DoorSession
from tenants.errors import Refused
from tenants.people import Person
from tests.makers import a_person
from tests.second_factors import STEP, an_app, recovery_codes_of

KEY = "a key that only this test has"


@pytest.fixture
def person(engines):
    """Somebody without a second factor."""
    return a_person(engines)


def add_app(engines, person):
    return an_app(engines, KEY, person)


def accepts(engines, person, code):
    with DoorSession(engines, person.id) as door, door.begin():
        return authenticators.accepts_code(door, KEY, person.id, code)


def is_two_step(engines, person):
    with DoorSession(engines, person.id, read_only=True) as door:
        return door.get(Person, person.id).second_factor_since is not None


def test_an_app_s_code_opens_once(engines, person):
    code = one_time_codes.code_at(add_app(engines, person), clock.now())
    assert accepts(engines, person, code)
    assert not accepts(engines, person, code)


def test_the_code_that_took_the_app_into_use_opens_nothing(engines, person):
    secret = add_app(engines, person)
    assert not accepts(engines, person, one_time_codes.code_at(secret, clock.now() - STEP))


@pytest.mark.parametrize(("steps", "is_good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off(steps, is_good):
    secret, now = one_time_codes.new_secret(), clock.now()
    code = one_time_codes.code_at(secret, now + steps * STEP)
    assert (one_time_codes.step_of(secret, code, now, last_step=0) is not None) == is_good


def test_after_a_later_code_an_earlier_one_is_worth_nothing():
    secret, now = one_time_codes.new_secret(), clock.now()
    last = one_time_codes.step_of(secret, one_time_codes.code_at(secret, now), now, last_step=0)
    assert one_time_codes.step_of(secret, one_time_codes.code_at(secret, now - STEP), now, last) is None


def test_of_a_code_s_parallel_uses_one_succeeds(engines, person):
    code = one_time_codes.code_at(add_app(engines, person), clock.now())
    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(lambda _: accepts(engines, person, code), range(4))) == [False] * 3 + [True]


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "١٢٣٤٥٦", "abcdef", "123456\n", "0x1234"])
def test_what_is_not_six_digits_is_no_code(engines, person, typed):
    add_app(engines, person)
    assert not accepts(engines, person, typed)


def test_an_app_whose_code_is_wrong_is_not_taken_into_use(engines, person):
    with DoorSession(engines, person.id) as door, door.begin(), pytest.raises(Refused, match="not_from_this_app"):
        authenticators.add_app(door, KEY, person.id, "Puhelin", one_time_codes.new_secret(), "000000")
    assert not is_two_step(engines, person)


def test_the_secret_is_stored_sealed_and_another_key_does_not_open_it(engines, person):
    secret = add_app(engines, person)
    with DoorSession(engines, person.id) as door:
        (stored,) = authenticators.authenticators_of(door, person.id)
        assert secret not in stored.sealed_secret
        code = one_time_codes.code_at(secret, clock.now())
        with pytest.raises(Refused, match="not_sealed_by_us"):
            authenticators.accepts_code(door, "another key", person.id, code)


def test_the_first_app_begins_two_step_sign_in_and_the_last_one_s_removal_ends_it(engines, person):
    add_app(engines, person)
    add_app(engines, person)
    with DoorSession(engines, person.id) as door, door.begin():
        recovery_codes.make_codes(door, KEY, person.id)
        first, second = authenticators.authenticators_of(door, person.id)
    for each, is_left in ((first, True), (second, False)):
        with DoorSession(engines, person.id) as door, door.begin():
            assert authenticators.remove(door, person.id, each.id) == "Työpuhelin"
        assert is_two_step(engines, person) == is_left
    with DoorSession(engines, person.id) as door:
        assert recovery_codes.codes_left(door, person.id) == 0


def test_nobody_removes_another_s_app(engines, person):
    add_app(engines, person)
    stranger = a_person(engines)
    with DoorSession(engines, person.id) as door:
        (own,) = authenticators.authenticators_of(door, person.id)
    with DoorSession(engines, stranger.id) as door, door.begin():
        assert authenticators.remove(door, stranger.id, own.id) is None
        assert authenticators.remove(door, person.id, own.id) is None
    assert is_two_step(engines, person)


def test_a_person_has_so_many_and_no_more(engines, person):
    with DoorSession(engines, person.id) as door, pytest.raises(Refused, match="too_many"):
        for number in range(MOST + 1):
            passkey = {"credential_id": f"{person.id} {number}".encode(), "public_key": b"x", "sign_count": 0}
            authenticators.add(door, Authenticator(person_id=person.id, kind="passkey", name="x", **passkey))


def new_codes(engines, person):
    return recovery_codes_of(engines, KEY, person)


def uses(engines, person, typed):
    with DoorSession(engines, person.id) as door, door.begin():
        return recovery_codes.use(door, KEY, person.id, typed)


def test_a_recovery_code_opens_once_however_it_is_typed(engines, person):
    codes = new_codes(engines, person)
    assert len(set(codes)) == 10
    assert uses(engines, person, f"  {codes[0].upper().replace('-', ' ')}")
    assert not uses(engines, person, codes[0])
    assert uses(engines, person, codes[1])


def test_of_a_recovery_code_s_parallel_uses_one_succeeds(engines, person):
    code = new_codes(engines, person)[0]
    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(lambda _: uses(engines, person, code), range(4))) == [False] * 3 + [True]


def test_new_recovery_codes_make_the_old_ones_worthless(engines, person):
    old, new = new_codes(engines, person), new_codes(engines, person)
    assert not uses(engines, person, old[0])
    assert uses(engines, person, new[0])


def test_a_recovery_code_is_nobody_else_s(engines, person):
    code, stranger = new_codes(engines, person)[0], a_person(engines)
    assert not uses(engines, stranger, code)


def test_a_recovery_code_is_stored_as_a_digest_that_only_the_key_makes(engines, person):
    code = new_codes(engines, person)[0].replace("-", "")
    with DoorSession(engines, person.id) as door:
        stored = door.query(recovery_codes.RecoveryCode).filter_by(person_id=person.id).all()
        assert all(code not in each.digest for each in stored)
        assert not recovery_codes.use(door, "another key", person.id, code)
