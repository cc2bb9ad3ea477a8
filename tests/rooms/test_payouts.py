"""What Stripe pays out is found among what the bank tells, pays no invoice, and is missed when it does not come."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from app.payments import cards
from billing.bank_files import take_in_statement
from billing.payment_models import CardPayout, Payment
from billing.payment_queue import unallocated
from billing.payments import allocate
from tenants.boundary import StaffSession
from tests.bank_files import ACCOUNT, Money, a_statement
from tests.makers import a_person
from tests.money import an_unpaid_invoice
from tests.stripe_server import a_stripe

BOOKED = date(2027, 2, 3)
"""The day of the tests' bank files."""


@pytest.fixture
def stripe():
    """A Stripe that knows nothing yet."""
    with a_stripe() as running:
        yield running


def paid_out(stripe, cents: int, day: date = BOOKED) -> str:
    return stripe.pay_out(cents, int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))


def take_in(engines, *entries: Money) -> list[Payment]:
    """Committed, in the order of the entries."""
    with StaffSession(engines) as session, session.begin():
        take_in_statement(session, a_person(engines, is_staff=True).id, "x.xml", a_statement(*entries), ACCOUNT)
        return [session.query(Payment).filter_by(external_id=f"{ACCOUNT}:{each.bank_id}").one() for each in entries]


def from_stripe(cents: int, **told: str) -> Money:
    return Money(cents, bank_id=uuid.uuid4().hex, **{"payer": "STRIPE PAYMENTS EUROPE"} | told)


def night(engines, stripe, days: int = 0) -> dict[str, str]:
    """What the night so many days after the booking finds, kinds by subject."""
    now = datetime(2027, 2, 3, 12, tzinfo=UTC) + timedelta(days=days)
    return {each.subject: each.kind for each in cards.reconcile(engines, stripe.gateway(), now)}


def entry_of(engines, payout: str):
    with StaffSession(engines, read_only=True) as session:
        return session.get_one(CardPayout, payout).payment_id


def waiting(engines) -> set:
    with StaffSession(engines, read_only=True) as session:
        return {each.payment.id for each in unallocated(session)}


def test_a_payout_is_found_by_its_sum_its_sender_and_its_days_and_leaves_the_queue(engines, stripe):
    payout = paid_out(stripe, 123_45)
    other_sender, other_sum, entry = take_in(
        engines, from_stripe(123_45, payer="Jokin kunta"), from_stripe(123_44), from_stripe(123_45)
    )
    assert {other_sender.id, other_sum.id, entry.id} <= waiting(engines)
    night(engines, stripe)
    assert entry_of(engines, payout) == entry.id
    assert {other_sender.id, other_sum.id} <= waiting(engines)
    assert entry.id not in waiting(engines)


def test_a_payout_that_does_not_come_is_missed_after_a_week_and_found_when_its_file_comes(engines, stripe):
    payout = paid_out(stripe, 234_56)
    assert payout not in night(engines, stripe, 7)
    assert night(engines, stripe, 8)[payout] == "not_in_bank"
    (entry,) = take_in(engines, from_stripe(234_56, payer="", message="Stripe payout"))
    assert payout not in night(engines, stripe, 9)
    assert entry_of(engines, payout) == entry.id


def test_one_entry_is_one_payout_s_and_one_that_pays_an_invoice_is_none_s(engines, stripe):
    first, second = paid_out(stripe, 345_67), paid_out(stripe, 345_67)
    (entry, counted) = take_in(engines, from_stripe(345_67), from_stripe(345_67))
    with StaffSession(engines) as session, session.begin():
        allocate(session, session.get_one(Payment, counted.id), an_unpaid_invoice(engines), 1_00)
    night(engines, stripe)
    assert {entry_of(engines, each) for each in (first, second)} == {entry.id, None}


def test_a_payout_long_before_or_after_its_entry_is_another_one(engines, stripe):
    others = [paid_out(stripe, 456_78, BOOKED + timedelta(days=days)) for days in (-8, 4)]
    take_in(engines, from_stripe(456_78))
    night(engines, stripe)
    assert [entry_of(engines, each) for each in others] == [None, None]
