"""What tests of work accounts do: a directory, users who are linked, the way to the provider and back."""

import uuid
from urllib.parse import parse_qs, urlsplit

import requests

from tenants import directories, invitations, outside_identities
from tenants.boundary import DoorSession
from tenants.membership import add_member
from tenants.permissions import Role
from tests.makers import a_person
from tests.pages.visitor import Visitor
from tests.waiting import PATIENCE_SECONDS

SIGN_IN = "/fi/kirjaudu"


def with_directory(municipality, number=None):
    """The municipality, its directory entered and taken into use by its coordinator; `number` is a UUID."""
    with municipality.session() as session, session.begin():
        directories.enter(session, municipality.coordinator, number or uuid.uuid4())
        session.flush()
        directories.activate(session, municipality.coordinator, directories.directory_of(session).entra_tenant)
    return municipality


def number_of(municipality):
    """Of its directory."""
    with municipality.session(read_only=True) as session:
        return directories.directory_of(session).entra_tenant


def linked(place, entra, role=Role.WRITER, person=None, **claims):
    """(person, name of their user at the provider), the two linked."""
    person, name = person or a_member(place, role), f"User{uuid.uuid4().hex[:8]}"
    number = entra.add(name, **claims)
    with DoorSession(place.engines, person.id) as door, door.begin():
        outside_identities.link(door, person.id, number_of(place), number)
    return person, name


def a_member(place, role=Role.WRITER):
    """Somebody new in a municipality."""
    person = a_person(place.engines)
    with place.session() as session, session.begin():
        add_member(session, person.id, role)
    return person


def an_invitation(place, email=None):
    """(token, e-mail), committed."""
    email = email or f"{uuid.uuid4().hex[:8]}@kunta.example"
    with place.session() as session, session.begin():
        return invitations.invite(session, place.facts.id, email, Role.WRITER), email


def begin(visitor, place, **words):
    """Press the button of the sign-in page; returns the provider's address."""
    words = {"municipality": place.facts.slugs["fi"]} | words
    answer = visitor.get("/fi/kirjaudu/tyotili", query_string=words)
    assert answer.status_code == 302
    return answer.location


def at_the_provider(address, user):
    """The user signs in there; returns the answer that the browser carries back, as a dictionary."""
    answer = requests.get(f"{address}&user={user}", allow_redirects=False, timeout=PATIENCE_SECONDS)
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["Location"])
    assert f"{back.scheme}://{back.netloc}{back.path}" == "http://localhost:8000/microsoft"
    return {name: values[0] for name, values in parse_qs(back.query).items()}


def come_back(visitor, answer):
    """With what the provider gave along."""
    return visitor.get("/microsoft", query_string=answer)


def sign_in(service, place, user, **words):
    """(visitor, the last answer) of a whole sign-in."""
    visitor = Visitor(service)
    return visitor, come_back(visitor, at_the_provider(begin(visitor, place, **words), user))


def open_invitation(visitor, token, user):
    """Come back from the provider to the page that accepts; returns its address."""
    address = f"/fi/kutsu/{token}/tyotili"
    answer = come_back(visitor, at_the_provider(visitor.get(address).location, user))
    assert answer.location == address
    return address


def is_in(visitor):
    """Whether somebody is signed in."""
    return not visitor.get("/fi/omat").location.startswith(SIGN_IN)


def is_refused(visitor, answer):
    """Back at the sign-in page, and nobody is in."""
    return (answer.status_code, answer.location) == (302, SIGN_IN) and not is_in(visitor)
