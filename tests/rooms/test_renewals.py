"""December: population and fee frozen, approved by a person, opened and invoiced once, whoever is killed meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event, func, select

from app.staff.renewal_queries import renewals_of
from app.subscribing import licence_duties
from billing.example_prices import EXAMPLE
from billing.kept_documents import from_data
from billing.licences import licence_on, move_licence
from billing.models import Invoice, Licence, LicenceEvent, Renewal
from billing.renewals import approve_renewals, propose_again, propose_renewals, year_to_renew
from tenants import clock
from tenants.boundary import StaffSession, WorkerSession
from tenants.municipalities import MunicipalityPopulation
from tests.licences import a_customer, approve, renewal_of, the_licence, turn_to
from tests.makers import a_person

YEAR = 2033
"""Whose renewals are these tests' own."""

DECEMBER = date(YEAR - 1, 12, 10)


@pytest.fixture
def desk(engines):
    """The staff's session."""
    with StaffSession(engines) as session:
        yield session


@pytest.fixture
def customer(engines, monkeypatch):
    """A municipality whose licence runs to the end of the year, in December of that year."""
    turn_to(monkeypatch, DECEMBER)
    return a_customer(engines, YEAR - 1)


def open_renewals(app, engines) -> None:
    """As the worker does."""
    with app.app_context():
        licence_duties.open_renewals(engines, clock.now())


def opened(engines, customer) -> list[Licence]:
    """The licences of the coming year."""
    with WorkerSession(engines, read_only=True) as session:
        of_year = Licence.tenant_id == customer.facts.id, Licence.starts_on == date(YEAR, 1, 1)
        return session.scalars(select(Licence).where(*of_year)).all()


def invoices(engines, customer) -> list[Invoice]:
    with WorkerSession(engines, read_only=True) as session:
        return session.scalars(select(Invoice).where(Invoice.tenant_id == customer.facts.id)).all()


def grow_to(desk, customer, inhabitants: int) -> None:
    """A newer official population, for the desk's own transaction alone."""
    code = customer.facts.municipality_code
    year = desk.scalar(select(func.max(MunicipalityPopulation.year)).filter_by(municipality_code=code)) + 1
    row = {"municipality_code": code, "year": year, "inhabitants": inhabitants, "source": "test"}
    desk.add(MunicipalityPopulation(**row, reference_date=date(year, 12, 31)))
    desk.flush()


def test_in_december_the_coming_year_is_renewed_and_before_it_what_was_left_over():
    assert year_to_renew(date(2026, 12, 1)) == 2027
    assert year_to_renew(date(2026, 11, 30)) == 2026
    assert year_to_renew(date(2027, 1, 1)) == 2027


def test_a_proposal_freezes_the_population_and_the_fee_of_the_first_of_january(desk, customer):
    grow_to(desk, customer, 60_000)
    propose_renewals(desk, YEAR)
    frozen = renewal_of(desk, customer, YEAR)
    assert (frozen.population, frozen.yearly_net_cents) == (60_000, EXAMPLE.class_for(60_000).net_cents)
    grow_to(desk, customer, 150_000)
    propose_renewals(desk, YEAR)
    desk.refresh(frozen)
    assert frozen.population == 60_000, "what is frozen stays until a person asks for another look"
    propose_again(desk, YEAR)
    assert (frozen.population, frozen.yearly_net_cents) == (150_000, EXAMPLE.class_for(150_000).net_cents)


def test_what_has_been_approved_is_not_frozen_anew(engines, desk, customer):
    approve(engines, YEAR, customer)
    before = renewal_of(desk, customer, YEAR).population
    grow_to(desk, customer, 150_000)
    propose_again(desk, YEAR)
    assert renewal_of(desk, customer, YEAR).population == before


def test_what_was_frozen_anew_after_it_was_seen_is_not_approved(engines, desk, customer):
    officer, seen_at = a_person(engines, is_staff=True).id, clock.now() - timedelta(seconds=1)
    propose_renewals(desk, YEAR)
    ids = {renewal_of(desk, customer, YEAR).id}
    assert approve_renewals(desk, officer, YEAR, ids, seen_at) == []
    assert len(approve_renewals(desk, officer, YEAR, ids, clock.now())) == 1
    assert approve_renewals(desk, officer, YEAR, ids, clock.now()) == [], "once is enough"


@pytest.mark.parametrize(
    "changes",
    [
        {"notice_given_on": date(YEAR - 1, 11, 20)},
        {"ends_on": date(YEAR, 12, 31)},
        {"state": "trial"},
        {"state": "read_only"},
        {"state": "ended"},
    ],
    ids=str,
)
def test_these_are_not_proposed(engines, desk, customer, changes):
    the_licence(engines, customer, **changes)
    propose_renewals(desk, YEAR)
    assert renewal_of(desk, customer, YEAR) is None


@pytest.mark.parametrize(("state", "is_proposed"), [("active", True), ("grace", True), ("read_only", False)])
def test_what_ran_out_a_year_ago_is_seen_by_staff_and_goes_on_if_it_is_in_force(
    desk, engines, customer, state, is_proposed
):
    ran_out = {"starts_on": date(YEAR - 2, 1, 1), "ends_on": date(YEAR - 2, 12, 31)}
    licence = the_licence(engines, customer, state=state, **ran_out)
    propose_renewals(desk, YEAR)
    assert bool(renewal_of(desk, customer, YEAR)) is is_proposed
    assert licence.id in {each.id for each, _ in renewals_of(desk, YEAR, "fi").left_over}


@pytest.mark.parametrize(("state", "is_left"), [("active", False), ("read_only", True), ("ended", False)])
def test_what_is_closed_as_the_year_ends_is_left_over(desk, engines, customer, state, is_left):
    licence = the_licence(engines, customer, state=state)
    assert (licence.id in {each.id for each, _ in renewals_of(desk, YEAR, "sv").left_over}) is is_left


def test_notice_after_the_proposal_keeps_it_from_being_approved_and_from_being_opened(app, engines, desk, customer):
    approve(engines, YEAR, customer)
    the_licence(engines, customer, notice_given_on=DECEMBER)
    open_renewals(app, engines)
    assert opened(engines, customer) == []
    other = a_customer(engines, YEAR - 1)
    propose_renewals(desk, YEAR)
    desk.commit()
    the_licence(engines, other, notice_given_on=DECEMBER)
    assert approve(engines, YEAR, other) == 0


def test_an_approved_renewal_is_in_force_from_new_year_s_day_in_finland(app, engines, customer, monkeypatch):
    approve(engines, YEAR, customer)
    open_renewals(app, engines)
    (licence,) = opened(engines, customer)
    assert (licence.state, licence.ends_on) == ("active", date(YEAR, 12, 31))
    old = the_licence_before(engines, customer)
    with customer.session(read_only=True) as session:
        turn_to(monkeypatch, date(YEAR - 1, 12, 31), 21)
        assert licence_on(session, clock.today()).id == old.id
        turn_to(monkeypatch, date(YEAR - 1, 12, 31), 22)
        assert licence_on(session, clock.today()).id == licence.id


def the_licence_before(engines, customer) -> Licence:
    with WorkerSession(engines, read_only=True) as session:
        of_year = Licence.tenant_id == customer.facts.id, Licence.ends_on == date(YEAR - 1, 12, 31)
        return session.scalars(select(Licence).where(*of_year)).one()


def test_a_renewal_is_invoiced_whole_and_its_story_names_who_approved(app, engines, customer):
    approve(engines, YEAR, customer)
    open_renewals(app, engines)
    (invoice,) = invoices(engines, customer)
    (licence,) = opened(engines, customer)
    document = from_data(invoice.document)
    assert document.net_cents == licence.yearly_net_cents
    assert [(line.unit, line.first_day, line.last_day) for line in document.lines] == [
        ("year", date(YEAR, 1, 1), date(YEAR, 12, 31))
    ]
    with WorkerSession(engines, read_only=True) as session:
        story = session.scalars(select(LicenceEvent).where(LicenceEvent.licence_id == licence.id)).all()
    assert {each.reason for each in story} == {"renewed"}
    assert all(each.person_id for each in story)


class Killed(BaseException):
    """The worker is gone."""


@contextmanager
def raising(engines, failure: BaseException, statement: str, at: int):
    """Let the worker's plane fail where it is about to make a statement for the so-manieth time."""
    met = []

    def fail(connection, cursor, sql, *rest):
        met.extend([sql] if sql.startswith(statement) else [])
        if len(met) == at:
            met.append("")
            raise failure

    event.listen(engines.worker, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(engines.worker, "before_cursor_execute", fail)


def three_approved(engines, monkeypatch):
    turn_to(monkeypatch, DECEMBER)
    customers = [a_customer(engines, YEAR - 1) for _ in range(3)]
    approve(engines, YEAR, *customers)
    return customers


def parts(engines, customers) -> list[tuple[int, int]]:
    """How many licences and invoices each has got."""
    return sorted((len(opened(engines, each)), len(invoices(engines, each))) for each in customers)


@pytest.mark.parametrize("statement", ["INSERT INTO licence ", "INSERT INTO invoice ", "UPDATE renewal"])
def test_a_worker_killed_in_the_middle_leaves_whole_ones_and_the_rest_is_done_later(
    app, engines, monkeypatch, statement
):
    customers = three_approved(engines, monkeypatch)
    with raising(engines, Killed(), statement, at=2), pytest.raises(Killed):
        open_renewals(app, engines)
    assert parts(engines, customers) == [(0, 0), (0, 0), (1, 1)]
    open_renewals(app, engines)
    assert parts(engines, customers) == [(1, 1)] * 3


def test_one_renewal_that_fails_holds_up_no_other(app, engines, monkeypatch):
    customers = three_approved(engines, monkeypatch)
    with raising(engines, ConnectionError(), "INSERT INTO invoice ", at=1), pytest.raises(ExceptionGroup):
        open_renewals(app, engines)
    assert parts(engines, customers) == [(0, 0), (1, 1), (1, 1)]
    open_renewals(app, engines)
    assert parts(engines, customers) == [(1, 1)] * 3


def test_many_workers_open_and_invoice_each_renewal_once(app, engines, monkeypatch):
    customers = three_approved(engines, monkeypatch)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: open_renewals(app, engines), range(6)))
    assert parts(engines, customers) == [(1, 1)] * 3


def test_without_a_payer_a_renewal_waits_and_is_not_opened_without_an_invoice(app, engines, monkeypatch):
    turn_to(monkeypatch, DECEMBER)
    customer = a_customer(engines, YEAR - 1, payer=False)
    approve(engines, YEAR, customer)
    open_renewals(app, engines)
    assert opened(engines, customer) == []


def test_a_licence_that_staff_ended_meanwhile_is_not_renewed(app, engines, desk, customer):
    approve(engines, YEAR, customer)
    officer = a_person(engines, is_staff=True).id
    move_licence(desk, desk.merge(the_licence_before(engines, customer)), "end", "test", officer)
    desk.commit()
    open_renewals(app, engines)
    assert opened(engines, customer) == []


def test_a_year_is_renewed_once_even_in_the_database(engines, desk, customer):
    propose_renewals(desk, YEAR)
    twin = {c.name: getattr(renewal_of(desk, customer, YEAR), c.name) for c in Renewal.__table__.columns}
    desk.add(Renewal(**twin | {"id": None}))
    with pytest.raises(Exception, match="renewal_tenant_id_year_key"):
        desk.flush()
