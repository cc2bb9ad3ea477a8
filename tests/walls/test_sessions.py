"""A session belongs to one municipality for life, says so in every transaction, and asks twice."""

import dataclasses
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, delete, event, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.reports.models import Report, Section
from tenants import audit
from tenants.boundary import DoorSession, StaffSession, TenantSession, guard
from tenants.errors import ForeignRow, NoTenant
from tests.makers import a_municipality, a_report

PARTS = ("report_section", "report_indicator")


@pytest.fixture
def one_connection(engines, settings):
    """Engines whose tenant plane has a single pooled connection, so that everybody gets the same one."""
    tenant = create_engine(settings.databases["tenant"], pool_size=1, max_overflow=0)
    guard(made := dataclasses.replace(engines, tenant=tenant))
    yield made
    tenant.dispose()


@pytest.fixture
def statements(engines):
    """What is really sent to PostgreSQL on the tenant plane."""
    sent = []

    def note(connection, cursor, statement, *rest):
        sent.append(statement)

    event.listen(engines.tenant, "before_cursor_execute", note)
    yield sent
    event.remove(engines.tenant, "before_cursor_execute", note)


@pytest.mark.parametrize("nothing", [None, "", "8ff4c6a6-0000-4000-8000-000000000000", 0])
def test_a_session_without_a_municipality_does_not_open(engines, nothing):
    with pytest.raises(NoTenant):
        TenantSession(engines, nothing)


def test_a_session_cannot_be_turned_to_another_municipality(engines, neighbours):
    a, b = neighbours
    with TenantSession(engines, a.id) as session:
        with pytest.raises(AttributeError):
            session.tenant_id = b.id
        assert session.tenant_id == a.id


def test_every_transaction_of_a_session_says_whom_it_is_for(municipality):
    a_report(municipality)
    with municipality.session() as session:
        for _ in range(2):
            assert session.scalar(text("SELECT count(*) FROM report")) == 1
            session.commit()
        session.rollback()
        assert session.scalar(text("SELECT count(*) FROM report")) == 1


def test_a_pooled_connection_forgets_whom_it_was_for(one_connection, neighbours):
    backend = text("SELECT pg_backend_pid()")
    for end in (Session.commit, Session.rollback):
        with TenantSession(one_connection, neighbours[0].id) as session:
            process = session.scalar(backend)
            assert session.scalar(text("SELECT count(*) FROM report"))
            end(session)
        with one_connection.tenant.connect() as connection:
            assert connection.scalar(backend) == process
            with pytest.raises(DBAPIError, match="uuid"):
                connection.execute(text("SELECT * FROM report"))


def test_the_next_municipality_on_the_same_connection_sees_only_its_own(one_connection, neighbours):
    for each in (*neighbours, *neighbours):
        with TenantSession(one_connection, each.id) as session:
            assert set(session.scalars(text("SELECT tenant_id FROM report_section"))) == {each.id}


def test_a_savepoint_rolled_back_keeps_the_municipality(neighbours):
    a = neighbours[0]
    with a.municipality.session() as session:
        with pytest.raises(DBAPIError), session.begin_nested():
            session.execute(text("SELECT 1 / 0"))
        assert set(session.scalars(select(Report.tenant_id))) == {a.id}


def test_new_rows_are_stamped_with_the_session_s_municipality(municipality):
    with municipality.session() as session:
        audit.write(session, None, "member.added")
        session.flush()
        assert session.scalars(select(audit.AuditEntry.tenant_id)).all() == [municipality.facts.id]


def test_another_municipality_s_row_is_not_taken_in(neighbours):
    a, b = neighbours
    with b.municipality.session() as session, pytest.raises(ForeignRow):
        session.add(audit.AuditEntry(tenant_id=a.id, deed="member.added"))
        session.flush()


def test_rows_stored_past_the_stamp_are_refused_by_the_database(neighbours):
    a, b = neighbours
    row = {"tenant_id": a.id, "id": uuid.uuid4(), "deed": "member.added", "details": {}}
    with b.municipality.session() as session, pytest.raises(DBAPIError, match="row-level security"):
        session.bulk_insert_mappings(audit.AuditEntry, [row])


def test_a_row_is_not_found_by_its_key_from_next_door(neighbours):
    a, b = neighbours
    with a.municipality.session() as here, b.municipality.session() as there:
        assert here.get(Report, (a.id, a.rows["report"])).id == a.rows["report"]
        assert there.get(Report, (a.id, a.rows["report"])) is None


def test_a_row_carried_over_from_another_session_changes_nothing(neighbours):
    a, b = neighbours
    with a.municipality.session() as here:
        row = here.get(Report, (a.id, a.rows["report"]))
    with b.municipality.session() as there:
        row.title_fi = "B kirjoitti"
        with pytest.raises(ForeignRow):
            there.merge(row)
            there.flush()


@pytest.mark.parametrize(
    ("ask", "tables"),
    [
        (lambda session: session.scalars(select(Report)).all(), ["report"]),
        (lambda session: session.scalars(select(Section.id).join(Section.report)).all(), ["report", "report_section"]),
        (lambda session: session.execute(update(Report).values(title_fi="x")), ["report"]),
        (lambda session: session.execute(delete(Section)), ["report_section"]),
    ],
    ids=["select", "join", "update", "delete"],
)
def test_the_municipality_stands_in_the_statement_as_well_as_in_the_wall(municipality, statements, ask, tables):
    with municipality.session() as session:
        ask(session)
    assert all(f"{table}.tenant_id = %(tenant_id" in statements[-1] for table in tables)


def test_what_a_row_leads_to_is_asked_for_with_the_municipality_too(municipality, statements):
    a_report(municipality)
    statements.clear()
    with municipality.session(read_only=True) as session:
        report = session.scalars(select(Report)).one()
        assert [section.number for section in report.sections if section.indicators]
    asked = {table: [each for each in statements if f"FROM {table} " in each.replace("\n", " ")] for table in PARTS}
    assert all(asked.values())
    assert all("tenant_id" in each.partition("WHERE")[2] for table in PARTS for each in asked[table])


def test_a_session_for_reading_refuses_every_change(engines, municipality):
    opened = (
        municipality.session(read_only=True),
        StaffSession(engines, read_only=True),
        DoorSession(engines, read_only=True),
    )
    changes = (
        "INSERT INTO report DEFAULT VALUES",
        "INSERT INTO audit_entry DEFAULT VALUES",
        "DELETE FROM attempt",
    )
    for session, change in zip(opened, changes, strict=True):
        with session, pytest.raises(DBAPIError, match="read-only transaction"):
            session.execute(text(change))


def test_two_threads_never_share_a_municipality(engines):
    homes = [a_municipality(engines) for _ in range(4)]

    def look(home):
        with home.session(read_only=True) as session:
            return set(session.scalars(text("SELECT tenant_id FROM membership"))) == {home.facts.id}

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(look, homes * 25))
