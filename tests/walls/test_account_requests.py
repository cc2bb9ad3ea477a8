"""Whom the database shows an account request, and what it lets each login do to one, in raw SQL."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.accounts import request_actions
from tenants.boundary import DoorSession, StaffSession
from tenants.errors import Refused
from tenants.invitations import invite
from tenants.permissions import Role
from tenants.tokens import digest_of
from tests.account_requests import (
    a_request,
    a_request_to_coordinators,
    a_request_to_the_association,
    confirm,
    stored_request,
)
from tests.makers import a_municipality, a_person

IDS = text("SELECT id FROM account_request")
APPROVE = "UPDATE account_request SET state = 'approved', role = 'coordinator', decided_at = now(), decided_by = :by"


@pytest.fixture(scope="module")
def home(engines):
    """The municipality that is asked."""
    return a_municipality(engines)


@pytest.fixture(scope="module")
def neighbour(engines):
    """Another one."""
    return a_municipality(engines)


@pytest.fixture(scope="module")
def officer(engines):
    """A staff member's id."""
    return a_person(engines, is_staff=True).id


@pytest.fixture(scope="module")
def asked(app, engines, home, neighbour, officer):
    """Requests by whose they are; `unconfirmed` is nobody's."""
    made = {
        "home": a_request_to_coordinators(app, home),
        "neighbour": a_request_to_coordinators(app, neighbour),
        "association": a_request_to_the_association(app, engines, home.facts.municipality_code),
    }
    token = a_request(engines, home.facts.municipality_code, email=f"x@{home.facts.slugs['fi']}.fi")
    return made | {"unconfirmed": (stored_request(engines, token), token)}


def id_of(asked, *whose):
    return {asked[each][0].id for each in whose}


def refused(session, statement, **words) -> str:
    """PostgreSQL's own sentence, or how many rows the statement touched."""
    try:
        with session.begin_nested():
            return str(session.execute(text(statement), words).rowcount)
    except DBAPIError as error:
        return str(error.orig)


def test_a_municipality_sees_what_came_to_it_and_was_confirmed(home, neighbour, asked):
    with home.session(read_only=True) as session:
        assert set(session.scalars(IDS)) == id_of(asked, "home")
    with neighbour.session(read_only=True) as session:
        assert set(session.scalars(IDS)) == id_of(asked, "neighbour")


def test_staff_see_what_came_to_the_association(engines, asked):
    with StaffSession(engines, read_only=True) as session:
        seen = set(session.scalars(IDS))
    assert id_of(asked, "association") <= seen
    assert not seen & id_of(asked, "home", "neighbour", "unconfirmed")


def test_the_door_shows_one_request_to_the_one_who_has_its_token(engines, asked):
    for whose in asked:
        with DoorSession(engines, token_digest=digest_of(asked[whose][1]), read_only=True) as session:
            assert set(session.scalars(IDS)) == id_of(asked, whose)


@pytest.mark.parametrize("plane", ["tenant", "staff"])
def test_those_who_answer_never_see_the_token_s_digest_and_change_nothing_that_was_asked(engines, home, plane, asked):
    with home.session() if plane == "tenant" else StaffSession(engines) as session:
        for column in ("token_digest", "later_digest"):
            assert "permission denied" in refused(session, f"SELECT {column} FROM account_request")
        for column in ("email", "municipality_code", "confirmed_at", "to_tenant", "routed_at", "token_digest"):
            assert "permission denied" in refused(session, f"UPDATE account_request SET {column} = {column}")
        assert "permission denied" in refused(session, "DELETE FROM account_request")


def test_nobody_answers_what_came_to_another(engines, home, neighbour, officer, asked):
    for whose in ("neighbour", "association", "unconfirmed"):
        with home.session() as session:
            statement = f"{APPROVE} WHERE id = :id"
            assert refused(session, statement, by=home.coordinator, id=asked[whose][0].id) == "0"
    for whose in ("home", "unconfirmed"):
        with StaffSession(engines) as session:
            assert refused(session, f"{APPROVE} WHERE id = :id", by=officer, id=asked[whose][0].id) == "0"


def test_the_one_who_asked_neither_decides_nor_routes_nor_takes_another_e_mail(engines, asked, home):
    with DoorSession(engines, token_digest=digest_of(asked["home"][1])) as session:
        assert "row-level security" in refused(session, "UPDATE account_request SET state = 'approved'")
        for change in ("email = 'x@kunta.example'", "role = 'reader'", f"to_tenant = '{home.facts.id}'"):
            assert "permission denied" in refused(session, f"UPDATE account_request SET {change}")


def test_a_request_is_not_made_confirmed(engines, home):
    columns = "id, municipality_code, name, email, position, reason, language, asked_at, token_digest"
    values = f"gen_random_uuid(), '{home.facts.municipality_code}', 'x', 'x', 'x', 'x', 'fi', now(), 'x'"
    with DoorSession(engines) as session:
        made = f"INSERT INTO account_request ({columns}, state, confirmed_at) VALUES ({values}, 'waiting', now())"
        assert "permission denied" in refused(session, made)


def test_staff_let_in_whom_they_approved_as_what_they_approved_and_nobody_else(engines, home, neighbour, officer, app):
    approved, _ = a_request_to_the_association(app, engines, home.facts.municipality_code)
    waiting, _ = a_request_to_the_association(app, engines, home.facts.municipality_code)
    with StaffSession(engines) as session, session.begin():
        request_actions.approve_for_association(session, officer, approved.id, Role.WRITER)
    attempts = [
        (home.facts.id, "joku@liitto.example", Role.WRITER),
        (home.facts.id, approved.email, Role.COORDINATOR),
        (neighbour.facts.id, approved.email, Role.WRITER),
        (home.facts.id, waiting.email, Role.WRITER),
    ]
    for attempt in attempts:
        with StaffSession(engines) as session, pytest.raises(DBAPIError, match="row-level security"):
            invite(session, *attempt)
            session.flush()
    with StaffSession(engines) as session, pytest.raises(Refused, match="already_invited"):
        invite(session, home.facts.id, approved.email, Role.WRITER)


def test_staff_cannot_let_in_whom_a_municipality_approved(engines, home, app):
    theirs, _ = a_request_to_coordinators(app, home)
    with home.session() as session, session.begin():
        request_actions.approve(session, home.coordinator, theirs.id, Role.READER)
    with StaffSession(engines) as session, pytest.raises(DBAPIError, match="row-level security"):
        invite(session, home.facts.id, theirs.email, Role.READER)
        session.flush()


def test_staff_let_in_no_colleague_and_not_themselves(engines, home, officer, app):
    colleague = a_person(engines, is_staff=True).email
    token = a_request(engines, home.facts.municipality_code, email=colleague.upper())
    asked = confirm(app, engines, token)
    with StaffSession(engines) as session, pytest.raises(Refused, match="of_staff"):
        request_actions.approve_for_association(session, officer, asked.id, Role.COORDINATOR)
    with StaffSession(engines) as session, pytest.raises(DBAPIError, match="row-level security"):
        session.execute(text(f"{APPROVE} WHERE id = :id"), {"by": officer, "id": asked.id})
        invite(session, home.facts.id, asked.email, Role.COORDINATOR)
        session.flush()
