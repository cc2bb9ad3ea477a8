"""What signs people in: nobody's to read but the door's, and there only for the person the session was opened for."""

import uuid

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tenants import authenticators, clock, password_resets, recovery_codes, two_step_resets
from tenants.authenticators import Authenticator
from tenants.boundary import DoorSession, StaffSession
from tenants.permissions import Role
from tenants.tokens import digest_of
from tests.makers import a_municipality, a_person

SECRETS = ("authenticator", "recovery_code", "password_reset", "two_step_reset")
CHALLENGE = "passkey_challenge"


@pytest.fixture(scope="module")
def home(engines):
    """A municipality whose writer has something in each of the tables."""
    municipality = a_municipality(engines)
    writer = municipality.people[Role.WRITER]
    with DoorSession(engines, writer.id) as door, door.begin():
        passkey = {"credential_id": writer.id.bytes, "public_key": b"x", "sign_count": 0}
        authenticators.add(door, Authenticator(person_id=writer.id, kind="passkey", name="x", **passkey))
        recovery_codes.make_codes(door, "a key", writer.id)
        password_resets.begin_reset(door, writer.id)
    with municipality.session() as session, session.begin():
        two_step_resets.let_reset(session, municipality.coordinator, writer.id)
    return municipality


@pytest.mark.parametrize("deed", ["SELECT * FROM {}", "UPDATE {} SET person_id = person_id", "DELETE FROM {}"])
@pytest.mark.parametrize("table", [*SECRETS, CHALLENGE])
@pytest.mark.parametrize("plane", ["tenant", "staff", "worker"])
def test_no_other_plane_reads_or_changes_them(login, plane, table, deed):
    with login(f"welfare_{plane}").connect() as connection, pytest.raises(DBAPIError, match="permission denied"):
        connection.execute(text(deed.format(table)))


@pytest.mark.parametrize("table", SECRETS)
def test_the_door_shows_a_person_their_own_and_nobody_else_s(engines, home, table):
    writer, reader = home.people[Role.WRITER].id, home.people[Role.READER].id
    count = text(f"SELECT count(*) FROM {table}")
    for person_id, has_some in ((writer, True), (reader, False)):
        with DoorSession(engines, person_id, read_only=True) as door:
            assert bool(door.scalar(count)) == has_some
            assert set(door.scalars(text(f"SELECT person_id FROM {table}"))) <= {person_id}


@pytest.mark.parametrize("table", ["authenticator", "recovery_code"])
def test_anonymous_pages_get_an_error_and_not_an_empty_list(engines, home, table):
    with DoorSession(engines, read_only=True) as door, pytest.raises(DBAPIError, match=r"app\.person_id|uuid"):
        door.execute(text(f"SELECT * FROM {table}"))


@pytest.mark.parametrize("table", ["password_reset", "two_step_reset"])
def test_anonymous_pages_see_no_letter_s_row_without_its_token(engines, home, table):
    for token in (None, digest_of("a token that somebody guessed")):
        with DoorSession(engines, token_digest=token, read_only=True) as door:
            assert door.scalar(text(f"SELECT count(*) FROM {table}")) == 0


@pytest.mark.parametrize("table", ["authenticator", "recovery_code", "password_reset"])
def test_the_door_makes_nothing_for_another_person(engines, home, table):
    """Even with SQL of one's own: a second factor put on somebody else's account would be a way in."""
    values = {
        "authenticator": ("kind, name, credential_id, public_key, sign_count", "'passkey', 'x', 'y', 'z', 0"),
        "recovery_code": ("digest", "'x'"),
        "password_reset": ("token_digest", "'x'"),
    }
    columns, words = values[table]
    insert = f"INSERT INTO {table} (id, person_id, created_at, {columns}) VALUES (:id, :whose, now(), {words})"
    row = {"id": uuid.uuid4(), "whose": home.people[Role.WRITER].id}
    with (
        DoorSession(engines, home.people[Role.READER].id) as door,
        pytest.raises(DBAPIError, match="row-level security"),
    ):
        door.execute(text(insert), row)


def let(session, by, whom):
    with session, session.begin():
        two_step_resets.let_reset(session, by, whom)


def test_a_municipality_lets_two_step_sign_in_be_set_up_anew_for_its_members_only(engines, home):
    elsewhere, staff = a_municipality(engines).coordinator, a_person(engines, is_staff=True).id
    let(home.session(), home.coordinator, home.people[Role.READER].id)
    for stranger in (elsewhere, staff):
        with pytest.raises(DBAPIError, match="row-level security"):
            let(home.session(), home.coordinator, stranger)


def test_staff_let_it_for_staff_only_and_nobody_for_themselves(engines, home):
    one, other = a_person(engines, is_staff=True).id, a_person(engines, is_staff=True).id
    let(StaffSession(engines), one, other)
    with pytest.raises(DBAPIError, match="row-level security"):
        let(StaffSession(engines), one, home.coordinator)
    for session, person_id in ((StaffSession(engines), one), (home.session(), home.coordinator)):
        with pytest.raises(DBAPIError, match="two_persons"):
            let(session, person_id, person_id)


def test_the_day_s_delay_is_kept_by_the_database(home):
    at_once = text(
        "INSERT INTO two_step_reset (id, person_id, let_by, token_digest, created_at, opens_at)"
        " VALUES (:id, :whose, :by, 'x', :now, :now)"
    )
    row = {"id": uuid.uuid4(), "whose": home.people[Role.WRITER].id, "by": home.coordinator, "now": clock.now()}
    with home.session() as session, pytest.raises(DBAPIError, match="delay"):
        session.execute(at_once, row)
