"""A letter is posted with its cause, waits without a word of anybody's text, and goes or is given up."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import delete, text
from sqlalchemy.exc import DBAPIError

from app.messages import actions, outbox
from app.messages.duties import KEPT, forget_letters
from app.messages.models import Letter
from app.messages.rules import MOST_TRIES, WAITS, as_payload
from app.messages.smtp import Away, post_office
from app.messages.writing import write
from tenants import clock
from tenants.boundary import DoorSession, StaffSession, WorkerSession
from tenants.people import add_person
from tests.letters import PostOffice, a_letter, a_letter_given_up
from tests.letters import outbox as letters
from tests.makers import a_municipality, a_person


@pytest.fixture(autouse=True)
def empty_outbox(engines):
    with WorkerSession(engines) as session, session.begin():
        session.execute(delete(Letter))


@pytest.fixture
def office():
    with PostOffice() as office:
        yield office


@pytest.fixture
def drain(app, engines, office):
    """A function: what the worker does every few seconds, `after` some time from now."""

    def drained(after: timedelta = timedelta(0)) -> None:
        outbox.drain(
            engines, clock.now() + after, partial(write, app), partial(post_office, office.settings(), "localhost")
        )

    return drained


def test_a_letter_goes_when_its_cause_is_committed(municipality, office, drain):
    with municipality.session() as session, session.begin():
        actions.post(session, "check", to_person=municipality.coordinator)
    drain()
    assert [letter["To"].addresses[0].addr_spec for letter in office.taken] == [
        next(p.email for p in municipality.people.values() if p.id == municipality.coordinator)
    ]


def test_no_letter_goes_when_its_cause_is_taken_back(municipality, engines, office, drain):
    with municipality.session() as session:
        actions.post(session, "check", to_person=municipality.coordinator)
        session.rollback()
    drain()
    assert (letters(engines), office.taken) == ([], [])


@pytest.mark.parametrize("open_session", [DoorSession, StaffSession, WorkerSession])
def test_every_plane_can_post(engines, open_session, office, drain):
    with open_session(engines) as session, session.begin():
        actions.post(session, "check", to_email="aino@kunta.example", language="sv")
    drain()
    assert len(office.taken) == 1


def test_a_person_made_in_the_same_transaction_can_be_written_to(engines, owner_session):
    person = add_person(owner_session, f"{uuid.uuid4()}@kunta.example", "Uusi", "fi", "salasana salasana")
    person.id = uuid.uuid4()
    actions.post(owner_session, "check", to_person=person.id)
    owner_session.commit()
    assert [letter.to_person for letter in letters(engines)] == [person.id]


def test_the_same_key_posts_once_in_each_municipality_and_once_about_none(engines):
    home, neighbour = a_municipality(engines), a_municipality(engines)
    for municipality in (home, home, neighbour, neighbour):
        with municipality.session() as session, session.begin():
            actions.post(session, "check", to_person=municipality.coordinator, key="reminder:2026-01")
    with WorkerSession(engines) as session, session.begin():
        for about in (home.facts.id, None, None):
            actions.post(session, "check", to_email="a@b.example", language="fi", about=about, key="reminder:2026-01")
    assert [letter.about_tenant for letter in letters(engines)] == [home.facts.id, neighbour.facts.id, None]


def test_letters_without_a_key_are_each_their_own(municipality, engines):
    with municipality.session() as session, session.begin():
        for _ in range(2):
            actions.post(session, "check", to_person=municipality.coordinator)
    assert len(letters(engines)) == 2


def test_a_letter_that_does_not_exist_cannot_be_posted(municipality):
    with municipality.session() as session, pytest.raises(ValueError, match="there is no letter greeting"):
        actions.post(session, "greeting", to_person=municipality.coordinator)


@pytest.mark.parametrize("value", ["Kunnan lapset voivat hyvin", "rivi\nvaihto", "x" * 201, {"a": 1}, 1.5, ""])
def test_a_letter_carries_no_text(municipality, value):
    with municipality.session() as session, pytest.raises(ValueError, match="does not carry section"):
        actions.post(session, "check", to_person=municipality.coordinator, section=value)


def test_a_letter_carries_ids_dates_numbers_and_tokens():
    id = uuid.uuid4()
    words = {"id": id, "on": date(2026, 12, 31), "cents": 12_50, "token": "Zk3_-x", "nothing": None, "live": True}
    assert as_payload(words) == words | {"id": str(id), "on": "2026-12-31"}


def test_a_municipality_writes_about_itself_and_cannot_about_another(engines, municipality):
    with municipality.session() as session, session.begin():
        actions.post(session, "check", to_person=municipality.coordinator)
    assert [letter.about_tenant for letter in letters(engines)] == [municipality.facts.id]
    neighbour = a_municipality(engines)
    with municipality.session() as session, pytest.raises(DBAPIError, match="row-level security"):
        actions.post(session, "check", to_person=municipality.coordinator, about=neighbour.facts.id)


def test_a_letter_that_is_not_due_waits(engines, office, drain):
    a_letter(engines, not_before=clock.now() + timedelta(hours=1))
    drain()
    assert office.taken == []
    drain(after=timedelta(hours=2))
    assert len(office.taken) == 1


def test_a_letter_that_has_gone_does_not_go_again_and_holds_no_token_any_more(engines, office, drain):
    a_letter(engines, token="secret")
    drain()
    drain(after=timedelta(days=30))
    (letter,) = letters(engines)
    assert (len(office.taken), letter.payload, letter.tries, letter.error) == (1, {}, 1, None)
    assert letter.sent_at


def test_a_server_that_is_away_costs_no_letter_a_try(app, engines):
    a_letter(engines)
    with PostOffice() as closed:
        nowhere = closed.settings()
    with pytest.raises(Away):
        outbox.drain(engines, clock.now(), partial(write, app), partial(post_office, nowhere, "localhost"))
    (letter,) = letters(engines)
    assert (letter.tries, letter.failed_at) == (0, None)


def test_nobody_is_called_when_nothing_is_to_be_sent(app, engines):
    def never():
        raise AssertionError("called")

    assert outbox.drain(engines, clock.now(), partial(write, app), never) is None


def test_a_letter_refused_for_now_is_tried_again_later_and_later_and_then_given_up(engines, office, drain):
    a_letter(engines)
    office.answers = ["451 try again later"] * MOST_TRIES
    now, waits = timedelta(0), []
    for tries in range(1, MOST_TRIES + 1):
        drain(after=now)
        (letter,) = letters(engines)
        assert (letter.tries, letter.error) == (tries, "451 try again later")
        if tries <= len(WAITS):
            drain(after=now + WAITS[tries - 1] - timedelta(seconds=5))
            assert letters(engines)[0].tries == tries  # too early
            now += WAITS[tries - 1] + timedelta(seconds=1)
            waits.append(WAITS[tries - 1])
    assert letter.failed_at
    assert waits == sorted(waits)
    drain(after=now + timedelta(days=1))
    assert (office.answers, office.taken) == ([], [])


def test_a_letter_refused_for_good_is_given_up_at_once_and_the_others_go(engines, office, drain):
    a_letter(engines, to="poissa@kunta.example")
    a_letter(engines, to="paikalla@kunta.example")
    office.answers = ["550 no such user here"]
    drain()
    gone, taken = letters(engines)
    assert (gone.failed_at is not None, gone.error) == (True, "550 no such user here")
    assert taken.sent_at
    assert len(office.taken) == 1


def test_a_server_that_hangs_up_in_the_middle_delays_only_the_letter_in_hand(engines, office, drain):
    a_letter(engines)
    a_letter(engines)
    office.answers = ["421 closing"]
    with pytest.raises(Away):
        drain()
    assert [(letter.tries, letter.error) for letter in letters(engines)] == [(1, "421 closing"), (0, None)]
    drain(after=WAITS[0])
    assert all(letter.sent_at for letter in letters(engines))
    assert len(set(office.ids())) == len(office.ids()) == 2


def test_an_interrupted_attempt_is_made_again_and_after_the_last_one_given_up(engines, office, drain):
    a_letter(engines)
    for _ in range(MOST_TRIES):
        assert outbox._begin_attempt(engines, clock.now() + timedelta(days=1))
        with WorkerSession(engines) as session, session.begin():
            session.execute(text("UPDATE outbox SET not_before = now()"))
    drain(after=timedelta(days=2))
    (letter,) = letters(engines)
    assert (office.taken, letter.error) == ([], "interrupted")
    assert letter.failed_at


def test_three_workers_at_once_send_each_letter_once_with_one_try(app, engines, office):
    for number in range(20):
        a_letter(engines, to=f"nro{number}@kunta.example")
    send = partial(outbox.drain, engines, clock.now(), partial(write, app))
    with ThreadPoolExecutor(3) as workers:
        for done in [workers.submit(send, partial(post_office, office.settings(), "localhost")) for _ in range(3)]:
            done.result()
    assert len(office.ids()) == len(set(office.ids())) == 20
    assert {letter.tries for letter in letters(engines)} == {1}


def test_staff_see_what_was_given_up_and_have_it_sent_again(engines, office, drain):
    staff = a_person(engines, is_staff=True)
    letter_id = a_letter_given_up(engines)
    with StaffSession(engines) as session, session.begin():
        assert actions.try_again(session, staff.id, letter_id)
        assert not actions.try_again(session, staff.id, letter_id)
    drain()
    assert len(office.taken) == 1


def test_staff_cannot_send_again_what_has_gone(engines, office, drain):
    staff = a_person(engines, is_staff=True)
    a_letter(engines)
    drain()
    with StaffSession(engines) as session, session.begin():
        assert not actions.try_again(session, staff.id, letters(engines)[0].id)


def test_letters_are_forgotten_after_a_year_but_never_while_they_wait(engines, office, drain):
    a_letter(engines)
    drain()
    a_letter_given_up(engines)
    a_letter(engines)
    forget_letters(engines, clock.now() + KEPT - timedelta(days=1))
    assert len(letters(engines)) == 3
    forget_letters(engines, clock.now() + KEPT + timedelta(days=1))
    assert [(letter.sent_at, letter.failed_at) for letter in letters(engines)] == [(None, None)]
