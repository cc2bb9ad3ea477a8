"""Makers of account requests (as the form stores them, confirmed by letter, routed by the worker) and of members."""

import itertools
import uuid
from datetime import timedelta

from flask import Flask
from sqlalchemy import select, update

from app.accounts import duties, member_actions, request_actions
from app.accounts.invitation_list import Wanted
from app.accounts.inviting import key_of
from app.messages.models import Letter
from tenants import clock, requests
from tenants.boundary import DoorSession, WorkerSession
from tenants.database import Engines
from tenants.invitations import Invitation
from tenants.membership import Membership
from tenants.permissions import Role
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


def people_to_look_at(app: Flask, municipality: MunicipalityOfTest, tokens: dict[str, str]) -> dict[str, uuid.UUID]:
    """Requests in every state, a refused invitation, members of last year: ids by the page on which they are seen to.

    The token of one request goes to `tokens`.
    """
    asked, tokens["accounts.own_request"] = a_request_to_coordinators(app, municipality)
    of_stranger, _ = a_request_to_the_association(app, municipality.engines)
    answers = {request_actions.ask_more: "Mitä kirjoitat?", request_actions.decline: "Et ole kunnassa töissä."}
    for answer, words in answers.items():
        other, _ = a_request_to_coordinators(app, municipality)
        with municipality.session() as session, session.begin():
            answer(session, municipality.coordinator, other.id, words)
    make_members_of_last_year(municipality)
    return {
        "accounts.account_request": asked.id,
        "accounts.request_to_association": of_stranger.id,
        "accounts.correct_invitation": a_refused_invitation(municipality),
    }


def a_refused_invitation(municipality: MunicipalityOfTest, email: str = "vaara.osoite@kunta.example") -> uuid.UUID:
    """The id of an invitation whose letter no server took."""
    with municipality.session() as session, session.begin():
        member_actions.invite_all(session, municipality.coordinator, [Wanted(email, Role.WRITER, "Ville")], "fi")
        session.flush()
        id = session.scalars(select(Invitation.id).filter_by(email=email, withdrawn_at=None)).one()
    with WorkerSession(municipality.engines) as session, session.begin():
        refused = update(Letter).where(Letter.key == key_of(id))
        assert session.execute(refused.values(failed_at=clock.now(), error="550 no such user", tries=1)).rowcount == 1
    return id


def make_members_of_last_year(municipality: MunicipalityOfTest) -> None:
    """Everybody has been there for longer than this year."""
    with municipality.engines.owner.execution_options(tenant=municipality.facts.id).begin() as connection:
        connection.execute(update(Membership).values(created_at=clock.now() - timedelta(days=400)))
