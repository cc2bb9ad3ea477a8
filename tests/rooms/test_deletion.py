"""A deletion that was asked for: told, stoppable, carried out by the worker in steps that a kill does not harm."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import load_only

from app.accounts.request_actions import approve_for_association
from app.audit.queries import lines as trail_lines
from app.audit.queries import municipal_trail
from app.audit.rules import Filter
from app.leaving import actions, duties, queries
from app.leaving.models import DeletionRecord
from app.messages.models import Letter
from billing.models import Renewal
from billing.renewals import approved_renewals, open_renewal, propose_renewals
from tenants import clock, requests
from tenants.audit import AuditEntry
from tenants.boundary import StaffSession, WorkerSession
from tenants.errors import Refused
from tenants.invitations import invite
from tenants.membership import add_member
from tenants.people import Person
from tenants.permissions import Role
from tenants.requests import State
from tests.account_requests import a_request_to_the_association
from tests.leaving import (
    a_closed_deletion,
    a_deletion_due,
    a_full_municipality,
    begin_deletion,
    carry_out,
    let_days_pass,
    rows_of,
)
from tests.letters import outbox
from tests.licences import a_customer, renewal_of
from tests.makers import a_municipality, a_person
from tests.orders import an_order

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def municipality(engines):
    """With two coordinators."""
    made = a_municipality(engines)
    with made.session() as session, session.begin():
        add_member(session, a_person(engines).id, Role.COORDINATOR)
    return made


def letters(municipality, kind: str) -> list[Letter]:
    """What went out about a municipality."""
    return outbox(municipality.engines, Letter.about_tenant == municipality.facts.id, Letter.kind == kind)


def deeds(municipality) -> list[str]:
    """What its trail says."""
    with municipality.session(read_only=True) as session:
        return list(session.scalars(text("SELECT deed FROM audit_entry ORDER BY at")))


def tell(engines):
    """As the worker does every minute."""
    duties.tell_of_deletions(engines, clock.now())


def test_every_coordinator_is_told_once_that_it_was_asked_for(engines, municipality):
    begin_deletion(municipality)
    for _ in range(3):
        tell(engines)
    assert len(letters(municipality, "deletion_asked")) == 2
    assert letters(municipality, "deletion_reminder") == []


def test_a_second_one_is_not_asked_for_while_the_first_waits(municipality):
    begin_deletion(municipality)
    with pytest.raises(Refused, match="deletion_asked"):
        begin_deletion(municipality)


@pytest.mark.parametrize("days", [29, 91])
def test_the_delay_is_the_municipality_s_choice_within_bounds(municipality, days):
    with pytest.raises(Refused, match="wrong_delay"):
        begin_deletion(municipality, days)


def test_reminders_come_a_week_and_a_day_before(engines, municipality):
    record = begin_deletion(municipality, 60)
    for passed, expected in ((50, 0), (3, 1), (3, 1), (3, 2)):  # 10, 7, 4 and 1 days are left
        let_days_pass(municipality, record, passed)
        tell(engines)
        tell(engines)
        assert len(letters(municipality, "deletion_reminder")) == expected * 2


def test_any_coordinator_stops_it_and_then_nothing_happens(app, engines, municipality):
    record = begin_deletion(municipality)
    let_days_pass(municipality, record, 29)
    before = rows_of(municipality)
    with municipality.session() as session, session.begin():
        actions.stop_deletion(session, municipality.coordinator, record)
    let_days_pass(municipality, record, 60)
    tell(engines)
    tell(engines)
    carry_out(app, engines)
    carry_out(app, engines, later=AN_HOUR)
    assert rows_of(municipality) == before | {"audit_entry": before["audit_entry"] + 1}
    assert len(letters(municipality, "deletion_stopped")) == 2
    assert begin_deletion(municipality)


def test_what_was_stopped_or_is_over_is_not_stopped_again(municipality):
    record = a_closed_deletion(municipality)
    with municipality.session() as session:
        for each in (record, None):
            with pytest.raises(Refused, match="deletion_over"):
                actions.stop_deletion(session, municipality.coordinator, each)


def test_before_its_day_the_worker_does_nothing(app, engines, municipality):
    record = begin_deletion(municipality)
    let_days_pass(municipality, record, 29)
    before = rows_of(municipality)
    carry_out(app, engines)
    carry_out(app, engines, later=AN_HOUR)
    assert rows_of(municipality) == before


def test_on_its_day_the_members_are_let_out_and_an_hour_later_the_rows_go(app, engines):
    full = a_full_municipality(app, engines)
    record = a_deletion_due(full)
    carry_out(app, engines)
    with full.session(read_only=True) as session:
        assert session.scalar(text("SELECT count(*) FROM membership WHERE ended_at IS NULL")) == 0
        assert session.scalar(text("SELECT count(*) FROM report")) > 0
    carry_out(app, engines)
    assert rows_of(full)["report"] > 0, "what members had in hand ends first"
    let_days_pass(full, record, closed=AN_HOUR)
    carry_out(app, engines)
    rows = rows_of(full)
    assert (rows["report"], rows["membership"], rows["edition"] > 0, rows["invoice"] > 0) == (0, 0, True, True)
    assert deeds(full)[-2:] == ["deletion.begun", "deletion.done"]
    (told,) = letters(full, "deletion_done")
    assert told.to_email == full.people[Role.COORDINATOR].email


def test_people_who_belong_nowhere_else_are_forgotten_and_the_trail_has_no_name_of_theirs(app, engines, municipality):
    other, guest = a_municipality(engines), a_person(engines, "Kahden Kunnan Asiantuntija")
    helper = a_person(engines, "Liiton Henkilö", is_staff=True)
    for each, person in ((other, guest), (municipality, guest), (municipality, helper)):
        with each.session() as session, session.begin():
            add_member(session, person.id, Role.WRITER)
    record = a_closed_deletion(municipality)
    let_days_pass(municipality, record, closed=AN_HOUR)
    carry_out(app, engines)
    with StaffSession(engines, read_only=True) as session:
        names = {person.id: person.name for person in session.scalars(select(Person).options(load_only(Person.name)))}
    assert {names[person.id] for person in municipality.people.values()} == {""}
    assert (names[guest.id], names[helper.id]) == ("Kahden Kunnan Asiantuntija", "Liiton Henkilö")
    with municipality.session(read_only=True) as session:
        assert municipality.coordinator in set(session.scalars(select(AuditEntry.person_id)))
        lines = " ".join(line.sentence for line in trail_lines(municipal_trail(session), Filter(), "fi"))
    assert "Testi" not in lines


def test_its_licence_ends_and_is_never_renewed_or_invoiced_again(app, engines, municipality):
    with municipality.session(read_only=True) as session:
        assert session.scalar(text("SELECT state FROM licence")) == "active"
    record = a_closed_deletion(municipality)
    let_days_pass(municipality, record, closed=AN_HOUR)
    carry_out(app, engines)
    with WorkerSession(engines) as session, session.begin():
        propose_renewals(session, clock.today().year + 1)
    with municipality.session(read_only=True) as session:
        assert session.scalar(text("SELECT state FROM licence")) == "ended"
        assert "left" in set(session.scalars(text("SELECT reason FROM licence_event")))
        assert session.scalar(text("SELECT count(*) FROM renewal")) == 0


def test_one_whose_members_were_let_out_is_not_renewed_whatever_was_approved(engines):
    this_year = clock.today().year
    proposed, untouched = a_customer(engines, this_year), a_customer(engines, this_year)
    a_closed_deletion(untouched)
    with WorkerSession(engines) as session, session.begin():
        propose_renewals(session, this_year + 1)
    with StaffSession(engines) as session, session.begin():
        assert renewal_of(session, untouched, this_year + 1) is None
        of_it = update(Renewal).where(Renewal.tenant_id == proposed.facts.id)
        session.execute(of_it.values(approved_at=clock.now(), approved_by=proposed.coordinator))
    with WorkerSession(engines, read_only=True) as session:
        key = (proposed.facts.id, renewal_of(session, proposed, this_year + 1).id)
        assert key in approved_renewals(session)
    a_closed_deletion(proposed)
    with WorkerSession(engines) as session, session.begin():
        assert key not in approved_renewals(session)
        assert open_renewal(session, key) is None


def test_one_that_has_left_is_neither_filled_again_nor_told_that_it_is_a_customer(app, engines, municipality):
    code = municipality.facts.municipality_code
    asked, _ = a_request_to_the_association(app, engines, code)
    a_closed_deletion(municipality)
    with StaffSession(engines) as session, pytest.raises(Refused, match="no_customer"):
        approve_for_association(session, municipality.coordinator, asked.id, Role.COORDINATOR)
    with StaffSession(engines) as session, pytest.raises(DBAPIError, match="row-level security"):
        requests.decide(
            requests.held(session, asked.id), municipality.coordinator, State.APPROVED, role=Role.COORDINATOR
        )
        session.flush()
        invite(session, municipality.facts.id, asked.email, Role.COORDINATOR)
        session.flush()
    with pytest.raises(Refused, match="has_left"):
        an_order(engines, code)


def test_who_asked_can_come_again_in_vain_and_the_record_stays(app, engines, municipality):
    record = a_closed_deletion(municipality)
    let_days_pass(municipality, record, closed=AN_HOUR)
    for _ in range(3):
        carry_out(app, engines)
    with municipality.session(read_only=True) as session:
        kept = session.scalars(select(DeletionRecord).where(DeletionRecord.id == record.id)).one()
        assert queries.open_deletion(session, municipality.facts.id) is None
    assert kept.done_at and kept.people is None
    assert kept.counts_before["membership"] == 4
    assert kept.counts_after["membership"] == 0
    assert len(letters(municipality, "deletion_done")) == 1


@pytest.mark.parametrize("killed_in", ["delete_municipality", "write_down_deletion"])
def test_a_worker_killed_in_the_middle_is_followed_by_one_that_finishes(
    app, engines, municipality, monkeypatch, killed_in
):
    """The transaction dies with its connection, whatever it had done by then."""
    record = a_closed_deletion(municipality)
    let_days_pass(municipality, record, closed=AN_HOUR)
    whole = getattr(actions, killed_in)

    def dying(session, *given):
        whole(session, *given)
        session.flush()
        session.connection().exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    with monkeypatch.context() as patched:
        patched.setattr(actions, killed_in, dying)
        with pytest.raises(ExceptionGroup):
            carry_out(app, engines)
    assert deeds(municipality)[-1] == "deletion.begun"
    carry_out(app, engines)
    assert rows_of(municipality)["membership"] == 0
    assert deeds(municipality)[-1] == "deletion.done"
    assert len(letters(municipality, "deletion_done")) == 1
