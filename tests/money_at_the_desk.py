"""What the pages about money show when there is something of everything; all committed."""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from billing import bank_files, events, giving_back, reconciliation, reminders
from billing.models import Invoice
from billing.payment_models import CardRefund, InvoiceReminder, Payment, StripeEvent
from billing.payments import allocate
from billing.reference_rates import propose_rate
from billing.stripe_gateway import CardPayment, Told
from tenants import clock
from tenants.boundary import StaffSession, WorkerSession
from tenants.database import Engines
from tests.bank_files import ACCOUNT, Money, a_statement
from tests.makers import a_person
from tests.money import ISSUED_ON, an_unpaid_invoice


@dataclass(frozen=True)
class MoneyAtTheDesk:
    """Where a test of pages finds it."""

    waiting: Payment
    """By bank, counted in part for another invoice, with suggestions."""
    by_card: Payment
    event: StripeEvent
    refund: CardRefund


def money_at_the_desk(engines: Engines, invoice: Invoice) -> MoneyAtTheDesk:
    """A part payment and one without a reference, one that went back, a card payment in trouble, a dispute."""
    officer, other = a_person(engines, "Liiton Maija", is_staff=True).id, an_unpaid_invoice(engines)
    with StaffSession(engines) as session, session.begin():
        waiting = _by_bank(session, officer, invoice)
        allocate(session, waiting, other, 10_00, officer)
        reminders.open_dispute(session, officer, invoice, "Väkiluku on maksajan mielestä väärä")
        session.add(InvoiceReminder(tenant_id=invoice.tenant_id, invoice_id=invoice.id, step="friendly_note"))
        propose_rate(session, officer, date(2052, 1, 1), Decimal("2.5"))
    paid, event = _by_card(engines, officer)
    with StaffSession(engines) as session, session.begin():
        refund = giving_back.ask_refund(session, officer, paid, 5_00)
    with WorkerSession(engines) as session, session.begin():
        giving_back.note_refund(session, refund.id, "waiting", "APIConnectionError")
        reconciliation.reconcile(session, [], clock.now(), clock.now())
    return MoneyAtTheDesk(waiting, paid, event, refund)


def _by_bank(session: StaffSession, officer: uuid.UUID, invoice: Invoice) -> Payment:
    payer, number = invoice.document["buyer"]["name"], f"{invoice.number[:4]}-{invoice.number[4:]}"
    entries = (
        Money(100_00, invoice.reference, bank_id=uuid.uuid4().hex),
        Money(50_00, message=f"Lasku {number}", payer=payer, bank_id="w" + uuid.uuid4().hex),
        Money(70_00, "1232", bank_id=uuid.uuid4().hex),
    )
    bank_files.take_in_statement(session, officer, "tiliote.xml", a_statement(*entries), ACCOUNT)
    back = Money(20_00, is_credit=False, bank_id=uuid.uuid4().hex)
    content = a_statement(back, reversal="<RvslInd>true</RvslInd>")
    bank_files.take_in_statement(session, officer, "palautus.xml", content, ACCOUNT)
    return session.query(Payment).filter(Payment.external_id == f"{ACCOUNT}:{entries[1].bank_id}").one()


def _by_card(engines: Engines, officer: uuid.UUID) -> tuple[Payment, StripeEvent]:
    """Paid by card for an invoice that does not exist; then Stripe stopped answering."""
    id = f"pi_{uuid.uuid4().hex}"
    paid = CardPayment(id, True, 30_00, "eur", False, "1999000009", ISSUED_ON, ())
    with WorkerSession(engines) as session, session.begin():
        for number in (1, 2):
            events.keep_event(session, Told(f"evt_{number}_{id}", "payment_intent.succeeded", id))
        events.apply_event(session, f"evt_1_{id}", None, paid, is_live=False)
        events.note_failure(session, f"evt_2_{id}", ConnectionError())
    with StaffSession(engines) as session:
        payment = session.query(Payment).filter(Payment.external_id == id).one()
        return payment, session.get_one(StripeEvent, f"evt_1_{id}")
