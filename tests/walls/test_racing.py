"""Somebody saves while the council's decision is being recorded: two real connections, one outcome at a time."""

import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from app.reports import actions
from app.reports.queries import section_at, whole_report
from app.sections.actions import write_section
from tenants import clock, own_account
from tenants.boundary import DoorSession, TenantSession
from tenants.errors import Refused
from tests.makers import MunicipalityOfTest, a_person, a_report, name_people, write
from tests.waiting import wait_until

WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
STORED = text("SELECT text_fi FROM report_section WHERE position = 1")

Deed = Callable[[TenantSession], object]


def save_in_raw_sql(session: TenantSession) -> None:
    """A late sentence, past every rule of ours."""
    session.execute(text("UPDATE report_section SET text_fi = 'myöhässä' WHERE position = 1"))


def add_a_figure(session: TenantSession) -> None:
    """A late figure, past every rule of ours."""
    session.execute(text("UPDATE report_indicator SET facts = '{}'"))


@pytest.fixture
def submitted(municipality) -> MunicipalityOfTest:
    """A municipality whose only report waits for the council."""
    report = a_report(municipality)
    for section in report.sections:
        write(municipality, report, section.position, "ajoissa", "i tid", "approve")
    name_people(municipality)
    with municipality.session() as session, session.begin():
        actions.submit_report(session, municipality.coordinator, whole_report(session, 1))
    return municipality


def adopting(municipality: MunicipalityOfTest) -> Deed:
    """The council's decision, as the coordinator records it."""

    def adopt(session: TenantSession) -> None:
        report = whole_report(session, 1)
        actions.adopt_report(session, municipality.coordinator, report, clock.today(), "4")
        session.flush()

    return adopt


def one_after_the_other(municipality: MunicipalityOfTest, first: Deed, second: Deed) -> Future:
    """Do the first and, before its commit, begin the second in another thread; gives what became of the second."""

    def do_second() -> None:
        with municipality.session() as session, session.begin():
            second(session)

    with ThreadPoolExecutor(1) as other, municipality.session() as session:
        first(session)
        future = other.submit(do_second)
        wait_until_it_waits(municipality.engines.tenant, future)
        session.commit()
    return future


def wait_until_it_waits(engine: Engine, future: Future) -> None:
    """Return when a connection of this login stands at a lock; an error when none ever does."""
    with engine.connect() as connection:

        def it_waits() -> bool:
            assert not future.done(), "the second did not wait for the first"
            connection.rollback()
            return connection.scalar(WAITING)

        wait_until(it_waits)


def test_a_save_begun_before_the_adoption_is_part_of_what_is_adopted(submitted):
    outcome = one_after_the_other(submitted, save_in_raw_sql, adopting(submitted))
    assert outcome.exception() is None
    with submitted.session(read_only=True) as session:
        assert session.scalar(text("SELECT state FROM report")) == "adopted"
        assert session.scalar(STORED) == "myöhässä"


@pytest.mark.parametrize("late", [save_in_raw_sql, add_a_figure])
def test_a_change_begun_after_the_adoption_is_refused(submitted, late):
    outcome = one_after_the_other(submitted, adopting(submitted), late)
    assert isinstance(outcome.exception(), DBAPIError)
    assert "an adopted report does not change" in str(outcome.exception())
    with submitted.session(read_only=True) as session:
        assert session.scalar(STORED) == "ajoissa"
        assert session.scalar(text("SELECT count(*) FROM report_indicator WHERE facts = '{}'")) == 0


def test_a_writer_who_saves_while_the_report_is_submitted_is_told_so(municipality):
    report = a_report(municipality)
    for section in report.sections:
        write(municipality, report, section.position, "ajoissa", "i tid", "approve")
    name_people(municipality)

    def submit(session: TenantSession) -> None:
        actions.submit_report(session, municipality.coordinator, whole_report(session, 1))
        session.flush()

    def save(session: TenantSession) -> None:
        begun_from = {"fi": 1, "sv": 1}
        typed = {"fi": "myöhässä", "sv": "för sent"}
        write_section(session, municipality.coordinator, section_at(session, 1, 1), "save", typed, begun_from)

    outcome = one_after_the_other(municipality, submit, save)
    assert isinstance(outcome.exception(), Refused)
    assert outcome.exception().reason == "wrong_report_state"
    with municipality.session(read_only=True) as session:
        assert session.scalar(STORED) == "ajoissa"


def test_of_two_who_take_one_new_e_mail_at_once_the_later_is_told_that_it_is_gone(engines):
    first, second = a_person(engines), a_person(engines)
    email, tokens = f"{uuid.uuid4().hex[:8]}@kunta.example", {}
    for person in (first, second):
        with DoorSession(engines, person.id) as door, door.begin():
            tokens[person] = own_account.ask_for_email(door, person.id, email)

    def take_too() -> None:
        with DoorSession(engines, second.id) as door, door.begin():
            own_account.change_email(door, second.id, tokens[second])

    with ThreadPoolExecutor(1) as other, DoorSession(engines, first.id) as door:
        own_account.change_email(door, first.id, tokens[first])
        future = other.submit(take_too)
        wait_until_it_waits(engines.door, future)
        door.commit()
    assert isinstance(future.exception(), Refused)
    assert future.exception().reason == "link_closed"
