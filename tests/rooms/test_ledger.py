"""The ledger: numbers without gaps, invoices that never change, credit notes that never give back too much."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from billing.example_prices import EXAMPLE
from billing.invoices import Buyer, credit_rest, issue_invoice
from billing.kept_documents import as_data, from_data
from billing.licences import move_licence, open_licence, state_on
from billing.models import Invoice, InvoiceNumber, Licence, LicenceEvent
from billing.price_lists import decide_price_list, price_list_on, propose_price_list
from tenants import clock, proposals
from tenants.boundary import StaffSession
from tenants.errors import Refused
from tests.documents import BUYER, SELLER
from tests.makers import a_municipality, a_person

YEAR = date(2027, 1, 1), date(2027, 12, 31)


@pytest.fixture
def desk(engines):
    """The staff's session; commits when the test says so."""
    with StaffSession(engines) as session:
        yield session


@pytest.fixture
def licence(engines, desk):
    """A whole year's licence of a fresh municipality, committed."""
    opened = open_licence(desk, *_who(a_municipality(engines)), *YEAR)
    desk.commit()
    return opened


def _who(municipality):
    return municipality.facts.id, municipality.facts.municipality_code


def issue(session, licence, issued_on=date(2027, 1, 4)):
    buyer = Buyer(BUYER, "fi", "KP 4410")
    return issue_invoice(session, licence, buyer, SELLER, "Sähköinen hyvinvointikertomus, lisenssi", issued_on)


def test_the_fee_follows_the_official_population_which_stays_on_the_licence(desk, licence):
    assert licence.population_on == date(2022, 12, 31)
    assert licence.yearly_net_cents == EXAMPLE.class_for(licence.population).net_cents


def test_a_licence_moves_with_who_and_why_and_only_as_the_table_allows(engines, desk, licence):
    officer = a_person(engines, is_staff=True)
    move_licence(desk, licence, "activate", "order confirmed")
    move_licence(desk, licence, "lapse", "renewal unpaid")
    with pytest.raises(Refused, match="staff_only"):
        move_licence(desk, licence, "restrict", "sixty days")
    move_licence(desk, licence, "restrict", "sixty days", officer.id)
    events = desk.scalars(select(LicenceEvent).where(LicenceEvent.licence_id == licence.id).order_by(LicenceEvent.at))
    assert [(each.before, each.after, each.person_id) for each in events] == [
        (None, "draft", None), ("draft", "active", None), ("active", "grace", None), ("grace", "read_only", officer.id),
    ]  # fmt: skip


def test_a_municipality_reads_its_own_licence_and_cannot_change_it(engines, desk):
    municipality = a_municipality(engines)
    open_licence(desk, *_who(municipality), *YEAR)
    desk.commit()
    with municipality.session() as session:
        assert (state_on(session, YEAR[0]), state_on(session, clock.today())) == ("draft", "active")
        assert state_on(session, date(2026, 1, 1)) == "ended"
        with pytest.raises(Exception, match="permission denied"):
            session.execute(update(Licence).values(yearly_net_cents=1))


def test_an_invoice_keeps_all_that_it_says_exactly(desk, licence):
    invoice = issue(desk, licence)
    document = from_data(invoice.document)
    assert as_data(document) == invoice.document
    assert document.gross_cents == invoice.gross_cents == document.net_cents + document.vat_cents
    assert document.net_cents == licence.yearly_net_cents
    assert (document.due_on - document.issued_on).days == 30


def test_a_part_of_a_year_is_invoiced_by_days(engines, desk):
    half = open_licence(desk, *_who(a_municipality(engines)), date(2027, 7, 2), date(2027, 12, 31))
    document = from_data(issue(desk, half).document)
    assert document.lines[0].unit == "day"
    assert document.net_cents == round(half.yearly_net_cents * 183 / 365)


def test_a_credit_note_gives_back_the_rest_and_never_more_than_was_invoiced(desk, licence):
    invoice = issue(desk, licence)
    note = credit_rest(desk, invoice, date(2027, 6, 30), date(2027, 7, 1))
    document = from_data(note.document)
    assert (document.kind, document.credits_number) == ("credit_note", invoice.number)
    assert document.net_cents < from_data(invoice.document).net_cents
    rest = from_data(credit_rest(desk, invoice, date(2026, 12, 31), date(2027, 7, 2)).document)
    assert (rest.lines[0].first_day, rest.lines[0].last_day) == (date(2027, 1, 1), date(2027, 6, 30))
    assert rest.gross_cents + document.gross_cents == invoice.gross_cents
    for ends_on in (date(2026, 12, 31), date(2027, 12, 31)):
        with pytest.raises(Refused, match="nothing_to_credit"):
            credit_rest(desk, invoice, ends_on, date(2027, 7, 3))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dates(date(2023, 12, 20), date(2025, 1, 10)), min_size=1, max_size=5), st.integers(366_00, 10**6))
def test_whatever_is_credited_in_whatever_order_no_day_is_given_back_twice(desk, licence, days, yearly):
    """A year across the change of 2024, so that there are two rates."""
    licence.starts_on, licence.ends_on, licence.yearly_net_cents = date(2024, 1, 1), date(2024, 12, 31), yearly
    invoice, notes = issue(desk, licence, date(2024, 12, 31)), []
    for ends_on in [*days, date(2023, 12, 31)]:
        with suppress(Refused), desk.begin_nested():
            notes.append(credit_rest(desk, invoice, ends_on, date(2025, 1, 31)))
    credited = [day for note in notes for line in from_data(note.document).lines for day in days_of(line)]
    assert len(credited) == len(set(credited)) == 366
    for sum_of in (lambda each: each.gross_cents, lambda each: from_data(each.document).net_cents):
        assert sum(map(sum_of, notes)) == sum_of(invoice)
    desk.rollback()


def days_of(line) -> list[date]:
    return [line.first_day + timedelta(days=number) for number in range((line.last_day - line.first_day).days + 1)]


def test_twenty_credits_at_once_give_back_once(engines, desk, licence):
    invoice = issue(desk, licence)
    desk.commit()

    def credit(_):
        with suppress(Refused), StaffSession(engines) as session, session.begin():
            return credit_rest(session, session.merge(invoice), date(2027, 3, 31), date(2027, 4, 1)).gross_cents

    with ThreadPoolExecutor(20) as pool:
        given_back = list(filter(None, pool.map(credit, range(20))))
    assert len(given_back) == 1 and given_back[0] < invoice.gross_cents


def test_an_issued_invoice_never_changes(desk, licence):
    invoice = issue(desk, licence)
    with pytest.raises(Exception, match=r"permission denied|append-only"):
        desk.execute(delete(Invoice).where(Invoice.id == invoice.id))


def test_twenty_parallel_issues_leave_no_gap_and_no_double(engines, desk):
    licences = [open_licence(desk, *_who(a_municipality(engines)), *YEAR) for _ in range(4)]
    desk.commit()

    def issue_one(number):
        with StaffSession(engines) as session, session.begin():
            invoice = issue(session, licences[number % 4], date(2031, 1, 4))
            if number % 5 == 0:
                session.rollback()
                return None
            return invoice.number

    with ThreadPoolExecutor(20) as pool:
        numbers = sorted(filter(None, pool.map(issue_one, range(20))))
    assert numbers == [f"2031{number:06}" for number in range(1, 17)]
    known = desk.scalars(select(InvoiceNumber.number).where(InvoiceNumber.number.like("2031%"))).all()
    assert sorted(known) == numbers


def test_a_price_list_takes_two_persons(engines, desk):
    first, second = (a_person(engines, is_staff=True).id for _ in range(2))
    dearer = EXAMPLE.__class__(date(2040, 1, 1), EXAMPLE.classes, 9_000_00)
    proposal = propose_price_list(desk, first, dearer)
    desk.flush()
    with pytest.raises(Refused, match="own_proposal"):
        decide_price_list(desk, first, proposal, approve=True)
    assert price_list_on(desk, date(2040, 6, 1))[1].county_net_cents == EXAMPLE.county_net_cents
    decide_price_list(desk, second, proposal, approve=True)
    desk.flush()
    assert price_list_on(desk, date(2040, 6, 1))[1].county_net_cents == 9_000_00
    with pytest.raises(Refused, match="already_decided"):
        decide_price_list(desk, second, proposal, approve=False)


def test_not_even_the_database_lets_one_person_decide_their_own_proposal(engines, desk):
    first = a_person(engines, is_staff=True).id
    proposal = proposals.propose(desk, "price_list", {}, first)
    desk.flush()
    proposal.decided_by, proposal.decided_at, proposal.is_approved = first, proposal.proposed_at, True
    with pytest.raises(Exception, match="two_persons"):
        desk.flush()
