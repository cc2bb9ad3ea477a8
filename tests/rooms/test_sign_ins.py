"""Each sign-in is a row of its own: how long it lasts, what ends it, and who may know of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.accounts.duties import forget_sign_ins
from tenants import clock, membership, sign_ins
from tenants.boundary import DoorSession
from tenants.house_rules import house_rules, keep_rules
from tenants.permissions import Role
from tenants.sign_ins import SignIn
from tests.makers import a_municipality, a_person
from tests.pages.visitor import Visitor

OWN = "/fi/omat"


@pytest.fixture(scope="module")
def home(engines):
    """One municipality for all these tests."""
    return a_municipality(engines)


def begun(engines, person, **details):
    with DoorSession(engines) as door, door.begin():
        details = {"is_strong": False, "device": "a test"} | details
        return sign_ins.begin(door, person.id, "password", **details)


def is_in(engines, secret):
    with DoorSession(engines, read_only=True) as door:
        return sign_ins.known_person(door, secret) is not None


def test_a_secret_is_its_persons_and_only_its_digest_is_kept(engines):
    person = a_person(engines)
    secret = begun(engines, person)
    with DoorSession(engines, read_only=True) as door:
        assert sign_ins.known_person(door, secret).id == person.id
        assert sign_ins.known_person(door, secret + "x") is None
        row = door.scalars(select(SignIn).where(SignIn.person_id == person.id)).one()
    assert secret not in repr(vars(row))


@pytest.mark.parametrize(("unused", "stays"), [(timedelta(hours=2, minutes=59), True), (timedelta(hours=3), False)])
def test_a_sign_in_that_is_not_used_ends_after_three_hours(engines, monkeypatch, unused, stays):
    secret = begun(engines, a_person(engines))
    later = clock.now() + unused
    monkeypatch.setattr(clock, "now", lambda: later)
    assert is_in(engines, secret) is stays


def test_a_sign_in_in_use_ends_after_twelve_hours(app, engines, monkeypatch):
    visitor, start = Visitor(app, a_person(engines)), clock.now()
    for hours in (2, 4, 6, 8, 10, 11.9):
        monkeypatch.setattr(clock, "now", lambda hours=hours: start + timedelta(hours=hours))
        assert visitor.get(OWN).status_code == 200, hours
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(hours=12))
    assert visitor.get(OWN).location.startswith("/fi/kirjaudu")


def test_signing_out_ends_the_sign_in_itself_and_not_the_cookie_alone(app, engines):
    visitor = Visitor(app, a_person(engines))
    kept = visitor.client.get_cookie("session").value
    assert visitor.post("/fi/kirjaudu-ulos").status_code == 302
    visitor.client.set_cookie("session", kept)
    assert visitor.get(OWN).location.startswith("/fi/kirjaudu")


def test_saying_again_who_one_is_makes_the_secret_anew_and_only_a_second_factor_makes_it_strong(engines):
    old = begun(engines, a_person(engines))
    for is_strong in (False, True):
        with DoorSession(engines) as door, door.begin():
            new = sign_ins.confirm(door, sign_ins.known_person(door, old).sign_in_id, is_strong=is_strong)
        assert (is_in(engines, old), is_in(engines, new)) == (False, True)
        with DoorSession(engines, read_only=True) as door:
            assert sign_ins.known_person(door, new).is_strong is is_strong
        old = new


def test_signing_out_everywhere_else_leaves_this_one(app, engines):
    person = a_person(engines)
    here, elsewhere = Visitor(app, person), Visitor(app, person)
    with DoorSession(engines) as door, door.begin():
        newest = max(sign_ins.open_sign_ins(door, person.id), key=lambda each: each.begun_at)
        sign_ins.end_all(door, person.id, but=newest.id)
    assert (here.get(OWN).status_code, elsewhere.get(OWN).status_code) == (302, 200)


def test_signing_out_everywhere_leaves_nothing(engines):
    person = a_person(engines)
    secrets = [begun(engines, person) for _ in range(3)]
    with DoorSession(engines) as door, door.begin():
        sign_ins.end_all(door, person.id)
    assert not any(is_in(engines, secret) for secret in secrets)


def test_use_is_noticed_every_five_minutes_and_not_at_every_page(app, engines, home, monkeypatch):
    person = home.people[Role.WRITER]
    visitor, start = Visitor(app, person), clock.now()

    def last_seen(minutes):
        monkeypatch.setattr(clock, "now", lambda: start + timedelta(minutes=minutes))
        assert visitor.get(f"/fi/{home.facts.slugs['fi']}/").status_code == 200
        with DoorSession(engines, read_only=True) as door:
            return sign_ins.open_sign_ins(door, person.id)[0].seen_at - start

    assert last_seen(4) < timedelta(minutes=1)
    assert last_seen(6) == timedelta(minutes=6)


def test_a_municipality_knows_the_sign_ins_of_its_members_and_nobody_elses(engines, home):
    begun(engines, home.people[Role.READER])
    begun(engines, stranger := a_person(engines))
    with home.session(read_only=True) as session:
        known = set(session.scalars(select(SignIn.person_id)))
    assert home.people[Role.READER].id in known
    assert stranger.id not in known


@pytest.mark.parametrize(
    "statement",
    ["UPDATE sign_in SET ended_at = now()", "DELETE FROM sign_in", "INSERT INTO sign_in DEFAULT VALUES",
     "SELECT device FROM sign_in"],
)  # fmt: skip
def test_a_municipality_s_login_can_make_end_and_read_no_sign_in(home, statement):
    with home.session() as session, pytest.raises(DBAPIError, match="permission denied"):
        session.execute(text(statement))


def test_where_a_second_factor_is_the_rule_a_sign_in_by_password_alone_must_be_strengthened(engines, home):
    writer = home.people[Role.WRITER]
    secrets = {is_strong: begun(engines, writer, is_strong=is_strong) for is_strong in (False, True)}

    def must(is_strong):
        with home.session(read_only=True) as session:
            return membership.known_member(session, secrets[is_strong]).must_strengthen

    assert (must(False), must(True)) == (False, False)
    with home.session() as session, session.begin():
        rules = house_rules(session)
        rules.requires_second_factor = True
        keep_rules(session, rules)
    assert (must(False), must(True)) == (True, False)


def test_old_sign_ins_are_forgotten_and_later_ones_are_not(engines, monkeypatch):
    person, now = a_person(engines), clock.now()
    monkeypatch.setattr(clock, "now", lambda: now - sign_ins.KEPT - timedelta(days=1))
    begun(engines, person)
    monkeypatch.setattr(clock, "now", lambda: now)
    begun(engines, person)
    forget_sign_ins(engines, now)
    with DoorSession(engines, read_only=True) as door:
        assert [row.begun_at for row in door.scalars(select(SignIn).where(SignIn.person_id == person.id))] == [now]
