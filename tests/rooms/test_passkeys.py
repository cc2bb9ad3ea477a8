"""Passkeys: what a device signed opens once, for its owner, on our site, and only while it was asked for."""

import json
from datetime import timedelta

import pytest

from tenants import authenticators, clock, passkeys
from tenants.boundary import DoorSession
from tenants.errors import Refused
from tenants.passkeys import ANSWERED_WITHIN, PasskeyChallenge, Site
from tests.makers import a_person
from tests.pages.visitor import Visitor
from tests.soft_passkey import SoftPasskey

SITE = Site("kertomus.example", "https://kertomus.example", "Hyvinvointikertomus")


def acting(engines, person, act):
    """Do something at the door in a transaction of its own, opened for the person."""
    with DoorSession(engines, person.id if person else None) as door, door.begin():
        return act(door)


def a_passkey(engines, person, **words) -> SoftPasskey:
    """One that the person has taken into use."""
    key = SoftPasskey(SITE, person.id, **words)
    question = acting(engines, person, lambda door: passkeys.new_passkey(door, SITE, person))
    acting(engines, person, lambda door: passkeys.add_passkey(door, SITE, person.id, "Kone", key.made(question)))
    return key


@pytest.fixture
def person(engines):
    """Somebody without a second factor."""
    return a_person(engines)


@pytest.fixture
def key(engines, person):
    """The person's passkey."""
    return a_passkey(engines, person)


def asked(engines, person=None) -> str:
    return acting(engines, person, lambda door: passkeys.ask_for_passkey(door, SITE, person and person.id))


def opens(engines, person, answer, *, alone=True) -> bool:
    try:
        acting(engines, person, lambda door: passkeys.check_passkey(door, SITE, person.id, answer, alone=alone))
    except Refused as refused:
        assert refused.reason == "passkey_not_accepted"
        return False
    return True


def test_a_passkey_opens_alone_and_as_a_second_step(engines, person, key):
    assert opens(engines, person, key.signed(asked(engines)))
    assert opens(engines, person, key.signed(asked(engines, person)), alone=False)


def test_an_answer_is_good_once(engines, person, key):
    answer = key.signed(asked(engines), count=0)
    assert [opens(engines, person, answer) for _ in range(2)] == [True, False]


def test_an_answer_is_too_late_after_five_minutes(engines, person, key, monkeypatch):
    answer, later = key.signed(asked(engines)), clock.now() + ANSWERED_WITHIN + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert not opens(engines, person, answer)


def test_a_question_that_was_never_asked_is_answered_in_vain(engines, person, key):
    question = json.dumps({"challenge": "bmV2ZXIgYXNrZWQ"})
    assert not opens(engines, person, key.signed(question))


def test_what_was_asked_of_one_person_another_does_not_answer(engines, person, key):
    other = a_person(engines)
    others = a_passkey(engines, other)
    assert not opens(engines, other, others.signed(asked(engines, person)), alone=False)
    assert not opens(engines, person, key.signed(asked(engines)), alone=False)
    assert not opens(engines, person, key.signed(asked(engines, person)), alone=True)


def test_another_s_passkey_opens_nobody_else_s_account(engines, person, key):
    thief = a_person(engines)
    stolen = a_passkey(engines, thief)
    stolen.person_id = person.id  # it says that its owner is the other one
    assert not opens(engines, person, stolen.signed(asked(engines)))


def test_what_was_signed_for_another_site_opens_nothing(engines, person, key):
    assert not opens(engines, person, key.signed(asked(engines), origin="https://kertomus.example.evil.example"))
    key.site = Site("evil.example", SITE.origin, "")
    assert not opens(engines, person, key.signed(asked(engines)))


def test_alone_it_must_have_looked_at_its_user(engines, person, key):
    assert not opens(engines, person, key.signed(asked(engines), looks=False))
    assert opens(engines, person, key.signed(asked(engines, person), looks=False), alone=False)


def test_a_copy_whose_count_lags_behind_is_refused(engines, person, key):
    for count, is_good in ((7, True), (7, False), (6, False), (8, True)):
        assert opens(engines, person, key.signed(asked(engines), count=count)) == is_good


def test_a_changed_signature_is_refused(engines, person, key):
    answer = json.loads(key.signed(asked(engines)))
    signature = answer["response"]["signature"]
    answer["response"]["signature"] = signature[:20] + ("A" if signature[20] != "A" else "B") + signature[21:]
    assert not opens(engines, person, json.dumps(answer))


def test_a_passkey_made_for_another_person_s_question_is_not_taken_into_use(engines, person):
    question = acting(engines, a_person(engines), lambda door: passkeys.ask_for_passkey(door, SITE))
    with pytest.raises(Refused, match="passkey_not_accepted"):
        acting(
            engines,
            person,
            lambda door: passkeys.add_passkey(
                door, SITE, person.id, "Kone", SoftPasskey(SITE, person.id).made(question)
            ),
        )
    with DoorSession(engines, person.id) as door:
        assert authenticators.authenticators_of(door, person.id) == []


def test_questions_that_nobody_answers_are_forgotten(engines, monkeypatch):
    asked(engines)
    later = clock.now() + ANSWERED_WITHIN * 2
    monkeypatch.setattr(clock, "now", lambda: later)
    asked(engines)
    with DoorSession(engines) as door:
        assert door.query(PasskeyChallenge).filter(PasskeyChallenge.expires_at < later).count() == 0


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "null",
        "[]",
        '"x"',
        "{}",
        '{"response": 5}',
        '{"response": {"userHandle": 7}}',
        '{"response": {"userHandle": "AAAA"}}',
        '{"response": {"userHandle": "ÅÄÖ"}}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "AAAAAAAAAAAAAAAAAAAAAA",'
        ' "clientDataJSON": "e30", "authenticatorData": "", "signature": ""}}',
        "\x00",
        "[" * 5000,
    ],
)
def test_an_answer_that_is_none_is_refused_in_words(app, answer):
    assert Visitor(app).post("/fi/kirjaudu/paasyavain", {"answer": answer}).status_code == 422
