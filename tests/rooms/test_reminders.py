"""Reminders as they are sent: each once, in order, never while the payer disputes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from billing.dunning import STANDARD_COMPENSATION_CENTS, Reminder
from billing.payment_models import InvoiceReminder
from billing.payments import allocate
from billing.reminders import close_dispute, due_reminders, open_dispute, possible_claim, send_reminders
from tenants.boundary import StaffSession, WorkerSession
from tenants.errors import Refused
from tests.makers import a_person
from tests.money import a_payment, an_unpaid_invoice


@pytest.fixture
def desk(engines):
    """The staff's session."""
    with StaffSession(engines) as session:
        yield session


@pytest.fixture
def invoice(engines):
    """Issued on 4 January 2027, due on Wednesday 3 February."""
    return an_unpaid_invoice(engines)


def after(invoice, days: int) -> date:
    return invoice.due_on + timedelta(days=days)


def letters(session, invoice, days: int) -> list[Reminder]:
    """What is sent of this invoice so many days after its due day."""
    posted = []
    send_reminders(session, after(invoice, days), posted.append)
    return [each.step for each in posted if each.balance.invoice.id == invoice.id]


def test_every_reminder_goes_once_on_its_day(desk, invoice):
    sent = [(days, step) for days in range(60) for step in letters(desk, invoice, days)]
    assert sent == [(3, Reminder.FRIENDLY_NOTE), (14, Reminder.REMINDER), (30, Reminder.OWNER_NOTICE)]


def test_many_workers_at_once_send_one_letter(engines, invoice):
    posted = []

    def work(_):
        with WorkerSession(engines) as session, session.begin():
            send_reminders(session, after(invoice, 3), posted.append)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    assert [each.step for each in posted if each.balance.invoice.id == invoice.id] == [Reminder.FRIENDLY_NOTE]


def test_a_letter_that_could_not_be_posted_leaves_no_row(engines, desk, invoice):
    def lose(_):
        raise ConnectionError

    with pytest.raises(ConnectionError), WorkerSession(engines) as session, session.begin():
        send_reminders(session, after(invoice, 3), lose)
    rows = select(func.count()).select_from(InvoiceReminder).where(InvoiceReminder.invoice_id == invoice.id)
    assert desk.scalar(rows) == 0


def test_a_paid_invoice_is_not_reminded_of_and_a_partly_paid_one_of_its_rest(desk, invoice):
    allocate(desk, a_payment(desk, 100_00), invoice, 100_00)
    (due,) = [each for each in due_reminders(desk, after(invoice, 3)) if each.balance.invoice.id == invoice.id]
    assert due.balance.open_cents == invoice.gross_cents - 100_00
    allocate(desk, a_payment(desk, due.balance.open_cents), invoice, due.balance.open_cents)
    assert letters(desk, invoice, 3) == []


def test_a_dispute_holds_the_reminders_until_it_is_closed(engines, desk, invoice):
    officer = a_person(engines, is_staff=True).id
    with pytest.raises(Refused, match="not_disputed"):
        close_dispute(desk, officer, invoice, "")
    open_dispute(desk, officer, invoice, "Väkiluku on väärä")
    with pytest.raises(Refused, match="already_disputed"):
        open_dispute(desk, officer, invoice, "")
    assert letters(desk, invoice, 20) == []
    close_dispute(desk, officer, invoice, "Väkiluku oli oikea")
    assert letters(desk, invoice, 20) == [Reminder.REMINDER]


def test_interest_is_counted_of_each_sum_to_its_day_and_the_compensation_once(engines, desk):
    invoice = an_unpaid_invoice(engines, issued_on=date(2026, 1, 5))  # due on 4 February; 2.5 + 8 per cent
    half, rest = invoice.gross_cents // 2, invoice.gross_cents - invoice.gross_cents // 2
    assert possible_claim(desk, invoice, invoice.due_on).interest_cents == 0
    allocate(desk, a_payment(desk, half, invoice.due_on + timedelta(days=10)), invoice, half)
    claim = possible_claim(desk, invoice, invoice.due_on + timedelta(days=40))
    expected = half * 0.105 * 10 / 365 + rest * 0.105 * 40 / 365
    assert abs(claim.interest_cents - expected) <= 1
    assert claim.compensation_cents == STANDARD_COMPENSATION_CENTS
