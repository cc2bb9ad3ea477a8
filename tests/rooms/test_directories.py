"""A municipality's directory: entered by a coordinator, in use once they have signed in through it, and removed."""

import uuid

import pytest
from sqlalchemy import select

from tenants import directories
from tenants.audit import AuditEntry
from tenants.permissions import Role
from tests.makers import a_municipality
from tests.pages.visitor import Visitor
from tests.work_accounts import (
    a_member,
    at_the_provider,
    begin,
    come_back,
    is_in,
    linked,
    number_of,
    sign_in,
    with_directory,
)

ACCOUNT = "/fi/omat/tili"


def address_of(municipality, page=""):
    return f"/fi/{municipality.facts.slugs['fi']}/ihmiset/tyotilit{page}"


def enter(visitor, municipality, number=None):
    """A coordinator types a number; returns the answer."""
    return visitor.post(address_of(municipality), {"entra_tenant": str(number or uuid.uuid4())})


def sign_in_through(visitor, municipality, user):
    """To the provider and back."""
    gone = visitor.get(address_of(municipality, "/kirjaudu"))
    return come_back(visitor, at_the_provider(gone.location, user))


def decide(visitor, municipality, decision):
    return visitor.post(address_of(municipality, "/muutos"), {"decision": decision})


def is_in_use(municipality):
    with municipality.session(read_only=True) as session:
        return directories.active_directory(session, municipality.facts.id) is not None


def deeds(municipality):
    with municipality.session(read_only=True) as session:
        return list(session.scalars(select(AuditEntry.deed).order_by(AuditEntry.at)))


def test_a_directory_is_entered_proven_taken_into_use_and_removed(service, municipality, entra):
    visitor = Visitor(service, municipality.people[Role.COORDINATOR])
    entra.add("Koordinaattori")
    assert enter(visitor, municipality).location == address_of(municipality)
    assert not is_in_use(municipality)
    assert sign_in_through(visitor, municipality, "Koordinaattori").location == address_of(municipality)
    assert "koordinaattori@kunta.example" in visitor.get(address_of(municipality)).text
    assert not is_in_use(municipality), "a page that is read changes nothing"
    decide(visitor, municipality, "activate")
    assert is_in_use(municipality)
    decide(visitor, municipality, "remove")
    assert not is_in_use(municipality)
    assert deeds(municipality) == ["directory.entered", "directory.activated", "directory.removed"]


def test_a_directory_is_not_taken_into_use_unproven(service, municipality):
    visitor = Visitor(service, municipality.people[Role.COORDINATOR])
    enter(visitor, municipality)
    decide(visitor, municipality, "activate")
    assert not is_in_use(municipality)


def test_the_proof_of_one_directory_is_none_of_another(service, municipality, entra, engines):
    """Neither of one that is entered afterwards, nor in the hands of another coordinator."""
    visitor = Visitor(service, municipality.people[Role.COORDINATOR])
    entra.add("Toinen")
    enter(visitor, municipality)
    sign_in_through(visitor, municipality, "Toinen")
    enter(visitor, municipality)
    decide(visitor, municipality, "activate")
    assert not is_in_use(municipality)
    sign_in_through(visitor, municipality, "Toinen")
    with visitor.client.session_transaction() as cookie:
        proof = cookie["from_microsoft"]
    colleague = Visitor(service, a_member(municipality, Role.COORDINATOR))
    with colleague.client.session_transaction() as cookie:
        cookie["from_microsoft"] = proof
    decide(colleague, municipality, "activate")
    assert not is_in_use(municipality)
    decide(visitor, municipality, "activate")
    assert is_in_use(municipality)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "kunta.example",
        "common",
        "https://evil.example/",
        "9188040d-6c67-4c5b-b112-36a304b66dad",
        "9188040D-6C67-4C5B-B112-36A304B66DAD",
        "00000000-0000-0000-0000-000000000000",
        "{3f2504e0-4f89-11d3-9a0c-0305e82c3301}",
        "urn:uuid:3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "3f2504e04f8911d39a0c0305e82c3301",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301/../x",
        "３f2504e0-4f89-11d3-9a0c-0305e82c3301",
    ],
)
def test_what_is_not_one_organisations_number_is_refused_and_kept_in_the_field(service, place, number):
    before, visitor = number_of(place), Visitor(service, place.people[Role.COORDINATOR])
    answer = visitor.post(address_of(place), {"entra_tenant": number})
    assert answer.status_code == 422
    assert f'value="{number}"' in answer.text or not number
    assert number_of(place) == before


def test_a_coordinator_names_nobody_elses_directory(service, place, engines):
    neighbour = a_municipality(engines)
    visitor = Visitor(service, neighbour.people[Role.COORDINATOR])
    assert enter(visitor, place).status_code == 404
    assert visitor.get(address_of(place, "/kirjaudu")).status_code == 404


def link(visitor, place, user):
    """From the account page to the provider and back, and the button that links."""
    gone = visitor.get(f"{ACCOUNT}/tyotili/{place.facts.slugs['fi']}")
    assert come_back(visitor, at_the_provider(gone.location, user)).location == ACCOUNT
    return visitor.post(f"{ACCOUNT}/tyotili", {"decision": "link"})


def test_a_member_links_their_work_account_and_signs_in_with_it(service, place, entra):
    person, name = a_member(place), f"Jasen{uuid.uuid4().hex[:6]}"
    entra.add(name)
    visitor = Visitor(service, person)
    link(visitor, place, name)
    assert "govuk-notification-banner--success" in visitor.get(ACCOUNT).text
    assert is_in(sign_in(service, place, name)[0])


def test_coming_back_from_microsoft_links_nothing_by_itself(service, place, entra):
    """Else a page elsewhere could link its own work account to whoever visits it."""
    name = f"Vieras{uuid.uuid4().hex[:6]}"
    entra.add(name)
    visitor = Visitor(service, a_member(place))
    gone = visitor.get(f"{ACCOUNT}/tyotili/{place.facts.slugs['fi']}")
    come_back(visitor, at_the_provider(gone.location, name))
    visitor.get(ACCOUNT)
    assert not is_in(sign_in(service, place, name)[0])


def test_a_work_account_is_one_persons(service, place, entra):
    _, user = linked(place, entra)
    other = a_member(place)
    visitor = Visitor(service, other)
    link(visitor, place, user)
    assert "govuk-notification-banner--success" not in visitor.get(ACCOUNT).text
    person, second = linked(place, entra)[0], f"Toinen{uuid.uuid4().hex[:6]}"
    entra.add(second)
    visitor = Visitor(service, person)
    link(visitor, place, second)
    assert not is_in(sign_in(service, place, second)[0]), "nor has a person two"


def test_a_proof_for_signing_in_is_no_proof_for_linking(service, place, entra):
    person, name = a_member(place), f"Muu{uuid.uuid4().hex[:6]}"
    entra.add(name)
    visitor = Visitor(service, person)
    come_back(visitor, at_the_provider(begin(visitor, place), name))
    visitor = Visitor(service, person)
    visitor.post(f"{ACCOUNT}/tyotili", {"decision": "link"})
    assert not is_in(sign_in(service, place, name)[0])


def test_a_work_account_of_a_municipality_that_is_not_ones_own_is_not_linked(service, place, engines):
    neighbour = with_directory(a_municipality(engines))
    visitor = Visitor(service, a_member(place))
    assert visitor.get(f"{ACCOUNT}/tyotili/{neighbour.facts.slugs['fi']}").status_code == 404
