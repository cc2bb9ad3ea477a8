"""Signing in: who is who, and how often one may try."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.accounts import actions
from tenants import attempts, clock, people
from tenants.boundary import DoorSession
from tenants.errors import Refused
from tests.makers import PASSWORD, a_person

SECRET = "a secret"


@pytest.fixture
def door(engines):
    """A session at the door, rolled back at the end."""
    with DoorSession(engines) as session:
        yield session


def tries(session, count, email, address="192.0.2.1", kind="sign_in"):
    for _ in range(count):
        actions.count_attempt(session, SECRET, email, address, kind)


def test_the_right_password_opens_whatever_the_letters_of_the_address(engines, door):
    person = a_person(engines)
    found = actions.sign_in(door, SECRET, f" {person.email.upper()} ", PASSWORD)
    assert found.id == person.id


def test_a_wrong_password_and_an_unknown_address_are_the_same_nobody(engines, door):
    person = a_person(engines)
    assert actions.sign_in(door, SECRET, person.email, "wrong") is None
    assert actions.sign_in(door, SECRET, "nobody@kunta.example", PASSWORD) is None


def test_after_too_many_attempts_even_the_right_password_must_wait(door):
    tries(door, attempts.MOST_PER_EMAIL, "aino@kunta.example")
    with pytest.raises(Refused, match="too_many_attempts"):
        tries(door, 1, "Aino@kunta.example")
    tries(door, 1, "toinen@kunta.example")


def test_a_storm_over_many_addresses_from_one_place_is_stopped(door):
    with pytest.raises(Refused, match="too_many_attempts"):
        for number in range(attempts.MOST_PER_ADDRESS + 1):
            tries(door, 1, f"person{number}@kunta.example", "198.51.100.7")


def test_too_many_attempts_at_one_form_close_no_other(door):
    tries(door, attempts.LIMITS["account_request"].per_email, "aino@kunta.example", kind="account_request")
    with pytest.raises(Refused, match="too_many_attempts"):
        tries(door, 1, "aino@kunta.example", kind="account_request")
    tries(door, 1, "aino@kunta.example", kind="order")
    tries(door, attempts.MOST_PER_EMAIL, "aino@kunta.example")


def test_the_wait_ends_by_itself(door, monkeypatch):
    tries(door, attempts.MOST_PER_EMAIL, "aino@kunta.example")
    later = clock.now() + attempts.WINDOW + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    tries(door, 1, "aino@kunta.example")


def test_the_right_password_forgives_earlier_mistakes(engines, door):
    person = a_person(engines)
    tries(door, attempts.MOST_PER_EMAIL, person.email)
    actions.sign_in(door, SECRET, person.email, PASSWORD)
    tries(door, 1, person.email)


def test_what_was_typed_is_not_stored_as_it_was_typed(door):
    tries(door, 1, "salasana vahingossa tänne")
    stored = door.query(attempts.Attempt).order_by(attempts.Attempt.id.desc()).first()
    assert "salasana" not in stored.email
    assert stored.email == attempts.digest(SECRET, "salasana vahingossa tänne")


def test_an_old_hash_is_made_anew_at_sign_in(engines, door):
    person = a_person(engines)
    weak = people.PasswordHasher(time_cost=1, memory_cost=1024).hash(PASSWORD)
    door.get(people.Person, person.id).password_hash = weak
    door.flush()
    assert actions.sign_in(door, SECRET, person.email, PASSWORD).password_hash != weak


def test_an_account_without_a_password_has_no_password_that_opens_it(engines, door):
    """Such as of somebody who signs in with a work account."""
    person = a_person(engines)
    with Session(engines.owner) as session, session.begin():
        session.get_one(people.Person, person.id).password_hash = None
    for password in ("", "nobody has this password", PASSWORD, people.NOBODY):
        assert actions.sign_in(door, SECRET, person.email, password) is None


def test_a_burst_of_attempts_counts_every_one_of_them(engines):
    """Each in a process of its own would see none of the others."""

    def attempt(number):
        with DoorSession(engines) as session, session.begin():
            try:
                actions.count_attempt(session, SECRET, "burst@kunta.example", f"198.51.100.{number}")
            except Refused:
                return "refused"
            return "counted"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(attempt, range(24)))
    assert outcomes.count("counted") == attempts.MOST_PER_EMAIL
