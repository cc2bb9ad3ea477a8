"""What the other logins reach of a municipality's tables: nothing, but for what stands here."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.publishing.models import Edition, EditionFile
from tenants import audit, clock, people
from tenants.boundary import DoorSession, StaffSession, WorkerSession
from tenants.inspection import LEDGER
from tenants.membership import Membership, add_member, coordinators
from tenants.permissions import Role
from tests.databases import CLUSTER
from tests.makers import a_municipality, a_person
from tests.walls.rows import MAKERS, a_row_in_every_table

MOVING = {"licence", "renewal", "invoice_delivery"}
REACHED = {
    ("staff", "audit_entry"): {"SELECT", "INSERT"},
    ("staff", "support_session"): {"SELECT", "INSERT"},  # and that it has ended
    ("door", "membership"): {"SELECT"},
    ("door", "audit_entry"): {"SELECT"},  # one's own lines
    ("door", "invitation"): {"SELECT"},
    ("door", "consulted_body"): {"SELECT"},  # whose letter it is, and no other column
    ("door", "calendar_feed"): {"SELECT"},  # in which municipality it lies
    ("door", "reminder"): {"SELECT"},  # whose municipality it is of, and no other column
    ("door", "feedback"): {"INSERT"},  # about an edition that it sees
    ("door", "accessibility_statement"): {"SELECT"},
    ("door", "public_look"): {"SELECT"},
    ("worker", "invitation"): {"SELECT", "INSERT"},
    ("worker", "membership"): {"SELECT"},
    ("worker", "email_domain"): {"SELECT"},
    ("worker", "export"): {"SELECT"},
    ("staff", "invitation"): {"SELECT", "INSERT"},
    ("staff", "membership"): {"SELECT"},
    ("staff", "emergency_look"): {"SELECT", "INSERT"},
    ("door", "edition"): {"SELECT"},
    ("door", "edition_file"): {"SELECT"},
    **{(plane, table): {"SELECT", "INSERT"} for plane in ("staff", "worker") for table in LEDGER},
    **{(plane, table): {"SELECT", "INSERT", "UPDATE"} for plane in ("staff", "worker") for table in MOVING},
    **{(plane, "card_checkout"): {"SELECT", "UPDATE"} for plane in ("staff", "worker")},
    ("staff", "licence_order"): {"SELECT"},
    ("worker", "licence_order"): {"SELECT"},  # and that it was opened
}
DEEDS = {
    "SELECT": "SELECT * FROM {}",
    "INSERT": "INSERT INTO {} DEFAULT VALUES",
    "UPDATE": "UPDATE {} SET id = id",
    "DELETE": "DELETE FROM {}",
    "TRUNCATE": "TRUNCATE {} CASCADE",
}


@pytest.mark.parametrize("table", MAKERS)
@pytest.mark.parametrize("plane", ["staff", "door", "worker"])
def test_another_plane_has_no_right_at_all_unless_it_is_named_here(login, plane, table):
    refused = set()
    with login(f"welfare_{plane}").connect() as connection:
        for deed, statement in DEEDS.items():
            try:
                with connection.begin_nested():
                    connection.execute(text(statement.format(table)))
            except DBAPIError as error:
                if "permission denied" in str(error.orig):
                    refused.add(deed)
    assert refused == set(DEEDS) - REACHED.get((plane, table), set())


def test_the_door_shows_a_person_only_their_own_memberships(engines):
    home, neighbour = a_municipality(engines), a_municipality(engines)
    somebody = home.people[Role.WRITER]
    with DoorSession(engines, somebody.id, read_only=True) as session:
        assert set(session.scalars(select(Membership.person_id))) == {somebody.id}
        assert set(session.scalars(select(Membership.tenant_id))) == {home.facts.id} != {neighbour.facts.id}


def test_the_worker_knows_who_coordinates_each_municipality_and_of_nobody_else_who_belongs_to_it(engines):
    home, neighbour = a_municipality(engines), a_municipality(engines)
    with home.session() as session, session.begin():
        add_member(session, (former := a_person(engines)).id, Role.COORDINATOR).ended_at = clock.now()
    with WorkerSession(engines, read_only=True) as session:
        assert coordinators(session, home.facts.id) == [home.coordinator] != [neighbour.coordinator]
        assert set(session.scalars(select(Membership.role))) == {Role.COORDINATOR}
        assert former.id not in set(session.scalars(select(Membership.person_id)))


def test_the_door_shows_no_membership_to_nobody(engines, neighbours):
    with DoorSession(engines, read_only=True) as session, pytest.raises(DBAPIError, match=r"app\.person_id|uuid"):
        session.scalars(select(Membership)).all()


def test_the_door_shows_every_municipality_s_editions(engines, neighbours):
    with DoorSession(engines, read_only=True) as session:
        for kind in (Edition, EditionFile):
            assert {each.id for each in neighbours} <= set(session.scalars(select(kind.tenant_id)))


def test_a_municipality_s_pages_know_its_own_people_and_the_association_s_and_nobody_else(engines):
    home, neighbour = a_municipality(engines), a_municipality(engines)
    of_home = {person.id for person in home.people.values()}
    of_neighbour = {person.id for person in neighbour.people.values()}
    with home.session(read_only=True) as session:
        known = people.names_of(session, of_home | of_neighbour)
    assert set(known) == of_home


def test_a_municipality_s_pages_never_see_a_password(municipality):
    with municipality.session() as session, pytest.raises(DBAPIError, match="permission denied"):
        session.execute(text("SELECT password_hash FROM person"))


def test_staff_read_and_write_the_trail_of_every_municipality(engines, neighbours):
    with StaffSession(engines) as session:
        session.add(audit.AuditEntry(tenant_id=neighbours[0].id, deed="member.added"))
        session.flush()
        assert {each.id for each in neighbours} <= set(session.scalars(select(audit.AuditEntry.tenant_id)))


@pytest.mark.parametrize("plane", ["tenant", "door", "staff", "worker"])
def test_no_plane_makes_tables_or_becomes_another_plane(login, plane):
    others = {"owner", "tenant", "door", "staff", "worker", "backup"} - {plane}
    forbidden = [
        "CREATE TEMPORARY TABLE report (id int)",
        "CREATE TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        *(f"SET ROLE welfare_{other}" for other in others),
    ]
    with login(f"welfare_{plane}").connect() as connection:
        for statement in forbidden:
            with pytest.raises(DBAPIError, match="permission denied"), connection.begin_nested():
                connection.execute(text(statement))


def test_backup_sees_every_row_of_every_municipality(login, superuser, neighbours):
    with login("welfare_backup").connect() as backup:
        for table in MAKERS:
            counted = text(f"SELECT tenant_id, count(*) FROM {table} GROUP BY tenant_id ORDER BY tenant_id")
            rows = backup.execute(counted).all()
            assert rows == superuser.execute(counted).all()
            assert {each.id for each in neighbours} <= {row.tenant_id for row in rows}


@pytest.mark.parametrize("mode", ["READ ONLY", "READ WRITE"])
def test_backup_changes_nothing(login, mode):
    with login("welfare_backup").connect() as backup:
        backup.exec_driver_sql(f"SET TRANSACTION {mode}")
        for statement in ("UPDATE report SET id = id", "DELETE FROM report", "TRUNCATE report", "CREATE TABLE x ()"):
            with pytest.raises(DBAPIError, match=r"permission denied|read-only"), backup.begin_nested():
                backup.execute(text(statement))


def test_a_dump_holds_every_row_of_every_municipality(superuser, settings, engines):
    rows = a_row_in_every_table(a_municipality(engines))  # made now: duties that other tests do forget older ones
    address = settings.databases["owner"].replace("//welfare_owner@", "//welfare_backup@").replace("+psycopg", "")
    tables = [option for table in MAKERS for option in ("--table", table)]
    dump = CLUSTER.programs.run("pg_dump", "--data-only", *tables, address)
    for table in MAKERS:
        dumped = dump.partition(f"COPY public.{table} (")[2].partition(";\n")[2].partition("\\.\n")[0]
        ids = {line.split("\t")[1] for line in dumped.split("\n")[:-1]}
        assert ids == {str(id) for id in superuser.scalars(text(f"SELECT id FROM {table}"))}
        assert str(rows[table]) in ids
