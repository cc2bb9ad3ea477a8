"""Makers of account requests: as the form stores them, confirmed as by the letter's link, routed as by the worker."""

import itertools
import uuid

from flask import Flask

from app.accounts import duties, request_actions
from tenants import clock, requests
from tenants.boundary import DoorSession
from tenants.database import Engines
from tenants.requests import AccountRequest, Asked
from tenants.tokens import digest_of
from tests.makers import MunicipalityOfTest
from tests.orders import a_free_municipality, token_in_letter

NUMBERS = itertools.count(1)


def a_request(
    engines: Engines, code: str, *, email: str = "", name: str = "Kirsi Kirjastonjohtaja", language: str = "fi"
) -> str:
    """A request to a municipality, committed; returns the token that its letter carries."""
    email = email or f"pyytaja{next(NUMBERS)}@muualla.example"
    asked = Asked(code, name, email, "Kirjastonjohtaja", "Kirjoitan kirjaston osan.", language)
    with DoorSession(engines) as session, session.begin():
        request_actions.ask(session, asked)
    return token_in_letter(engines, email)


def confirm(app: Flask, engines: Engines, token: str) -> AccountRequest:
    """The letter's link was used, and the worker has routed the request; returns it as the asker sees it."""
    with DoorSession(engines, token_digest=digest_of(token)) as session, session.begin():
        requests.confirm(session, requests.request_of(session, token))
    with app.app_context():
        duties.route_requests(engines, clock.now())
    return stored_request(engines, token)


def a_request_to_coordinators(app: Flask, municipality: MunicipalityOfTest, **more: str) -> tuple[AccountRequest, str]:
    """(request, token) of one that waits for a municipality's own coordinators."""
    facts = municipality.facts
    email = f"pyytaja{next(NUMBERS)}@{facts.slugs['fi']}.fi"
    token = a_request(municipality.engines, facts.municipality_code, **{"email": email} | more)
    return confirm(app, municipality.engines, token), token


def a_request_to_the_association(app: Flask, engines: Engines, code: str = "") -> tuple[AccountRequest, str]:
    """(request, token) of one that waits for staff: of a municipality that is no customer, unless `code` says which."""
    token = a_request(engines, code or a_free_municipality(engines))
    return confirm(app, engines, token), token


def stored_request(engines: Engines, token: str) -> AccountRequest:
    """What has become of a request."""
    with DoorSession(engines, token_digest=digest_of(token), read_only=True) as session:
        return requests.request_of(session, token)


def requests_to_look_at(app: Flask, municipality: MunicipalityOfTest, tokens: dict[str, str]) -> dict[str, uuid.UUID]:
    """Requests in every state, their ids by the page on which they are answered; one's token goes to `tokens`."""
    asked, tokens["accounts.own_request"] = a_request_to_coordinators(app, municipality)
    of_stranger, _ = a_request_to_the_association(app, municipality.engines)
    answers = {request_actions.ask_more: "Mitä kirjoitat?", request_actions.decline: "Et ole kunnassa töissä."}
    for answer, words in answers.items():
        other, _ = a_request_to_coordinators(app, municipality)
        with municipality.session() as session, session.begin():
            answer(session, municipality.coordinator, other.id, words)
    return {"accounts.account_request": asked.id, "accounts.request_to_association": of_stranger.id}
