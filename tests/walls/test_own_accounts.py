"""What raw SQL may do to people's own details, work accounts and new addresses: one's own, and nobody else's."""

import uuid

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.accounts.own_data import TOLD
from tenants import audit, own_account
from tenants.boundary import DoorSession
from tenants.membership import add_member
from tenants.people import Person, add_invited_person
from tenants.permissions import Role
from tests.letters import a_letter
from tests.makers import a_municipality, a_person
from tests.work_accounts import a_member, an_invitation, number_of, with_directory

REFERRING = text(r"""
    SELECT DISTINCT conrelid::regclass::text FROM pg_constraint
    JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
    WHERE contype = 'f' AND confrelid = 'person'::regclass AND attname !~ '_by$'""")
"""By whom something was done for a municipality or the association (`..._by`), the trail tells, and it is told."""
DONE_IN_OFFICE = {
    "allocation", "bank_file", "billing_details", "calendar_entry", "calendar_feed", "card_refund",
    "communication_entry", "figures_seen", "goal", "invoice_dispute", "invoice_reminder", "licence_event",
    "licence_order", "measure", "measure_look", "own_indicator", "payment_offset", "reminder", "reminder_stop",
    "report_section", "section_comment", "section_presence", "section_right", "staff_audit_entry", "support_session",
}  # fmt: skip
"""So is this, under another name."""
LETS_IN = {"passkey_challenge", "password_reset", "recovery_code", "two_step_reset"}
"""For minutes or days, and worth nothing to know but for who would come in."""
LINK = "INSERT INTO outside_identity (person_id, entra_tenant, object_id, linked_at) VALUES (:id, :tid, :oid, now())"
WALL = "row-level security|permission denied|another person"


@pytest.fixture(scope="module")
def place(engines):
    """A municipality with a directory in use."""
    return with_directory(a_municipality(engines))


@pytest.fixture(scope="module")
def neighbour(engines):
    """Another one."""
    return with_directory(a_municipality(engines))


@pytest.fixture
def person(engines):
    """Somebody, of no municipality."""
    return a_person(engines)


def a_link(person, place, **changes):
    return {"id": person.id, "tid": number_of(place), "oid": uuid.uuid4()} | changes


def somebody_invited(session, place, email, password=None):
    """A new member by an invitation, in the session's transaction."""
    id = add_invited_person(session, email, "Uusi", "fi", password)
    add_member(session, id, Role.WRITER)
    session.flush()
    return id


@pytest.mark.parametrize("change", ["name = 'Muu'", "email = 'muu@kunta.example'", "erased_at = now()"])
def test_at_the_door_people_change_their_own_details_and_nobody_elses(engines, person, change):
    other = a_person(engines)
    change = change.replace("muu@", f"{uuid.uuid4().hex}@")
    statement = text(f"UPDATE person SET {change} WHERE id = :id")
    for session_of in (DoorSession(engines), DoorSession(engines, other.id)):
        with session_of as door, pytest.raises(DBAPIError, match=WALL):
            door.execute(statement, {"id": person.id})
    with DoorSession(engines, person.id) as door:
        assert door.execute(statement, {"id": person.id}).rowcount == 1


@pytest.mark.parametrize("column", ["is_staff", "id", "created_at"])
def test_nobody_makes_themself_staff_at_the_door(engines, person, column):
    with DoorSession(engines, person.id) as door, pytest.raises(DBAPIError, match="permission denied"):
        door.execute(text(f"UPDATE person SET {column} = {column} WHERE id = :id"), {"id": person.id})


def test_at_the_door_a_work_account_is_linked_and_removed_by_its_person_alone(engines, person, place):
    with DoorSession(engines, a_person(engines).id) as door, pytest.raises(DBAPIError, match=WALL):
        door.execute(text(LINK), a_link(person, place))
    with DoorSession(engines, person.id) as door, door.begin():
        door.execute(text(LINK), a_link(person, place))
    remove = text("DELETE FROM outside_identity WHERE person_id = :id")
    with DoorSession(engines, a_person(engines).id) as door:
        assert door.execute(remove, {"id": person.id}).rowcount == 0
    with DoorSession(engines, person.id) as door, pytest.raises(DBAPIError, match="permission denied"):
        door.execute(text("UPDATE outside_identity SET object_id = gen_random_uuid()"))
    with DoorSession(engines, person.id) as door:
        assert door.execute(remove, {"id": person.id}).rowcount == 1


def test_no_work_account_is_linked_to_one_of_the_staff(engines, place):
    """Whoever runs the directory of a municipality would come to the association's desk."""
    colleague = a_person(engines, is_staff=True)
    with place.session() as session, session.begin():
        add_member(session, colleague.id, Role.WRITER)
    with DoorSession(engines, colleague.id) as door, pytest.raises(DBAPIError, match=WALL):
        door.execute(text(LINK), a_link(colleague, place))


def test_a_municipality_links_somebody_it_has_invited_who_has_no_other_way_in(place):
    _, email = an_invitation(place)
    with place.session() as session:
        id = somebody_invited(session, place, email)
        assert session.execute(text(LINK), a_link(Person(id=id), place)).rowcount == 1


def test_a_municipality_does_not_let_itself_into_a_members_account(place, engines):
    """Who has a password may have more than this municipality; its directory could be anybody's who asks."""
    member = a_member(place)
    with place.session() as session, pytest.raises(DBAPIError, match=WALL):
        session.execute(text(LINK), a_link(member, place))
    linked = a_member(place)
    with DoorSession(engines, linked.id) as door, door.begin():
        door.execute(text(LINK), a_link(linked, place))
        door.execute(text("UPDATE person SET password_hash = NULL WHERE id = :id"), {"id": linked.id})
    with place.session() as session, pytest.raises(DBAPIError, match=r"unique|duplicate"):
        session.execute(text(LINK), a_link(linked, place))


def test_a_municipality_links_nobody_through_another_directory_nor_a_stranger(place, neighbour):
    _, email = an_invitation(place)
    with place.session() as session, pytest.raises(DBAPIError, match=WALL):
        session.execute(text(LINK), a_link(Person(id=somebody_invited(session, place, email)), neighbour))
    stranger = a_member(neighbour)
    with place.session() as session, pytest.raises(DBAPIError, match=WALL):
        session.execute(text(LINK), a_link(stranger, place))


@pytest.mark.parametrize("plane", ["tenant", "staff", "worker"])
@pytest.mark.parametrize("table", ["outside_identity", "email_change"])
def test_no_other_plane_reads_work_accounts_or_new_addresses(login, plane, table):
    with login(f"welfare_{plane}").connect() as connection, pytest.raises(DBAPIError, match="permission denied"):
        connection.execute(text(f"SELECT * FROM {table}"))


def test_a_new_address_is_seen_and_asked_for_by_its_person_alone(engines, person):
    other = a_person(engines)
    with DoorSession(engines, person.id) as door, door.begin():
        own_account.ask_for_email(door, person.id, "uusi@kunta.example")
    with DoorSession(engines, other.id) as door:
        assert own_account.email_asked_for(door, person.id) is None
        assert door.execute(text("DELETE FROM email_change WHERE person_id = :id"), {"id": person.id}).rowcount == 0
    with DoorSession(engines, other.id) as door, pytest.raises(DBAPIError, match=WALL):
        own_account.ask_for_email(door, person.id, "muu@kunta.example")
        door.flush()


def test_at_the_door_everybody_sees_their_own_lines_and_letters_and_no_others(engines, place, neighbour):
    person, colleague = a_member(place), a_member(place)
    for who, where in ((person, place), (colleague, place)):
        with where.session() as session, session.begin():
            audit.write(session, who.id, "report.submitted", report=1)
        a_letter(engines, who.email)
    with DoorSession(engines, person.id, read_only=True) as door:
        assert set(door.scalars(text("SELECT person_id FROM audit_entry"))) == {person.id}
        assert set(door.scalars(text("SELECT to_email FROM outbox"))) == {person.email}
        with pytest.raises(DBAPIError, match="permission denied"):
            door.execute(text("SELECT payload FROM outbox"))


def test_a_directory_that_is_not_in_use_is_nobodys_business(engines, place):
    with a_municipality(engines).session() as session, session.begin():
        session.execute(
            text("INSERT INTO directory VALUES (:tenant, :id, :number, now(), :by, NULL, NULL)"),
            {"tenant": session.tenant_id, "id": uuid.uuid4(), "number": (waiting := uuid.uuid4()),
             "by": session.scalar(text("SELECT person_id FROM membership LIMIT 1"))},
        )  # fmt: skip
    with DoorSession(engines, read_only=True) as door:
        numbers = set(door.scalars(text("SELECT entra_tenant FROM directory")))
    assert waiting not in numbers
    assert number_of(place) in numbers


def test_whatever_refers_to_a_person_is_among_what_they_take_along_or_has_a_reason_not_to_be(app, superuser):
    told = {each.table.__tablename__ for each in TOLD.values()} - {"person"}
    assert set(superuser.scalars(REFERRING)) == told | DONE_IN_OFFICE | LETS_IN
    assert not told & (DONE_IN_OFFICE | LETS_IN)


def test_whatever_lets_a_person_in_goes_when_they_are_erased():
    erased = {each.__tablename__ for each in own_account.OF_ONESELF}
    assert erased == LETS_IN - {"passkey_challenge"} | {"authenticator", "outside_identity", "email_change"}
