"""After any history with faults of payers, staff, bank and Stripe: ledger = Stripe = bank, no cent counted twice."""

import uuid
from random import Random

import pytest
from sqlalchemy import func, select

from app.payments import cards
from billing.balances import balance_of, open_cents
from billing.bank_files import take_in_statement
from billing.giving_back import ask_refund, record_return
from billing.payment_models import Allocation, Payment
from billing.payments import allocate, paid_by, rest_cents, take_off
from billing.reconciliation import catch_up, differences
from tenants.boundary import StaffSession, WorkerSession
from tenants.errors import Refused
from tests.bank_files import ACCOUNT, Money, a_statement
from tests.makers import a_person
from tests.money import an_unpaid_invoice
from tests.rooms.test_card_payments import LONG_AGO, deliver, page_of, work
from tests.stripe_server import a_stripe

LENGTH = 70


class History:
    """What happens to three invoices; every deed is drawn by chance, and what is refused is refused."""

    def __init__(self, engines, stripe, chance: Random):
        self.engines, self.stripe, self.chance = engines, stripe, chance
        self.invoices = [an_unpaid_invoice(engines) for _ in range(3)]
        self.officer = a_person(engines, is_staff=True).id
        self.files: list[bytes] = []
        self.told: dict[str, int] = {}
        """What the bank has told of, by id."""
        self.returned = 0

    def happen(self) -> None:
        deeds = (
            self.opens_a_page, self.pays_by_card, self.pays_by_bank, self.pays_by_bank, self.tells_again,
            self.divides, self.divides, self.takes_off, self.returns_by_bank, self.asks_a_refund,
            self.refunds_at_stripe, self.works, self.works,
        )  # fmt: skip
        self.opens_a_page()
        self.pays_by_card()
        self.refunds_at_stripe()
        for _ in range(LENGTH):
            try:
                self.chance.choice(deeds)()
            except Refused:
                continue

    def opens_a_page(self) -> None:
        page_of(self.engines, self.stripe, self.chance.choice(self.invoices))

    def pays_by_card(self) -> None:
        pages = [each["id"] for each in self.stripe.of_kind("checkout.session") if each["status"] == "open"]
        if pages:
            self.stripe.pay(self.chance.choice(pages))

    def pays_by_bank(self) -> None:
        """With the reference, without it, or with a wrong one; sometimes more than was asked."""
        invoice = self.chance.choice(self.invoices)
        cents = self.chance.choice([self.chance.randint(1, invoice.gross_cents // 3), invoice.gross_cents])
        id = uuid.uuid4().hex
        self.told[f"{ACCOUNT}:{id}"] = cents
        reference = self.chance.choice([invoice.reference, invoice.reference, "", "1232"])
        self.files.append(a_statement(Money(cents, reference, bank_id=id)))
        self._take_in(self.files[-1])

    def tells_again(self) -> None:
        """The same file, or its transactions in another one."""
        if self.files:
            again = self.chance.choice(self.files)
            self._take_in(self.chance.choice([again, again + b"\n"]))

    def divides(self) -> None:
        with StaffSession(self.engines) as session, session.begin():
            payment, invoice = self.chance.choice(self.ours(session)), self.chance.choice(self.invoices)
            whole = min(rest_cents(session, payment), open_cents(session, invoice))
            allocate(session, payment, invoice, self.chance.choice([whole, whole // 2, whole + 1]), self.officer)

    def takes_off(self) -> None:
        with StaffSession(self.engines) as session, session.begin():
            payment = self.chance.choice(self.ours(session))
            for balance, _ in paid_by(session, payment)[:1]:
                take_off(session, payment, balance.invoice, self.officer)

    def returns_by_bank(self) -> None:
        with StaffSession(self.engines) as session, session.begin():
            by_bank = [each for each in self.ours(session) if each.channel == "bank"]
            if not by_bank:
                return
            payment, cents = self.chance.choice(by_bank), self.chance.randint(1, 50_00)
            record_return(session, payment, cents, payment.received_on)
        self.returned += cents

    def asks_a_refund(self) -> None:
        with StaffSession(self.engines) as session, session.begin():
            by_card = [each for each in self.ours(session) if each.channel == "stripe"]
            if by_card:
                ask_refund(session, self.officer, self.chance.choice(by_card), self.chance.randint(1, 50_00))

    def refunds_at_stripe(self) -> None:
        """By hand, on Stripe's own pages."""
        if paid := self.stripe.of_kind("payment_intent"):
            self.stripe.refund(self.chance.choice(paid)["id"], self.chance.randint(1, 50_00))

    def works(self) -> None:
        """Events are lost, doubled and shuffled, and Stripe does not always answer."""
        deliver(self.engines, self.stripe, self.stripe.deliveries(self.chance))
        self.stripe.troubles = self.chance.choice([[], [], [500] * 4])
        work(self.engines, self.stripe)
        cards.give_back(self.engines, self.stripe.gateway())
        self.stripe.troubles = []

    def comes_to_rest(self) -> None:
        """A night: what was never delivered is told, and what waited is done."""
        for _ in range(2):
            with WorkerSession(self.engines) as session, session.begin():
                catch_up(session, self.stripe.gateway().events_since(LONG_AGO))
            work(self.engines, self.stripe)
            cards.give_back(self.engines, self.stripe.gateway())

    def ours(self, session) -> list[Payment]:
        """The payments of this history; what gave back a part of one is not among them."""
        ids = [*(each["id"] for each in self.stripe.of_kind("payment_intent")), *self.told]
        mine = select(Payment).where(Payment.external_id.in_(ids), Payment.refunds_id.is_(None))
        if not (found := sorted(session.scalars(mine), key=lambda each: ids.index(each.external_id))):
            raise Refused("nothing_yet")
        return found

    def _take_in(self, content: bytes) -> None:
        with StaffSession(self.engines) as session, session.begin():
            take_in_statement(session, self.officer, "tiliote.xml", content, ACCOUNT)


@pytest.fixture(scope="module", params=range(3))
def history(engines, request):
    """Three different ones, each the same at every run."""
    with a_stripe() as stripe:
        history = History(engines, stripe, Random(request.param))
        history.happen()
        history.comes_to_rest()
        yield history


def net_at_stripe(stripe, payment_id: str) -> int:
    return stripe.objects[payment_id]["amount"] - sum(each["amount"] for each in stripe.refunds_of(payment_id))


def given_back(payments: list[Payment]):
    """The sum, below zero."""
    ids = [each.id for each in payments]
    return select(func.coalesce(func.sum(Payment.cents), 0)).where(Payment.refunds_id.in_(ids))


def test_ledger_stripe_and_bank_agree_after_any_history(history):
    stripe = history.stripe
    with WorkerSession(history.engines) as session:
        payments = history.ours(session)
        given = given_back(payments)
        by_channel = {
            channel: sum(each.cents for each in payments if each.channel == channel)
            + session.scalar(given.where(Payment.channel == channel))
            for channel in ("bank", "stripe")
        }
        assert by_channel["bank"] == sum(history.told.values()) - history.returned
        paid = [each["id"] for each in stripe.of_kind("payment_intent")]
        assert by_channel["stripe"] == sum(net_at_stripe(stripe, each) for each in paid)
        found = differences(session, stripe.gateway().payments_since(LONG_AGO), LONG_AGO)
        mine = {*paid, *history.told, *(each.number for each in history.invoices)}
        assert [each for each in found if each.subject in mine] == []
        assert paid
        assert stripe.of_kind("refund")


def test_no_cent_is_counted_twice_or_lost(history):
    with WorkerSession(history.engines) as session:
        payments = history.ours(session)
        rests = [rest_cents(session, each) for each in payments]
        assert min(rests) >= 0
        balances = [balance_of(session, each) for each in history.invoices]
        assert all(0 <= each.allocated_cents <= each.invoice.gross_cents for each in balances)
        of_invoices = Allocation.invoice_id.in_([each.id for each in history.invoices])
        counted = session.scalar(select(func.sum(Allocation.cents)).where(of_invoices))
        came = sum(each.cents for each in payments)
        assert came + session.scalar(given_back(payments)) == counted + sum(rests)
