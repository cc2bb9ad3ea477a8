"""Signing in in two steps: the password alone opens nothing, a code opens once, a storm of codes is stopped."""

from datetime import timedelta

import pytest

from tenants import clock, house_rules
from tenants.attempts import LIMITS
from tenants.boundary import DoorSession
from tenants.invitations import invite
from tenants.people import HASHER, Person
from tenants.permissions import Role
from tests.makers import PASSWORD, a_municipality, a_person
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.visitor import Visitor
from tests.second_factors import an_app, code_of, recovery_codes_of

OWN, CODE, SET_UP = "/fi/omat", "/fi/kirjaudu/koodi", "/fi/omat/kirjautuminen/kaksivaiheinen"
WRONG = "000000"


@pytest.fixture(scope="module")
def home(engines):
    """A municipality for all of these."""
    return a_municipality(engines)


@pytest.fixture
def person(engines):
    """Somebody who belongs nowhere."""
    return a_person(engines)


@pytest.fixture
def secret(engines, settings, person):
    """Of the person's app."""
    return an_app(engines, settings.secret_key, person)


def halfway(app, person) -> Visitor:
    visitor = Visitor(app)
    assert visitor.sign_in(person.email).location == CODE
    return visitor


def give(visitor, code, address=CODE):
    return visitor.post(address, {"code": code})


def test_the_password_alone_opens_nothing(app, person, secret):
    visitor = halfway(app, person)
    assert visitor.get(OWN).location == CODE
    assert visitor.post("/fi/kirjaudu-ulos").status_code == 401


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}"])
def test_the_app_s_code_opens_however_it_is_typed_and_leads_on(app, person, secret, typed):
    visitor = Visitor(app)
    visitor.sign_in(person.email, next="/sv/mina")
    assert give(visitor, typed.format(code_of(secret))).location == "/sv/mina"
    assert visitor.get(OWN).status_code == 200


def test_a_code_that_was_looked_at_over_a_shoulder_is_used_up(app, person, secret):
    code = code_of(secret)
    give(halfway(app, person), code)
    thief = halfway(app, person)
    assert give(thief, code).status_code == 422
    assert thief.get(OWN).location == CODE


def test_a_storm_of_codes_is_stopped_and_the_right_one_must_wait_too(app, person, secret):
    visitor, most = halfway(app, person), LIMITS["second_step"].per_email
    assert {give(visitor, WRONG).status_code for _ in range(most)} == {422}
    refused = give(visitor, code_of(secret))
    assert "tunti" in text_of(ParsedPage(refused.text).with_class("govuk-error-summary")[0])
    assert give(halfway(app, person), code_of(secret)).status_code == 422


def test_the_right_password_does_not_forgive_wrong_codes(app, person, secret):
    for _ in range(LIMITS["second_step"].per_email):
        give(halfway(app, person), WRONG)
    assert give(halfway(app, person), code_of(secret)).status_code == 422


def test_the_step_between_ends_after_ten_minutes(app, person, secret, monkeypatch):
    visitor, later = halfway(app, person), clock.now() + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert visitor.get(CODE).location == "/fi/kirjaudu"
    assert give(visitor, code_of(secret)).status_code == 401


def test_a_password_changed_meanwhile_ends_the_step_between(app, engines, person, secret):
    visitor = halfway(app, person)
    with DoorSession(engines) as door, door.begin():
        door.get(Person, person.id).password_hash = HASHER.hash("another long password")
    assert give(visitor, code_of(secret)).location == "/fi/kirjaudu"
    assert visitor.get(OWN).location.startswith("/fi/kirjaudu?")


def test_a_cookie_from_the_step_between_is_worth_nothing_to_who_copied_it(app, person, secret):
    visitor = halfway(app, person)
    copied = visitor.client.get_cookie("session").value
    give(visitor, code_of(secret))
    thief = Visitor(app)
    thief.client.set_cookie("session", copied)
    assert thief.get(OWN).location == CODE
    assert visitor.client.get_cookie("session").value != copied


def test_a_recovery_code_opens_once_and_its_use_is_told(app, engines, settings, person, secret):
    codes = recovery_codes_of(engines, settings.secret_key, person)
    visitor = halfway(app, person)
    assert give(visitor, codes[0]).location == OWN
    assert "9" in text_of(ParsedPage(visitor.get(OWN).text).with_class("govuk-notification-banner")[0])
    assert give(halfway(app, person), codes[0]).status_code == 422


def test_somebody_without_a_second_step_is_not_asked_for_one(app, person):
    assert Visitor(app).sign_in(person.email).location == OWN
    assert Visitor(app).get(CODE).location == "/fi/kirjaudu"


def test_staff_without_a_second_factor_reach_only_the_pages_that_set_it_up(app, engines):
    officer, visitor = a_person(engines, is_staff=True), Visitor(app)
    assert visitor.sign_in(officer.email, next="/fi/liitto/").location == "/fi/liitto/"
    for page in ("/fi/liitto/", "/fi/omat", "/fi/omat/kirjautuminen", "/fi/liitto/hinnastot"):
        assert visitor.get(page).location == f"{SET_UP}?next={page}"
    assert visitor.post("/fi/liitto/hinnastot").status_code == 403
    assert visitor.get(f"{SET_UP}?next=/fi/liitto/").status_code == 200
    assert takes_app_into_use(visitor, "/fi/liitto/") == "/fi/liitto/"
    assert visitor.get("/fi/liitto/").status_code == 200


def takes_app_into_use(visitor, onward) -> str:
    """By the pages; returns where the last one leads."""
    address = f"/fi/omat/kirjautuminen/sovellus?next={onward}"
    page = ParsedPage(visitor.get(address).text)
    secret = text_of(page.with_class("app-key")[0]).replace(" ", "")
    typed = {"sealed": page.value_of("sealed"), "name": "Puhelin"}
    assert visitor.post(address, typed | {"code": WRONG}).status_code == 422
    codes = visitor.post(address, typed | {"code": code_of(secret)}).location
    shown = ParsedPage(visitor.post(codes).text)
    assert len(shown.all("ol")[0].findall("li")) == 10
    return shown.with_class("govuk-button")[0].get("href")


def test_a_secret_shown_to_somebody_else_is_not_taken_into_use(app, engines):
    visitors = [Visitor(app, a_person(engines)) for _ in range(2)]
    pages = [ParsedPage(each.get("/fi/omat/kirjautuminen/sovellus").text) for each in visitors]
    secret = text_of(pages[0].with_class("app-key")[0]).replace(" ", "")
    typed = {"sealed": pages[0].value_of("sealed"), "name": "Puhelin", "code": code_of(secret)}
    assert visitors[1].post("/fi/omat/kirjautuminen/sovellus", typed).status_code == 422
    del typed["sealed"]
    assert visitors[0].post("/fi/omat/kirjautuminen/sovellus", typed).status_code == 422


def test_a_municipality_s_rule_leads_its_people_to_two_steps_and_nobody_else_s(app, engines, home):
    strict, writer = a_municipality(engines), home.people[Role.WRITER]
    with strict.session() as session, session.begin():
        house_rules.keep_rules(session, house_rules.HouseRules(requires_second_factor=True, support_may_read=False))
    front = f"/fi/{strict.facts.slugs['fi']}/"
    visitor = Visitor(app, strict.people[Role.WRITER])
    assert visitor.get(front).location == f"{SET_UP}?next={front}"
    assert visitor.post(f"{front}kertomukset/alku").status_code in (403, 404)
    assert takes_app_into_use(visitor, front) == front
    assert visitor.get(front).status_code == 200
    assert Visitor(app, writer).get(f"/fi/{home.facts.slugs['fi']}/").status_code == 200


def test_whoever_has_a_second_factor_gives_it_when_the_rule_came_later(app, engines, settings, home):
    reader, front = home.people[Role.READER], f"/fi/{home.facts.slugs['fi']}/"
    visitor = Visitor(app, reader)
    secret = an_app(engines, settings.secret_key, reader)
    with home.session() as session, session.begin():
        house_rules.keep_rules(session, house_rules.HouseRules(requires_second_factor=True, support_may_read=False))
    asked = visitor.get(visitor.get(front).location).location
    assert asked == f"/fi/omat/vahvista?next={front}"
    assert give(visitor, code_of(secret), asked).location == front
    assert visitor.get(front).status_code == 200


def test_an_invitation_taken_up_with_the_password_still_asks_for_the_second_step(app, engines, home, person, secret):
    with home.session() as session, session.begin():
        token = invite(session, home.facts.id, person.email, Role.READER)
    visitor = Visitor(app)
    visitor.post(f"/fi/kutsu/{token}", {"password": PASSWORD})
    assert visitor.get(OWN).location == CODE
