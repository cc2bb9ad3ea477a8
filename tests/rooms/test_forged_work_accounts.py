"""Answers, tokens and work accounts that are not what they pretend to be let nobody in."""

import base64
import hmac
import json
import uuid
from functools import partial
from urllib.parse import urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from tenants import membership
from tests.makers import a_municipality
from tests.pages.visitor import Visitor
from tests.work_accounts import (
    SIGN_IN,
    an_invitation,
    at_the_provider,
    begin,
    come_back,
    is_refused,
    linked,
    number_of,
    open_invitation,
    sign_in,
    with_directory,
)  # fmt: skip


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example/", "/\\evil.example", "/fi/\r\nX: y"])
def test_a_work_account_leads_nowhere_but_into_the_service(service, place, entra, onward):
    _, user = linked(place, entra)
    assert sign_in(service, place, user, next=onward)[1].location == "/fi/omat"


def test_an_answer_with_another_state_lets_nobody_in(service, place, entra):
    _, user = linked(place, entra)
    visitor = Visitor(service)
    answer = at_the_provider(begin(visitor, place), user)
    for state in ("", "x", answer["state"][:-1], answer["state"] + "å"):
        begun = at_the_provider(begin(visitor, place), user)
        assert is_refused(visitor, come_back(visitor, begun | {"state": state}))


def test_an_answer_made_for_one_visit_lets_nobody_in_from_another(service, place, entra):
    """Else somebody could sign a person in as themself and read what that person then writes."""
    _, user = linked(place, entra)
    answer = at_the_provider(begin(Visitor(service), place), user)
    victim = Visitor(service)
    assert is_refused(victim, come_back(victim, answer))
    begin(victim, place)
    assert is_refused(victim, come_back(victim, answer))


def test_a_code_works_once(service, place, entra):
    _, user = linked(place, entra)
    visitor = Visitor(service)
    answer = at_the_provider(begin(visitor, place), user)
    before = visitor.client.get_cookie("session").value
    assert come_back(visitor, answer).location == "/fi/omat"
    thief = Visitor(service)
    thief.client.set_cookie("session", before)
    assert is_refused(thief, come_back(thief, answer)), "with the cookie of that very visit"
    assert come_back(visitor, answer).location == SIGN_IN


def test_a_code_of_somebody_elses_visit_is_worth_nothing_without_its_verifier(service, place, entra):
    _, user = linked(place, entra)
    stolen = at_the_provider(begin(Visitor(service), place), user)
    thief = Visitor(service)
    own = at_the_provider(begin(thief, place), user)
    assert is_refused(thief, come_back(thief, own | {"code": stolen["code"]}))


LIES = {
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "another directory's number": {"tid": str(uuid.uuid4())},
    "several numbers": {"tid": ["{directory}"]},
    "no number": {"tid": None},
    "another issuer": {"iss": "https://login.microsoftonline.com/common/v2.0"},
    "another audience": {"aud": "another registration"},
    "several audiences": {"aud": ["our registration", "another"]},
    "an hour that is over": {"exp": 1_700_000_000},
    "no end": {"exp": None},
    "an hour to come": {"nbf": 4_000_000_000},
    "made in the future": {"iat": 4_000_000_000},
    "no user": {"oid": None},
    "a user without a number": {"oid": "matti@kunta.example"},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_signed_token_with_something_wrong_in_it_lets_nobody_in(service, place, entra, lie):
    _, user = linked(place, entra)
    entra.claims = {
        name: [str(number_of(place))] if value == ["{directory}"] else value for name, value in LIES[lie].items()
    }
    visitor, answer = sign_in(service, place, user)
    assert is_refused(visitor, answer)


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode() if isinstance(value, dict) else value).rstrip(b"=")


def unsigned(entra, claims):
    return b".".join([part({"alg": "none"}), part(claims), b""]).decode()


def by_another_key(entra, claims):
    return jwt.encode({"alg": "RS256", "kid": "first"}, claims, RSAKey.generate_key(2048))


def by_the_public_key_as_a_secret(entra, claims):
    """What a reader who believes the token's own algorithm would take for signed."""
    told = b".".join([part({"alg": "HS256", "kid": "first"}), part(claims)])
    return b".".join([told, part(hmac.digest(entra.key.as_pem(private=False), told, "sha256"))]).decode()


def nonsense(entra, claims):
    return "x.y.z"


@pytest.mark.parametrize("forge", [unsigned, by_another_key, by_the_public_key_as_a_secret, nonsense])
def test_a_token_that_the_directory_has_not_signed_lets_nobody_in(service, place, entra, forge):
    _, user = linked(place, entra)
    entra.sign = partial(forge, entra)
    visitor, answer = sign_in(service, place, user)
    assert is_refused(visitor, answer)


def test_the_same_e_mail_is_not_the_same_person(service, place, entra):
    """Whoever runs a directory can give any of its users any address."""
    person, user = linked(place, entra)
    entra.add("Impostor", email=person.email, preferred_username=person.email, upn=person.email, sub=user)
    visitor, answer = sign_in(service, place, "Impostor")
    assert is_refused(visitor, answer)


def test_the_same_number_in_another_directory_is_not_the_same_person(service, place, entra, engines):
    _, user = linked(place, entra)
    elsewhere = with_directory(a_municipality(engines))
    visitor, answer = sign_in(service, elsewhere, user)
    assert is_refused(visitor, answer)


def test_a_directory_lets_in_nobody_who_is_not_a_member_of_its_municipality(service, place, entra, engines):
    """The same directory entered by a neighbour does not open it to the first one's people, nor the other way round."""
    _, user = linked(place, entra)
    neighbour = with_directory(a_municipality(engines), number_of(place))
    visitor, answer = sign_in(service, neighbour, user)
    assert is_refused(visitor, answer)


def test_nothing_that_an_answer_names_is_fetched(service, place, entra):
    _, user = linked(place, entra)
    entra.claims = {"iss": "http://127.0.0.1:9/", "jku": "http://127.0.0.1:9/keys"}
    visitor = Visitor(service)
    answer = at_the_provider(begin(visitor, place), user)
    entra.asked.clear()
    come_back(visitor, answer | {"iss": "http://127.0.0.1:9", "session_state": "x"})
    assert {urlsplit(each).path for each in entra.asked} == {f"/{number_of(place)}/oauth2/v2.0/token"}


def test_the_proof_made_for_one_invitation_opens_no_other(service, place, entra):
    entra.add("Toinen")
    token, _ = an_invitation(place)
    other, email = an_invitation(place)
    visitor = Visitor(service)
    open_invitation(visitor, token, "Toinen")
    answer = visitor.post(f"/fi/kutsu/{other}/tyotili", {"name": "Toinen"})
    assert answer.location.startswith(entra.url), "it is asked for anew"
    with place.session(read_only=True) as session:
        assert email not in {row.email for row in membership.members(session)}
