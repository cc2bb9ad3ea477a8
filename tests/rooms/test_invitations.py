"""An invitation makes one person a member, once and in time; a token opens nothing but its own invitation."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.accounts import actions
from app.accounts.rules import is_easily_guessed
from tenants import clock, invitations, membership, people
from tenants.boundary import DoorSession
from tenants.errors import Refused
from tenants.invitations import Invitation, invitation_of
from tenants.people import Person
from tenants.permissions import Role
from tenants.tokens import digest_of
from tests.makers import PASSWORD, a_municipality, a_person
from tests.pages.parsed import ParsedPage
from tests.pages.visitor import Visitor

SENTENCE = "neljä omaa sanaa riittää"
TYPED = {"name": "Uusi Jäsen", "password": SENTENCE, "again": SENTENCE}


def an_invitation(municipality, email=None, role=Role.COORDINATOR) -> tuple[str, str]:
    """(token, e-mail) of an invitation, committed."""
    email = email or f"{uuid.uuid4().hex[:8]}@kunta.example"
    with municipality.session() as session, session.begin():
        return invitations.invite(session, municipality.facts.id, email, role), email


def change(municipality, token, **values) -> None:
    """What has become of an invitation meanwhile."""
    with municipality.engines.owner.execution_options(tenant=municipality.facts.id).begin() as connection:
        table = Invitation.__table__
        connection.execute(table.update().where(table.c.token_digest == digest_of(token)).values(values))


def accept(app, token, typed=TYPED, language="fi") -> tuple[Visitor, object]:
    """A visitor who has sent the form of the letter's page, and the answer."""
    visitor = Visitor(app)
    return visitor, visitor.post(f"/{'fi/kutsu' if language == 'fi' else 'sv/inbjudan'}/{token}", typed)


def members(municipality) -> dict[str, str]:
    """Roles by e-mail."""
    with municipality.session(read_only=True) as session:
        return {row.email: row.role for row in membership.members(session)}


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_invited_gets_an_account_a_membership_and_is_signed_in(app, municipality, language):
    token, email = an_invitation(municipality)
    visitor, answer = accept(app, token, language=language)
    assert answer.status_code == 302
    assert members(municipality)[email] == "coordinator"
    front = visitor.get(f"/fi/{municipality.facts.slugs['fi']}/")
    assert (front.status_code, "govuk-notification-banner--success" in front.text) == (200, True)
    assert Visitor(app).sign_in(email, SENTENCE).status_code == 302


def test_opening_the_letter_s_page_changes_nothing(app, municipality):
    token, email = an_invitation(municipality)
    page = app.test_client().get(f"/fi/kutsu/{token}")
    assert page.status_code == 200
    assert email in page.text
    assert email not in members(municipality)


@pytest.mark.parametrize("end", ["accepted_at", "withdrawn_at", "expires_at"])
def test_a_used_withdrawn_or_old_token_makes_nobody_a_member(app, municipality, end):
    token, email = an_invitation(municipality)
    change(municipality, token, **{end: clock.now() - timedelta(seconds=1)})
    assert app.test_client().get(f"/fi/kutsu/{token}").status_code == 410
    assert accept(app, token)[1].status_code == 410
    assert email not in members(municipality)


def test_a_token_is_used_once_even_when_two_send_it_at_the_same_moment(app, municipality):
    token, email = an_invitation(municipality)
    visitors = [Visitor(app) for _ in range(4)]
    tokens = [visitor.token() for visitor in visitors]

    def send(number):
        typed = TYPED | {"csrf_token": tokens[number], "name": f"Jäsen {number}"}
        return visitors[number].client.post(f"/fi/kutsu/{token}", data=typed).status_code

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(send, range(4)))
    assert answers == [302, 410, 410, 410]
    assert members(municipality)[email] == "coordinator"


@pytest.mark.parametrize("token", ["väärä", "x" * 43, "%00", "' OR 1=1 --"])
def test_a_wrong_token_is_not_found(app, municipality, token):
    an_invitation(municipality)
    assert app.test_client().get(f"/fi/kutsu/{token}").status_code == 404


def test_somebody_with_an_account_joins_with_their_own_password_and_no_other(app, municipality):
    person = a_person(municipality.engines)
    token, _ = an_invitation(municipality, person.email, Role.WRITER)
    assert accept(app, token, {"password": "not the right one"})[1].status_code == 422
    assert person.email not in members(municipality)
    visitor, answer = accept(app, token, {"password": PASSWORD})
    assert answer.status_code == 302
    assert members(municipality)[person.email] == "writer"
    assert visitor.get(f"/fi/{municipality.facts.slugs['fi']}/").status_code == 200


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "a" * 101),
        ("password", ""),
        ("password", "lyhyt sana"),
        ("password", "salasanasalasana"),
        ("password", "aaaaaaaaaaaaaaa"),
        ("again", "jotakin muuta"),
    ],
)
def test_each_field_says_what_is_wrong_with_it_and_the_token_is_not_used_up(app, municipality, field, typed):
    token, email = an_invitation(municipality)
    _, answer = accept(app, token, TYPED | {field: typed})
    assert answer.status_code == 422
    assert f"{field}-error" in ParsedPage(answer.text).ids
    assert SENTENCE not in answer.text
    assert email not in members(municipality)
    assert accept(app, token)[1].status_code == 302


def test_a_password_made_of_what_everybody_knows_is_refused():
    assert is_easily_guessed("Kirkkonummi1", ("Kirkkonummi",))
    assert not is_easily_guessed("Kirkkonummi on kaunis kunta", ("Kirkkonummi",))


def test_a_killed_acceptance_leaves_nobody_and_the_invitation_open(municipality):
    token, email = an_invitation(municipality)
    with municipality.session() as session:
        actions.accept_as_new(session, invitation_of(session, token), "Uusi", "fi", SENTENCE)
        session.flush()
    with DoorSession(municipality.engines, token_digest=digest_of(token), read_only=True) as door:
        assert invitation_of(door, token).is_open(clock.now())
        assert not people.has_account(door, email)


def test_the_door_sees_the_invitation_of_its_token_and_no_other(engines):
    home, neighbour = a_municipality(engines), a_municipality(engines)
    token, _ = an_invitation(home)
    an_invitation(neighbour)
    with DoorSession(engines, token_digest=digest_of(token), read_only=True) as door:
        assert [each.tenant_id for each in door.scalars(select(Invitation))] == [home.facts.id]
    with DoorSession(engines, read_only=True) as door:
        assert not _seen_without_a_token(door)


def _seen_without_a_token(door) -> list:
    """An error on a fresh connection, nothing on one that was used with a token before."""
    try:
        return door.scalars(select(Invitation)).all()
    except DBAPIError:
        return []


def test_a_digest_that_is_no_hex_never_reaches_the_database(engines):
    with pytest.raises(ValueError, match="hexadecimal"), DoorSession(engines, token_digest="'; DROP") as door:
        door.scalar(text("SELECT 1"))


def test_a_municipality_makes_no_person_whom_it_has_not_invited(municipality):
    token, email = an_invitation(municipality)
    change(municipality, token, expires_at=clock.now() - timedelta(seconds=1))
    for stranger in (f"x{email}", email):
        with municipality.session() as session, pytest.raises(DBAPIError, match="row-level security"):
            people.add_invited_person(session, stranger, "Vieras", "fi", SENTENCE)


def test_a_municipality_makes_no_staff(municipality):
    _, email = an_invitation(municipality)
    with municipality.session() as session, pytest.raises(DBAPIError, match="row-level security"):
        values = {"id": uuid.uuid4(), "email": email, "name": "x", "language": "fi", "created_at": clock.now()}
        session.execute(Person.__table__.insert().values(values | {"is_staff": True}))


def test_a_closed_invitation_is_not_taken_up(municipality):
    token, _ = an_invitation(municipality)
    change(municipality, token, withdrawn_at=clock.now())
    with municipality.session() as session, pytest.raises(Refused, match="invitation_closed"):
        invitations.take_up(session, invitation_of(session, token))
