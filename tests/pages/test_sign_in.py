"""Signing in by its pages: attempts are limited, nothing set before survives, nobody is led elsewhere."""

from dataclasses import replace

import pytest

from app import create_app
from tenants.attempts import MOST_PER_ADDRESS, digest, record
from tenants.boundary import DoorSession
from tenants.permissions import Role
from tests.makers import PASSWORD
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.visitor import Visitor

OWN = "/fi/omat"
ALLOWED = 8


@pytest.fixture
def person(municipality):
    """Somebody with a password."""
    return municipality.people[Role.WRITER]


def wrong_attempts(visitor, email, count, place):
    return [visitor.sign_in(email, "väärä salasana", place=place).status_code for _ in range(count)]


def test_the_ninth_attempt_must_wait_and_so_must_the_right_password(visitor, person):
    stranger, place = visitor(), "192.0.2.10"
    assert wrong_attempts(stranger, person.email, ALLOWED, place) == [422] * ALLOWED
    for password in ("väärä salasana", PASSWORD):
        answer = stranger.sign_in(person.email, password, place=place)
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
        page = ParsedPage(answer.text)
        assert "15" in text_of(page.with_class("govuk-error-summary")[0])
        assert page.value_of("email") == person.email
    assert stranger.get(OWN).location.startswith("/fi/kirjaudu")


def test_one_persons_attempts_keep_no_colleague_out(visitor, municipality, person):
    place = "192.0.2.11"
    wrong_attempts(visitor(), person.email, ALLOWED + 1, place)
    colleague = municipality.people[Role.READER].email
    assert visitor().sign_in(colleague, place=place).status_code == 302


def test_an_attempt_is_counted_whatever_the_letters_of_the_address(visitor, person):
    spellings = [person.email.upper(), f"  {person.email} ", person.email.title()]
    for number in range(ALLOWED):
        visitor().sign_in(spellings[number % 3], "väärä", place="192.0.2.12")
    assert visitor().sign_in(person.email, place="192.0.2.12").status_code == 429


def test_an_address_nobody_has_is_limited_like_any_other(visitor):
    """Otherwise the limit would tell who is a customer."""
    codes = wrong_attempts(visitor(), "nobody-at-all@kunta.example", ALLOWED + 1, "192.0.2.13")
    assert codes == [422] * ALLOWED + [429]


def test_one_place_cannot_try_everybody(engines, settings, visitor):
    place = "192.0.2.14"
    with DoorSession(engines) as session, session.begin():
        for number in range(MOST_PER_ADDRESS):
            record(session, f"digest of somebody {number}", digest(settings.secret_key, place))
    assert visitor().sign_in("one-more@elsewhere.example", "väärä", place=place).status_code == 429
    assert visitor().sign_in("one-more@elsewhere.example", "väärä", place="192.0.2.99").status_code == 422


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(visitor, person):
    known = visitor().sign_in(person.email, "väärä", place="192.0.2.15")
    unknown = visitor().sign_in("unknown@kunta.example", "väärä", place="192.0.2.15")
    lines = [text_of(ParsedPage(answer.text).with_class("govuk-error-summary")[0]) for answer in (known, unknown)]
    assert lines[0] == lines[1]


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/fi/\\evil.example",
        "/fi/ /evil.example",
        "/fi/\t//evil.example",
        "/fi/\r\nSet-Cookie: a=b",
        "fi/omat",
        "/en/",
        "/static/app.css",
        "@evil.example",
        "/fi/\0",
    ],
)
def test_signing_in_leads_nowhere_but_into_the_service(visitor, person, onward):
    answer = visitor().sign_in(person.email, next=onward)
    assert (answer.status_code, answer.location) == (302, OWN)


@pytest.mark.parametrize("onward", ["/sv/mina", "/fi/raportit/?order=name", "/fi//evil.example"])
def test_signing_in_leads_on_to_where_the_visitor_was_going(visitor, person, onward):
    assert visitor().sign_in(person.email, next=onward).location == onward


def test_the_page_somebody_was_on_the_way_to_survives_a_wrong_password(visitor, person):
    stranger = visitor()
    page = ParsedPage(stranger.get("/fi/kirjaudu?next=/fi/omat").text)
    assert page.value_of("next") == "/fi/omat"
    refused = stranger.sign_in(person.email, "väärä", next=page.value_of("next"), place="192.0.2.16")
    assert ParsedPage(refused.text).value_of("next") == "/fi/omat"


def test_a_cookie_from_before_signing_in_opens_nothing_afterwards(app, visitor, person):
    """A visit that somebody else prepared (fixation) does not become the person's own."""
    prepared = visitor()
    token = prepared.token()
    before = prepared.client.get_cookie("session").value
    prepared.sign_in(person.email)
    assert prepared.client.get_cookie("session").value != before
    assert prepared.token() != token
    thief = visitor()
    thief.client.set_cookie("session", before)
    assert thief.get(OWN).location.startswith("/fi/kirjaudu")
    assert thief.post("/fi/kirjaudu-ulos").status_code == 401


def test_a_token_from_before_signing_in_is_worth_nothing_afterwards(visitor, person):
    signed_in = visitor()
    old = signed_in.token()
    signed_in.sign_in(person.email)
    assert signed_in.post("/fi/kirjaudu-ulos", {"csrf_token": old}).status_code == 400
    assert signed_in.get(OWN).location != "/fi/kirjaudu?next=/fi/omat"


def test_a_cookie_somebody_wrote_themselves_is_nobodys(visitor, person):
    thief = visitor()
    thief.client.set_cookie("session", f'{{"_user_id": "{person.id}"}}')
    assert thief.get(OWN).location.startswith("/fi/kirjaudu")


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(visitor, person):
    stranger = visitor()
    (cookie,) = [each for each in stranger.sign_in(person.email).headers.getlist("Set-Cookie") if "session=" in each]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_cookies_and_strict_transport_follow_a_https_address(settings):
    secure = Visitor(create_app(replace(settings, public_url="https://kertomus.example")))
    answer = secure.get("/fi/kirjaudu", base_url="https://kertomus.example")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert all("Secure" in cookie for cookie in answer.headers.getlist("Set-Cookie"))
    assert len(answer.headers.getlist("Set-Cookie")) == 2


def test_who_says_again_who_they_are_stays_signed_in_and_gets_another_secret(visitor, person):
    signed_in, asked = visitor(person), "/fi/omat/vahvista?next=/fi/omat"
    before = signed_in.client.get_cookie("session").value
    assert signed_in.post(asked, {"password": "väärä salasana"}).status_code == 422
    answer = signed_in.post(asked, {"password": PASSWORD})
    assert (answer.status_code, answer.location) == (302, OWN)
    assert signed_in.get(OWN).status_code == 302
    assert not signed_in.get(OWN).location.startswith("/fi/kirjaudu")
    copied = visitor()
    copied.client.set_cookie("session", before)
    assert copied.get(OWN).location.startswith("/fi/kirjaudu")


def test_a_password_is_hidden_while_it_is_typed(visitor):
    fields = ParsedPage(visitor().get("/fi/kirjaudu").text).fields()
    (field,) = [each for each in fields if each.get("name") == "password"]
    assert (field.get("type"), field.get("autocomplete")) == ("password", "current-password")


@pytest.mark.parametrize("nearly", [PASSWORD.title(), f"{PASSWORD} ", f" {PASSWORD}", PASSWORD[:-1], PASSWORD + "\0x"])
def test_a_password_is_compared_sign_by_sign(visitor, person, nearly):
    assert visitor().sign_in(person.email, nearly, place="192.0.2.40").status_code == 422
