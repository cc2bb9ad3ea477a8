"""Money given back: never more than came, by card once whatever happens between Stripe and us."""

from datetime import timedelta

import pytest

from app.payments import cards
from billing import giving_back
from billing.balances import open_cents
from billing.giving_back import ask_refund, record_return, refunds_of, troubled_refunds
from billing.payment_models import CardRefund, Payment
from billing.payment_queue import unallocated
from billing.payments import allocate, rest_cents, store_payment, take_turn
from tenants.boundary import StaffSession
from tenants.errors import Refused
from tests.makers import a_person
from tests.money import ISSUED_ON, a_payment, an_unpaid_invoice
from tests.stripe_server import a_stripe


@pytest.fixture
def stripe():
    """A Stripe that knows nothing yet."""
    with a_stripe() as running:
        yield running


@pytest.fixture
def officer(engines):
    """Somebody of the staff."""
    return a_person(engines, is_staff=True).id


@pytest.fixture
def desk(engines):
    """The staff's session; commits when the test says so."""
    with StaffSession(engines) as session:
        yield session


def a_card_payment(desk, stripe, cents: int) -> Payment:
    """At Stripe and in the ledger, for no invoice."""
    take_turn(desk)
    paid = store_payment(desk, "stripe", stripe.add_payment(cents, {})["id"], ISSUED_ON, cents)
    desk.commit()
    return paid


def asked(desk, officer, payment, cents) -> None:
    ask_refund(desk, officer, payment, cents)
    desk.commit()


def troubled(engines, payment) -> list[CardRefund]:
    """What staff see of a payment's refunds now."""
    with StaffSession(engines, read_only=True) as session:
        return [asked for asked, of in troubled_refunds(session) if of.id == payment.id]


def test_what_is_paid_back_by_bank_leaves_the_queue_and_is_never_more_than_was_left(engines, desk):
    invoice, payment = an_unpaid_invoice(engines), a_payment(desk, 100_00)
    allocate(desk, payment, invoice, 60_00)
    with pytest.raises(Refused, match="more_than_left"):
        record_return(desk, payment, 40_01, ISSUED_ON)
    with pytest.raises(Refused, match="returned_too_early"):
        record_return(desk, payment, 40_00, ISSUED_ON - timedelta(days=1))
    record_return(desk, payment, 15_00, ISSUED_ON)
    assert rest_cents(desk, payment) == 25_00
    record_return(desk, payment, 25_00, ISSUED_ON)
    assert payment.id not in {each.payment.id for each in unallocated(desk)}
    assert open_cents(desk, invoice) == invoice.gross_cents - 60_00


def test_a_refund_is_asked_for_once_at_a_time_and_never_above_the_payment(desk, officer, stripe):
    payment = a_card_payment(desk, stripe, 100_00)
    for cents in (0, 100_01):
        with pytest.raises(Refused, match="more_than_came"):
            ask_refund(desk, officer, payment, cents)
    asked(desk, officer, payment, 60_00)
    with pytest.raises(Refused, match="refund_waiting"):
        ask_refund(desk, officer, payment, 1)


def test_a_refund_reaches_stripe_and_the_ledger_once(engines, desk, officer, stripe):
    payment = a_card_payment(desk, stripe, 100_00)
    asked(desk, officer, payment, 60_00)
    for _ in range(3):
        cards.give_back(engines, stripe.gateway())
    assert [each["amount"] for each in stripe.refunds_of(payment.external_id)] == [60_00]
    desk.rollback()
    assert (rest_cents(desk, payment), [each.state for each in refunds_of(desk, payment)]) == (40_00, ["done"])
    with pytest.raises(Refused, match="more_than_came"):
        ask_refund(desk, officer, payment, 40_01)


def test_a_refund_whose_answer_was_lost_is_not_given_twice_though_stripe_has_forgotten_the_key(
    engines, desk, officer, stripe
):
    payment = a_card_payment(desk, stripe, 100_00)
    asked(desk, officer, payment, 60_00)
    (wish,) = refunds_of(desk, payment)
    stripe.gateway().refund(payment.external_id, 60_00, f"refund:{wish.id}")
    stripe.answered.clear()
    cards.give_back(engines, stripe.gateway())
    assert len(stripe.refunds_of(payment.external_id)) == 1
    desk.rollback()
    assert rest_cents(desk, payment) == 40_00


def test_a_refund_that_stripe_does_not_answer_waits_and_one_it_refuses_is_in_sight(
    engines, desk, officer, stripe, monkeypatch
):
    payment = a_card_payment(desk, stripe, 100_00)
    asked(desk, officer, payment, 60_00)
    monkeypatch.setattr(giving_back, "MOST_TRIES", 2)
    for _ in range(3):
        stripe.troubles = [500] * 9
        cards.give_back(engines, stripe.gateway())
    (wish,) = troubled(engines, payment)
    assert (wish.state, wish.tries) == ("waiting", 2)
    assert wish.id not in {each.id for each, _ in giving_back.waiting_refunds(desk)}
    desk.query(CardRefund).filter_by(id=wish.id).update({"tries": 0})
    desk.commit()
    stripe.troubles = []
    stripe.refund(payment.external_id, 50_00)  # by hand on Stripe's own pages
    cards.give_back(engines, stripe.gateway())
    (wish,) = troubled(engines, payment)
    assert (wish.state, wish.error) == ("refused", "refund_refused")


def test_a_refund_that_the_ledger_cannot_take_waits_in_sight_and_holds_up_no_other(engines, desk, officer, stripe):
    broken, fine = (a_card_payment(desk, stripe, 100_00) for _ in range(2))
    for payment in (broken, fine):
        asked(desk, officer, payment, 60_00)
    nothing = stripe.refund(broken.external_id, 0)  # no such row can be stored
    cards.give_back(engines, stripe.gateway())
    (wish,) = troubled(engines, broken)
    assert (wish.state, wish.tries, wish.error) == ("waiting", 1, "IntegrityError")
    assert [each.state for each in refunds_of(desk, fine)] == ["done"]
    del stripe.objects[nothing["id"]]
    cards.give_back(engines, stripe.gateway())
    assert troubled(engines, broken) == []
    assert [each["amount"] for each in stripe.refunds_of(broken.external_id)] == [60_00]
