"""The one door through the walls against change: a municipality's rows go when a deletion is due, and never else."""

import uuid

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.leaving import actions
from app.leaving.fates import BESIDE_THE_WALL, FATES
from app.staff.proposal_actions import DELETION, ask_for_deletion
from tenants import proposals
from tenants.boundary import StaffSession, TenantSession
from tests.leaving import (
    OF_TENANTS,
    a_closed_deletion,
    a_deletion_due,
    a_full_municipality,
    begin_deletion,
    let_days_pass,
    rows_of,
)
from tests.makers import a_municipality, a_person

WHAT_TO_DO = "say in app/leaving/fates.py what becomes of the table's rows when its municipality leaves"
REFERRING = """
    SELECT DISTINCT k.conrelid::regclass::text FROM pg_constraint k
    WHERE k.contype = 'f' AND k.confrelid = 'tenant'::regclass AND NOT EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attname = 'tenant_id')"""
CARRY_OUT = "SELECT delete_leaving_municipality(:id)"


def carry_out(engines, record, *, of=None, plane="worker"):
    """Call the door itself."""
    with TenantSession(engines, of or record.about_tenant, plane=plane) as session, session.begin():
        session.execute(text(CARRY_OUT), {"id": record.id})


def refused(engines, record, **how):
    """Whether the database refuses, and leaves every row where it was."""
    try:
        carry_out(engines, record, **how)
    except DBAPIError as error:
        return type(error.orig).__name__
    return None


def test_every_table_with_a_municipality_is_on_the_written_list(superuser):
    tables = set(superuser.scalars(text(OF_TENANTS)))
    assert tables - set(FATES) == set(), WHAT_TO_DO
    assert set(FATES) - tables == set(), "app/leaving/fates.py names a table that is not there"


def test_every_other_table_that_refers_to_a_municipality_is_on_the_list_beside(superuser):
    assert set(superuser.scalars(text(REFERRING))) == set(BESIDE_THE_WALL), f"{WHAT_TO_DO} (BESIDE_THE_WALL)"


def test_the_database_keeps_the_tables_that_the_list_says_stay(superuser):
    kept = set(superuser.scalar(text("SELECT leaving_keeps(false)")))
    assert kept == {table for table, fate in FATES.items() if fate.stays}, (
        "migrations/versions/0014_leaving.py names in STAYS what app/leaving/fates.py says stays"
    )


@pytest.fixture
def municipality(engines):
    """With a deletion that may be carried out, unless the test says otherwise."""
    return a_municipality(engines)


def test_a_deletion_that_is_not_due_is_refused(engines, municipality):
    record = begin_deletion(municipality)
    before = rows_of(municipality)
    assert refused(engines, record) == "RestrictViolation"
    assert rows_of(municipality) == before


def test_a_deletion_that_was_stopped_is_refused(engines, municipality):
    record = a_deletion_due(municipality)
    with municipality.session() as session, session.begin():
        actions.stop_deletion(session, municipality.coordinator, record)
    before = rows_of(municipality)
    assert refused(engines, record) == "RestrictViolation"
    assert rows_of(municipality) == before


def test_a_deletion_whose_members_have_not_been_let_out_is_refused(engines, municipality):
    assert refused(engines, a_deletion_due(municipality)) == "RestrictViolation"


def test_a_deletion_that_was_closed_before_its_day_is_refused_however_that_came_about(engines, municipality):
    record = a_closed_deletion(municipality)
    let_days_pass(municipality, record, -1)
    assert refused(engines, record) == "RestrictViolation"


def test_a_deletion_of_another_municipality_than_the_chosen_one_is_refused(engines, municipality):
    other = a_municipality(engines)
    before = rows_of(other)
    assert refused(engines, a_closed_deletion(municipality), of=other.facts.id) == "RestrictViolation"
    assert rows_of(other) == before


def test_a_deletion_that_nobody_asked_for_is_refused(engines, municipality):
    record = a_closed_deletion(municipality)
    record.id = uuid.uuid4()
    assert refused(engines, record) == "RestrictViolation"


@pytest.mark.parametrize("plane", ["tenant", "door", "staff"])
def test_only_the_worker_s_login_may_call_it(engines, municipality, plane):
    assert refused(engines, a_closed_deletion(municipality), plane=plane) == "InsufficientPrivilege"


def test_it_is_done_once(engines, municipality):
    record = a_closed_deletion(municipality)
    carry_out(engines, record)
    assert refused(engines, record) == "RestrictViolation"


def test_no_row_is_left_in_any_table_that_does_not_stay_counted_from_the_catalog(app, engines, superuser):
    full, neighbour = a_full_municipality(app, engines), a_municipality(engines)
    untouched, before = rows_of(neighbour), rows_of(full)
    assert set(before) == set(superuser.scalars(text(OF_TENANTS)))
    assert all(before.values())
    record = a_closed_deletion(full)
    carry_out(engines, record)
    after = rows_of(full)
    assert {table for table, count in after.items() if count} == {t for t, fate in FATES.items() if fate.stays}
    assert rows_of(neighbour) == untouched
    with full.session(read_only=True) as session:
        counted = session.execute(
            text("SELECT counts_before, counts_after FROM deletion_record WHERE id = :id"), {"id": record.id}
        ).one()
    assert counted.counts_after == after
    assert counted.counts_before["report_section"] == before["report_section"]


def test_what_was_published_goes_too_where_that_was_asked_for(app, engines):
    full = a_full_municipality(app, engines)
    carry_out(engines, a_closed_deletion(full, withdraws_editions=True))
    after = rows_of(full)
    assert (after["edition"], after["edition_file"]) == (0, 0)
    assert after["audit_entry"] and after["invoice"]


ALTERING = [
    "UPDATE deletion_record SET asked_at = now() - interval '1 year'",
    "UPDATE deletion_record SET delay_days = 90",
    "UPDATE deletion_record SET withdraws_editions = NOT withdraws_editions",
    "UPDATE deletion_record SET about_tenant = gen_random_uuid()",
    "UPDATE deletion_record SET closed_at = now()",
    "UPDATE deletion_record SET under_way = pg_current_xact_id()::text",
    "UPDATE deletion_record SET done_at = now(), counts_before = '{}', counts_after = '{}'",
    "DELETE FROM deletion_record",
    "TRUNCATE deletion_record",
]


@pytest.mark.parametrize("deed", ALTERING)
@pytest.mark.parametrize("plane", ["owner", "tenant", "staff", "worker"])
def test_nobody_hastens_or_alters_a_deletion_the_owner_included(engines, municipality, plane, deed):
    record = begin_deletion(municipality)
    narrowed = deed if deed.startswith("TRUNCATE") else f"{deed} WHERE id = '{record.id}'"
    with TenantSession(engines, municipality.facts.id, plane=plane) as session:
        with pytest.raises(DBAPIError) as error:
            session.execute(text(narrowed))
        assert type(error.value.orig).__name__ in {"RestrictViolation", "InsufficientPrivilege"}


def test_nobody_asks_in_the_past(engines, municipality):
    with TenantSession(engines, municipality.facts.id, plane="owner") as session, session.begin():
        session.execute(
            text("INSERT INTO deletion_record (id, about_tenant, asked_by, asked_at, delay_days, withdraws_editions)"
                 " VALUES (gen_random_uuid(), :about, :by, now() - interval '1 year', 30, false)"),
            {"about": municipality.facts.id, "by": municipality.coordinator},
        )  # fmt: skip
        is_later = "SELECT bool_and(due_at > now() + interval '29 days') FROM deletion_record WHERE about_tenant = :id"
        assert session.scalar(text(is_later), {"id": municipality.facts.id})


@pytest.mark.parametrize("days", [0, 29, 91])
def test_a_delay_is_of_thirty_to_ninety_days(engines, municipality, days):
    with municipality.session() as session, pytest.raises(DBAPIError, match="delay"):
        session.execute(
            text("INSERT INTO deletion_record (id, about_tenant, asked_by, delay_days, withdraws_editions)"
                 " VALUES (gen_random_uuid(), :about, :by, :days, false)"),
            {"about": municipality.facts.id, "by": municipality.coordinator, "days": days},
        )  # fmt: skip


@pytest.mark.parametrize("table", ["audit_entry", "edition", "report", "invoice"])
def test_even_a_due_deletion_opens_the_walls_for_nobody_but_its_own_function(app, engines, table):
    full = a_full_municipality(app, engines)
    a_closed_deletion(full)
    for plane in ("owner", "tenant"):
        with TenantSession(engines, full.facts.id, plane=plane) as session, pytest.raises(DBAPIError) as error:
            session.execute(text(f"DELETE FROM {table}"))
        assert type(error.value.orig).__name__ in {"RestrictViolation", "InsufficientPrivilege", "ForeignKeyViolation"}


def test_a_municipality_sees_no_other_one_s_deletion(engines, municipality):
    begin_deletion(municipality)
    with a_municipality(engines).session() as session:
        assert session.execute(text("SELECT * FROM deletion_record")).all() == []
        asked = {"about": municipality.facts.id, "by": municipality.coordinator}
        with pytest.raises(DBAPIError, match="row-level security"):
            session.execute(
                text("INSERT INTO deletion_record (id, about_tenant, asked_by, delay_days, withdraws_editions)"
                     " VALUES (gen_random_uuid(), :about, :by, 30, false)"), asked,
            )  # fmt: skip


def test_staff_see_every_deletion_that_waits(engines, municipality):
    record = begin_deletion(municipality)
    with StaffSession(engines, read_only=True) as session:
        assert record.id in set(session.scalars(text("SELECT id FROM deletion_record")))


ASKED_BY_STAFF = text(
    "INSERT INTO deletion_record (id, about_tenant, asked_by, delay_days, withdraws_editions, proposal_id)"
    " VALUES (gen_random_uuid(), :about, :by, :days, false, :proposal)"
)


@pytest.fixture(scope="module")
def two(engines):
    """The ids of two staff members."""
    return [a_person(engines, is_staff=True).id for _ in range(2)]


def a_demand(engines, municipality, by, approver=None) -> uuid.UUID:
    """A proposal that the municipality be deleted after 45 days, approved where somebody is named."""
    with StaffSession(engines) as session, session.begin():
        ask_for_deletion(session, by, municipality.facts, "Kirje", 45, withdraws_editions=False)
        session.flush()
        proposal = proposals.waiting(session, DELETION)[-1]
        if approver:
            proposals.decide(session, proposal, approver, approve=True)
        return proposal.id


def test_one_of_the_staff_asks_for_no_deletion_even_in_raw_sql(engines, municipality, two):
    asker, approver = two
    agreed, lone = a_demand(engines, municipality, asker, approver), a_demand(engines, municipality, asker)
    other = a_municipality(engines).facts.id
    right = {"about": municipality.facts.id, "by": approver, "days": 45, "proposal": agreed}
    for wrong in ({"proposal": None}, {"proposal": lone}, {"days": 30}, {"about": other}, {"by": asker}):
        with StaffSession(engines) as session, pytest.raises(DBAPIError, match="row-level security"):
            session.execute(ASKED_BY_STAFF, right | wrong)
    with StaffSession(engines) as session:
        session.execute(ASKED_BY_STAFF, right)
