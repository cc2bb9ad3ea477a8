"""What staff change about money. Each deed is a line in the association's trail."""

import uuid
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from billing import bank_files, events, giving_back, payments, reference_rates, reminders
from billing.bank_files import TakenIn
from billing.models import Invoice
from billing.payment_models import CardRefund, Payment
from tenants import audit, proposals
from tenants.proposals import Proposal


def take_in_file(session: Session, by: uuid.UUID, name: str, content: bytes, account: str) -> TakenIn:
    """Store what a bank file tells. Raises Refused as `billing.bank_statements.read_statement` does."""
    taken = bank_files.take_in_statement(session, by, name, content, account)
    if not taken.is_known_file:
        audit.write_for_staff(session, by, "bank_file.taken_in", count=taken.stored)
    return taken


def count_payment(session: Session, by: uuid.UUID, payment: Payment, typed: str, cents: int) -> Invoice:
    """Count a sum for the invoice whose number or reference was typed; of money that went back it is taken off.

    Raises Refused as `invoice_named` and `allocate` do.
    """
    invoice = payments.invoice_named(session, typed)
    if payments.rest_cents(session, payment) < 0:
        payments.allocate(session, payment, invoice, -cents, by)
        audit.write_for_staff(session, by, "payment.counted_back", cents=cents, number=invoice.number)
    else:
        payments.allocate(session, payment, invoice, cents, by)
        audit.write_for_staff(session, by, "payment.counted", cents=cents, number=invoice.number)
    return invoice


def take_off(session: Session, by: uuid.UUID, payment: Payment, number: str) -> None:
    """Count nothing of a payment for an invoice any more. Raises Refused as `invoice_named` and `take_off` do."""
    invoice = payments.invoice_named(session, number)
    cents = payments.take_off(session, payment, invoice, by)
    audit.write_for_staff(session, by, "payment.taken_off", cents=cents, number=invoice.number)


def record_return(session: Session, by: uuid.UUID, payment: Payment, cents: int, paid_on: date) -> None:
    """Money was paid back from the account. Raises Refused with "more_than_left" or "returned_too_early"."""
    giving_back.record_return(session, payment, cents, paid_on)
    audit.write_for_staff(session, by, "payment.returned", cents=cents, paid_on=paid_on.isoformat())


def offset(session: Session, by: uuid.UUID, went: Payment, came: Payment) -> None:
    """What went back is what had come before. Raises Refused("nothing_to_offset")."""
    cents = giving_back.offset(session, by, went, came)
    audit.write_for_staff(session, by, "payment.offset", cents=cents, came_on=came.received_on.isoformat())


def ask_refund(session: Session, by: uuid.UUID, payment: Payment, cents: int) -> None:
    """Have Stripe give money back. Raises Refused with "refund_waiting" or "more_than_came"."""
    giving_back.ask_refund(session, by, payment, cents)
    audit.write_for_staff(session, by, "refund.asked", cents=cents)


def try_refund_again(session: Session, by: uuid.UUID, refund_id: uuid.UUID) -> bool:
    """Let the worker carry a refund to Stripe anew; False when none waits under this id."""
    asked = session.get(CardRefund, refund_id, with_for_update=True)
    if asked is None or asked.state != "waiting":
        return False
    asked.tries = 0
    audit.write_for_staff(session, by, "refund.retried", cents=asked.cents)
    return True


def open_dispute(session: Session, by: uuid.UUID, invoice: Invoice, note: str) -> None:
    """No reminder goes from now on. Raises Refused("already_disputed")."""
    reminders.open_dispute(session, by, invoice, note)
    audit.write_for_staff(session, by, "dispute.opened", number=invoice.number)


def close_dispute(session: Session, by: uuid.UUID, invoice: Invoice, note: str) -> None:
    """Reminders go again. Raises Refused("not_disputed")."""
    reminders.close_dispute(session, by, invoice, note)
    audit.write_for_staff(session, by, "dispute.closed", number=invoice.number)


DISPUTES = {"open": open_dispute, "close": close_dispute}


def propose_rate(session: Session, by: uuid.UUID, half_year: date, rate: Decimal) -> None:
    """Lay a reference rate before another staff member. Raises Refused("rate_not_half")."""
    reference_rates.propose_rate(session, by, half_year, rate)
    audit.write_for_staff(session, by, "rate.proposed", half_year=half_year.isoformat())


def decide_rate(session: Session, by: uuid.UUID, proposal: Proposal, *, approve: bool) -> None:
    """The second person's word. Raises Refused with "own_proposal" or "already_decided"."""
    proposals.decide(session, proposal, by, approve=approve)
    half_year = proposal.payload["half_year"]
    if approve:
        audit.write_for_staff(session, by, "rate.approved", half_year=half_year)
    else:
        audit.write_for_staff(session, by, "rate.declined", half_year=half_year)


def try_event_again(session: Session, by: uuid.UUID, event_id: str) -> bool:
    """Let the worker handle what Stripe told anew; False when it is not in trouble."""
    event = events.try_again(session, event_id)
    if event:
        audit.write_for_staff(session, by, "card_event.retried", event=event.id)
    return event is not None


def settle_event(session: Session, by: uuid.UUID, event_id: str) -> bool:
    """A person has seen to what Stripe told; False when it is not in trouble."""
    event = events.settle_by_hand(session, event_id)
    if event:
        audit.write_for_staff(session, by, "card_event.settled", event=event.id)
    return event is not None


EVENTS = {"retry": try_event_again, "settle": settle_event}
