"""Signing in with a work account, against a provider of OpenID Connect that runs here: who gets in, and how far."""

import uuid
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text

from app import create_app
from app.config import Entra
from tenants import clock, directories, people, sign_ins
from tenants.attempts import LIMITS, digest, record
from tenants.boundary import DoorSession
from tenants.membership import Membership
from tests.makers import a_municipality, a_person
from tests.pages.visitor import Visitor
from tests.work_accounts import (
    SIGN_IN,
    a_member,
    an_invitation,
    at_the_provider,
    begin,
    come_back,
    is_in,
    is_refused,
    linked,
    number_of,
    open_invitation,
    sign_in,
    with_directory,
)  # fmt: skip


def test_a_member_signs_in_with_their_work_account(service, place, entra):
    person, user = linked(place, entra)
    visitor, answer = sign_in(service, place, user)
    assert (answer.status_code, answer.location) == (302, "/fi/omat")
    front = visitor.get(f"/fi/{place.facts.slugs['fi']}/")
    assert front.status_code == 200
    assert person.name in front.text


def test_the_page_somebody_was_on_the_way_to_tells_the_municipality(service, place, entra):
    _, user = linked(place, entra)
    onward = f"/sv/{place.facts.slugs['sv']}/personer"
    visitor, answer = sign_in(service, place, user, municipality="", next=onward)
    assert answer.location == onward
    assert visitor.get(onward).status_code == 200


def test_the_provider_is_asked_with_pkce_state_and_nonce_and_at_our_own_authority(service, place, entra):
    asked = urlsplit(begin(Visitor(service), place))
    words = parse_qs(asked.query)
    assert f"{asked.scheme}://{asked.netloc}" == entra.url
    assert asked.path == f"/{number_of(place)}/oauth2/v2.0/authorize"
    assert words["code_challenge_method"] == ["S256"]
    assert min(len(words[name][0]) for name in ("state", "nonce", "code_challenge")) >= 43
    assert "email" not in words, "nobody's address is told to Microsoft"


def test_a_sign_in_with_a_second_factor_at_microsoft_is_strong_and_another_is_not(service, place, entra, engines):
    for methods, is_strong in ((["pwd", "mfa"], True), (["pwd"], False), ("mfa", False), (None, False)):
        person, user = linked(place, entra, **({"amr": methods} if methods else {}))
        sign_in(service, place, user)
        with DoorSession(engines, read_only=True) as door:
            (found,) = sign_ins.open_sign_ins(door, person.id)
        assert (found.method, found.is_strong) == ("microsoft", is_strong)


def test_who_has_left_the_municipality_comes_in_no_more(service, entra, engines):
    place = with_directory(a_municipality(engines))
    person, user = linked(place, entra)
    assert is_in(sign_in(service, place, user)[0])
    with place.session() as session, session.begin():
        session.query(Membership).filter_by(person_id=person.id).one().ended_at = clock.now()
    visitor, answer = sign_in(service, place, user)
    assert is_refused(visitor, answer)


@pytest.mark.parametrize("state", ["not active", "removed", "another"])
def test_a_directory_that_is_not_in_use_lets_nobody_in_even_half_way(service, entra, engines, state):
    place = with_directory(a_municipality(engines))
    _, user = linked(place, entra)
    visitor = Visitor(service)
    answer = at_the_provider(begin(visitor, place), user)
    with place.session() as session, session.begin():
        if state == "removed":
            directories.remove(session, place.coordinator)
        else:
            number = uuid.uuid4() if state == "another" else directories.directory_of(session).entra_tenant
            directories.enter(session, place.coordinator, number)
    assert is_refused(visitor, come_back(visitor, answer))
    page = visitor.get("/fi/kirjaudu/tyotili", query_string={"municipality": place.facts.slugs["fi"]})
    assert "authorize" not in (page.location or "") or str(number_of(place)) not in page.location


def test_an_answer_that_comes_too_late_lets_nobody_in(service, place, entra, monkeypatch):
    _, user = linked(place, entra)
    visitor = Visitor(service)
    answer = at_the_provider(begin(visitor, place), user)
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert is_refused(visitor, come_back(visitor, answer))


def test_a_refusal_at_microsoft_and_a_provider_that_is_away_are_told_and_no_fault(service, place, entra, settings):
    visitor = Visitor(service)
    state = parse_qs(urlsplit(begin(visitor, place)).query)["state"][0]
    refused = come_back(visitor, {"error": "access_denied", "error_description": "<script>", "state": state})
    assert is_refused(visitor, refused)
    assert "<script>" not in visitor.get(SIGN_IN).text
    away = create_app(replace(settings, entra=Entra("client", "secret", "http://127.0.0.1:9")))
    visitor = Visitor(away)
    state = parse_qs(urlsplit(begin(visitor, place)).query)["state"][0]
    assert is_refused(visitor, come_back(visitor, {"code": "any", "state": state}))


def test_microsoft_is_not_asked_by_the_hundred_for_one_place(service, place, entra, engines, settings):
    visitor, there = Visitor(service), "192.0.2.77"
    who = digest(settings.secret_key, there)
    with DoorSession(engines) as door, door.begin():
        for _ in range(LIMITS["work_account"].per_address - 1):
            record(door, who, who, "work_account")
    entra.asked.clear()
    for _ in range(3):
        state = parse_qs(urlsplit(begin(visitor, place)).query)["state"][0]
        come = {"query_string": {"code": "any", "state": state}, "environ_base": {"REMOTE_ADDR": there}}
        assert visitor.get("/microsoft", **come).location == SIGN_IN
    assert len(entra.asked) == 1
    _, user = linked(place, entra)
    assert is_in(sign_in(service, place, user)[0]), "from another place"


def test_a_service_that_is_not_registered_has_no_button(settings, place):
    bare = Visitor(create_app(replace(settings, entra=None)))
    assert "Microsoft" not in bare.get(SIGN_IN).text
    for address in ("/microsoft", "/fi/kirjaudu/tyotili"):
        assert bare.get(address).status_code == 404


def test_the_invited_accepts_with_a_work_account_and_needs_no_password(service, place, entra, engines):
    token, email = an_invitation(place)
    entra.add("Uusi")
    visitor = Visitor(service)
    assert f"/fi/kutsu/{token}/tyotili" in visitor.get(f"/fi/kutsu/{token}").text
    address = open_invitation(visitor, token, "Uusi")
    page = visitor.get(address)
    assert (page.status_code, "uusi@kunta.example" in page.text) == (200, True)
    assert visitor.post(address, {"name": "Uusi Jäsen"}).location == "/fi/omat"
    assert visitor.get(f"/fi/{place.facts.slugs['fi']}/").status_code == 200
    with DoorSession(engines, read_only=True) as door:
        assert people.id_of(door, email)
    assert is_in(sign_in(service, place, "Uusi")[0]), "and signs in with it again"
    assert Visitor(service).post(SIGN_IN, {"email": email, "password": ""}).status_code == 422


def test_an_invitation_to_somebody_elses_address_is_not_accepted_with_ones_own_work_account(service, place, entra):
    colleague, (_, user) = a_person(place.engines), linked(place, entra)
    for email in (colleague.email, None):
        token, _ = an_invitation(place, email)
        visitor = Visitor(service)
        address = open_invitation(visitor, token, user)
        assert visitor.post(address, {"name": "Joku"}).location == f"/fi/kutsu/{token}"
        assert not is_in(visitor)


def test_somebody_with_an_account_and_its_work_account_joins_another_municipality(service, entra, engines):
    number = uuid.uuid4()
    first, second = (with_directory(a_municipality(engines), number) for _ in range(2))
    person, user = linked(first, entra)
    token, _ = an_invitation(second, person.email)
    visitor = Visitor(service)
    address = open_invitation(visitor, token, user)
    assert visitor.post(address, {"name": "x"}).location == "/fi/omat"
    assert visitor.get(f"/fi/{second.facts.slugs['fi']}/").status_code == 200


def long_after(engines, person):
    """Their sign-in was confirmed a long while ago."""
    with DoorSession(engines) as door, door.begin():
        for each in sign_ins.open_sign_ins(door, person.id):
            each.confirmed_at = clock.now() - timedelta(minutes=16)


def confirm(visitor, user):
    """Be sent to say again who one is, and come back."""
    gone = visitor.get("/fi/omat/vahvista/tyotili?next=/fi/omat/tili/sahkoposti")
    words = parse_qs(urlsplit(gone.location).query)
    assert (words["prompt"], words["max_age"]) == (["login"], ["0"])
    return come_back(visitor, at_the_provider(gone.location, user))


def test_who_has_a_work_account_says_with_it_again_who_they_are(service, place, entra, engines):
    person, user = linked(place, entra)
    visitor = Visitor(service, person)
    long_after(engines, person)
    asked = visitor.get("/fi/omat/tili/sahkoposti")
    assert asked.location.startswith("/fi/omat/vahvista?next=")
    assert "/fi/omat/vahvista/tyotili?next=/fi/omat/tili/sahkoposti" in visitor.get(asked.location).text
    assert confirm(visitor, user).location == "/fi/omat/tili/sahkoposti"
    assert visitor.get("/fi/omat/tili/sahkoposti").status_code == 200


def test_another_work_account_or_one_without_the_second_factor_confirms_nothing(service, place, entra, engines):
    person, user = linked(place, entra)
    _, colleague = linked(place, entra)
    visitor = Visitor(service, person)
    long_after(engines, person)
    assert confirm(visitor, colleague).location == SIGN_IN
    with DoorSession(engines, person.id) as door, door.begin():
        door.get_one(people.Person, person.id).second_factor_since = clock.now()
    assert confirm(visitor, user).location == SIGN_IN
    assert visitor.get("/fi/omat/tili/sahkoposti").location.startswith("/fi/omat/vahvista")
    entra.claims = {"amr": ["pwd", "mfa"]}
    assert confirm(visitor, user).location == "/fi/omat/tili/sahkoposti"


@pytest.mark.parametrize("signed_in_at", [None, True, -6 * 60, 6 * 60])
def test_a_sign_in_of_long_ago_at_microsoft_confirms_nothing(service, place, entra, engines, signed_in_at):
    """Who has an open browser before them can leave out of the address that the password is to be asked for."""
    person, user = linked(place, entra, amr=["mfa"])
    visitor = Visitor(service, person)
    long_after(engines, person)
    is_time = type(signed_in_at) is int
    entra.claims = {"auth_time": int(clock.now().timestamp()) + signed_in_at if is_time else signed_in_at}
    assert confirm(visitor, user).location == SIGN_IN
    assert visitor.get("/fi/omat/tili/sahkoposti").location.startswith("/fi/omat/vahvista")
    assert is_in(sign_in(service, place, user)[0]), "a mere sign-in may be of this morning"


def test_a_second_factor_here_is_asked_for_after_a_work_account_without_one(service, place, entra, engines):
    person, user = linked(place, entra)
    with DoorSession(engines, person.id) as door, door.begin():
        door.get_one(people.Person, person.id).second_factor_since = clock.now()
    visitor, answer = sign_in(service, place, user)
    assert answer.location == "/fi/kirjaudu/koodi"
    assert not is_in(visitor)
    entra.claims = {"amr": ["mfa"]}
    assert is_in(sign_in(service, place, user)[0])


def test_whoever_becomes_staff_signs_in_and_confirms_with_a_work_account_no_more(service, place, entra, engines):
    person, user = linked(place, entra, amr=["mfa"])
    with engines.owner.begin() as owner:
        owner.execute(text("UPDATE person SET is_staff = true WHERE id = :id"), {"id": person.id})
    assert is_refused(*sign_in(service, place, user))
    visitor = Visitor(service, person)
    assert visitor.get("/fi/omat/vahvista/tyotili").status_code == 404


def test_who_has_a_work_account_alone_accepts_another_municipalitys_invitation_by_signing_in(service, place, entra):
    person, user = linked(place, entra)
    other = a_municipality(place.engines)
    token, _ = an_invitation(other, person.email)
    address = f"/fi/kutsu/{token}"
    page = Visitor(service).get(address).text
    assert "/fi/unohtunut-salasana" in page
    assert f"/fi/kirjaudu?next={address}" in page
    visitor, answer = sign_in(service, place, user, next=address)
    assert answer.location == address
    assert 'type="password"' not in visitor.get(address).text
    assert visitor.post(address).location == "/fi/omat"
    assert visitor.get(f"/fi/{other.facts.slugs['fi']}/").status_code == 200


def test_somebody_elses_invitation_is_not_accepted_by_being_signed_in(service, place):
    colleague, visitor = a_member(place), Visitor(service, a_member(place))
    for email in (colleague.email, None):
        token, _ = an_invitation(a_municipality(place.engines), email)
        assert visitor.post(f"/fi/kutsu/{token}").status_code == 422
