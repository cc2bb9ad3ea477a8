"""Payments by card: whatever Stripe tells, how often and in what order, the ledger ends where Stripe and bank are."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from random import Random

import pytest

from app.payments import cards
from billing import card_payments, events, giving_back
from billing.balances import open_cents
from billing.bank_files import take_in_statement
from billing.payment_models import Payment
from billing.payment_queue import unallocated
from billing.payments import rest_cents
from billing.reconciliation import catch_up, differences
from billing.stripe_gateway import BadEvent
from tenants.boundary import DoorSession, StaffSession, TenantSession, WorkerSession
from tenants.errors import Refused
from tests.bank_files import ACCOUNT, Money, a_statement
from tests.makers import a_person
from tests.money import an_unpaid_invoice
from tests.stripe_server import SIGNING, a_stripe, signed

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def stripe():
    """A Stripe that knows nothing yet."""
    with a_stripe() as running:
        yield running


@pytest.fixture
def invoice(engines):
    """An unpaid renewal whose licence is in its grace."""
    return an_unpaid_invoice(engines, "grace")


def page_of(engines, stripe, invoice) -> str:
    """Open the page for paying as the municipality does; gives the checkout's id."""
    with TenantSession(engines, invoice.tenant_id) as session, session.begin():
        url = card_payments.page_for_paying(
            session, stripe.gateway(), invoice, "http://localhost/", "http://localhost/"
        )
    return next(each["id"] for each in stripe.of_kind("checkout.session") if each["url"] == url)


def deliver(engines, stripe, deliveries) -> None:
    for payload, signature in deliveries:
        told = stripe.gateway().verified(payload, signature)
        with DoorSession(engines) as session, session.begin():
            events.keep_event(session, told)


def work(engines, stripe) -> None:
    """What the worker does with the events that wait."""
    cards.handle_events(engines, stripe.gateway())


def ledger_of(engines, invoice) -> tuple[int, list[tuple[int, int]]]:
    """What is open, and every card payment that names the invoice with what is left of it."""
    with StaffSession(engines) as session:
        named = session.query(Payment).filter(Payment.channel == "stripe", Payment.message == invoice.number)
        return open_cents(session, invoice), sorted((each.cents, rest_cents(session, each)) for each in named)


def troubles(engines, subject: str) -> set[str]:
    with StaffSession(engines) as session:
        return {each.error for each in events.troubled_events(session) if each.subject == subject}


def test_stripe_is_asked_for_the_open_sum_and_gets_the_number_and_nothing_else(engines, stripe, invoice):
    page_of(engines, stripe, invoice)
    (_, asked) = stripe.asked[-1]
    assert asked["line_items[0][price_data][unit_amount]"] == str(invoice.gross_cents)
    assert {key for key in asked if "metadata" in key} == {
        "metadata[invoice]",
        "payment_intent_data[metadata][invoice]",
    }
    assert invoice.document["buyer"]["name"] not in str(asked)


def test_the_page_that_is_open_is_used_again_and_one_of_another_sum_is_not(engines, stripe, invoice):
    first = page_of(engines, stripe, invoice)
    assert page_of(engines, stripe, invoice) == first
    pay_by_bank(engines, invoice, 100_00)
    assert page_of(engines, stripe, invoice) != first
    with WorkerSession(engines) as session:
        assert first in card_payments.needless_checkouts(session)


def test_what_stripe_opened_and_we_forgot_is_opened_again_for_the_same_and_does_not_stand_in_the_way_of_another(stripe):
    open_page, key = stripe.gateway().open_checkout, f"pay:{uuid.uuid4()}:1"
    asked = ("2027000001", 100_00, "http://localhost/fi/", "http://localhost/fi/")
    first = open_page(*asked, key)
    assert open_page(*asked, key).id == first.id
    in_swedish = open_page("2027000001", 80_00, "http://localhost/sv/", "http://localhost/sv/", key)
    assert (in_swedish.id != first.id, in_swedish.cents) == (True, 80_00)


def test_clicks_at_once_open_one_page(engines, stripe, invoice):
    with ThreadPoolExecutor(6) as pool:
        pages = list(pool.map(lambda _: page_of(engines, stripe, invoice), range(6)))
    assert len(set(pages)) == 1


def pay_by_bank(engines, invoice, cents: int) -> None:
    entry = Money(cents, invoice.reference, bank_id=uuid.uuid4().hex)
    with StaffSession(engines) as session, session.begin():
        officer = a_person(engines, is_staff=True).id
        take_in_statement(session, officer, "tiliote.xml", a_statement(entry), ACCOUNT)


def test_a_page_is_closed_when_the_money_came_by_bank(engines, stripe, invoice):
    page = page_of(engines, stripe, invoice)
    pay_by_bank(engines, invoice, invoice.gross_cents)
    with TenantSession(engines, invoice.tenant_id) as session, pytest.raises(Refused, match="nothing_to_pay"):
        card_payments.page_for_paying(session, stripe.gateway(), invoice, "http://localhost/", "http://localhost/")
    cards.close_needless_pages(engines, stripe.gateway())
    with WorkerSession(engines) as session:
        assert page not in card_payments.needless_checkouts(session)
    assert stripe.objects[page]["status"] == "expired"


def test_one_webhook_twenty_times_at_once_pays_once(engines, stripe, invoice):
    stripe.pay(page_of(engines, stripe, invoice))
    deliveries = stripe.deliveries()

    def receive_and_work(_):
        deliver(engines, stripe, deliveries)
        work(engines, stripe)

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(receive_and_work, range(20)))
    assert ledger_of(engines, invoice) == (0, [(invoice.gross_cents, 0)])


@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_events_ends_in_the_same_state(engines, stripe, invoice, seed):
    paid = stripe.pay(page_of(engines, stripe, invoice))
    stripe.refund(paid, 30_00)
    stripe.refund(paid, 20_00)
    deliveries = stripe.deliveries() * 2
    Random(seed).shuffle(deliveries)
    for one in deliveries:
        deliver(engines, stripe, [one])
        work(engines, stripe)
    assert ledger_of(engines, invoice) == (50_00, [(invoice.gross_cents, 0)])


def ask_refund_of(engines, external_id: str, cents: int) -> None:
    """A staff member's wish."""
    with StaffSession(engines) as session, session.begin():
        payment = session.query(Payment).filter_by(external_id=external_id).one()
        giving_back.ask_refund(session, a_person(engines, is_staff=True).id, payment, cents)


def test_a_refund_takes_what_no_invoice_has_first(engines, stripe, invoice):
    page = page_of(engines, stripe, invoice)
    pay_by_bank(engines, invoice, 100_00)
    paid = stripe.pay(page)
    deliver(engines, stripe, stripe.deliveries())
    work(engines, stripe)
    assert ledger_of(engines, invoice) == (0, [(invoice.gross_cents, 100_00)])
    ask_refund_of(engines, paid, 100_00)
    cards.give_back(engines, stripe.gateway())
    with StaffSession(engines) as session:
        assert paid not in {each.payment.external_id for each in unallocated(session)}
    deliver(engines, stripe, stripe.deliveries())
    work(engines, stripe)
    assert ledger_of(engines, invoice) == (0, [(invoice.gross_cents, 0)])


def test_a_refund_that_the_card_s_bank_sends_back_later_is_in_sight(engines, stripe, invoice):
    paid = stripe.pay(page_of(engines, stripe, invoice))
    refund = stripe.refund(paid, 30_00)
    deliver(engines, stripe, stripe.deliveries())
    work(engines, stripe)
    assert troubles(engines, paid) == set()
    stripe.fail_refund(refund)
    deliver(engines, stripe, stripe.deliveries())
    work(engines, stripe)
    assert troubles(engines, paid) == {"refund_failed"}


@pytest.mark.parametrize(("trouble", "changes", "is_kept"), [
    ("wrong_livemode", {"livemode": True}, False),
    ("wrong_currency", {"currency": "sek"}, False),
    ("wrong_amount", {"amount_received": 1}, True),
    ("unknown_invoice", {"metadata": {"invoice": "1999000001"}}, True),
    ("unknown_invoice", {"metadata": {}}, True),
])  # fmt: skip
def test_what_does_not_agree_is_in_sight_and_never_applied(engines, stripe, invoice, trouble, changes, is_kept):
    paid = stripe.pay(page_of(engines, stripe, invoice), **changes)
    deliver(engines, stripe, stripe.deliveries())
    work(engines, stripe)
    assert troubles(engines, paid) == {trouble}
    with StaffSession(engines) as session:
        assert open_cents(session, invoice) == invoice.gross_cents
        assert (paid in {each.payment.external_id for each in unallocated(session)}) == is_kept


def test_a_sum_nobody_was_asked_for_is_not_believed_for_another_s_invoice(engines, stripe, invoice):
    paid = stripe.add_payment(invoice.gross_cents, {"invoice": invoice.number})
    deliver(engines, stripe, stripe.deliveries())
    work(engines, stripe)
    assert troubles(engines, paid["id"]) == {"wrong_amount"}


def test_only_what_stripe_signed_just_now_is_believed(stripe):
    stripe.add_payment(1, {})
    (payload, signature), event = stripe.deliveries()[0], stripe.events[0]
    assert stripe.gateway().verified(payload, signature).id == event["id"]
    for bad in (
        (payload.replace(b'"eur"', b'"sek"'), signature),
        (payload, ""),
        signed(event, "whsec_other"),
        signed(event, SIGNING, int(time.time()) - 600),
        signed({"object": "event"}),
        (b"x{", signature),
    ):
        with pytest.raises(BadEvent):
            stripe.gateway().verified(*bad)


def test_what_is_no_business_of_ours_is_handled_and_changes_nothing(engines, stripe):
    stripe.tell("balance.available", {"object": "balance"})
    stripe.tell("payout.paid", {"object": "payout", "id": "po_1"})
    deliver(engines, stripe, stripe.deliveries())
    work(engines, stripe)
    with WorkerSession(engines) as session:
        ids = {each["id"] for each in stripe.events}
        assert not ids & {each.id for each in [*events.waiting_events(session), *events.troubled_events(session)]}


def test_the_night_finds_what_was_never_told_and_what_differs(engines, stripe, invoice):
    page = page_of(engines, stripe, invoice)
    paid = stripe.pay(page)
    gateway = stripe.gateway()

    def found() -> list[str]:
        with WorkerSession(engines) as session:
            listed = differences(session, gateway.payments_since(LONG_AGO), LONG_AGO)
            return [each.kind for each in listed if each.subject == paid]

    assert found() == ["not_in_ledger"]
    with WorkerSession(engines) as session, session.begin():
        catch_up(session, gateway.events_since(LONG_AGO))
    work(engines, stripe)
    assert found() == []
    assert ledger_of(engines, invoice)[0] == 0
    stripe.refund(paid, 5)
    assert found() == ["other_sum"]
    del stripe.objects[paid]
    assert found() == ["not_at_stripe"]
