"""Money given back: by card by Stripe, when a person decides so; by bank by a person, or by the bank itself.

A card's refund is only asked for here; the worker carries it to Stripe, outside every transaction and once.
"""

import uuid
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from billing.payment_models import CardRefund, Payment, PaymentOffset
from billing.payments import rest_cents, store_payment, take_turn
from tenants.errors import Refused

MOST_TRIES = 20
"""After that a person says when it is tried again."""


def record_return(session: Session, by_bank: Payment, cents: int, paid_on: date) -> None:
    """Money that no invoice has taken was paid back from our account.

    Raises Refused with "more_than_left" or "returned_too_early".
    """
    take_turn(session)
    rest = rest_cents(session, by_bank)
    if not 0 < cents <= rest:
        raise Refused("more_than_left", rest_cents=rest)
    if paid_on < by_bank.received_on:
        raise Refused("returned_too_early", received_on=by_bank.received_on)
    facts = {"payer": by_bank.payer, "refunds_id": by_bank.id}
    store_payment(session, "bank", f"returned:{uuid.uuid4()}", paid_on, -cents, **facts)


def offset(session: Session, by: uuid.UUID, went: Payment, came: Payment) -> int:
    """Money that went back is what had come before; returns how much of it. Raises Refused("nothing_to_offset")."""
    take_turn(session)
    cents = min(-rest_cents(session, went), rest_cents(session, came))
    if cents <= 0:
        raise Refused("nothing_to_offset")
    session.add(PaymentOffset(came_id=came.id, went_id=went.id, cents=cents, person_id=by))
    session.flush()
    return cents


def ask_refund(session: Session, by: uuid.UUID, by_card: Payment, cents: int) -> CardRefund:
    """Have Stripe give back a part of a card payment or all of it; first goes what no invoice has taken.

    Raises Refused with "refund_waiting" or "more_than_came" (left_cents=...).
    """
    take_turn(session)
    if session.scalar(select(CardRefund.id).where(CardRefund.payment_id == by_card.id, CardRefund.state == "waiting")):
        raise Refused("refund_waiting")
    left = net_cents(session, by_card)
    if not 0 < cents <= left:
        raise Refused("more_than_came", left_cents=left)
    asked = CardRefund(payment_id=by_card.id, cents=cents, person_id=by)
    session.add(asked)
    session.flush()
    return asked


def net_cents(session: Session, payment: Payment) -> int:
    """What has not been given back of a payment."""
    given = select(func.coalesce(func.sum(Payment.cents), 0)).where(Payment.refunds_id == payment.id)
    return payment.cents + session.scalar(given)


def refunds_of(session: Session, payment: Payment) -> list[CardRefund]:
    """What was asked for, oldest first."""
    asked = select(CardRefund).where(CardRefund.payment_id == payment.id)
    return list(session.scalars(asked.order_by(CardRefund.asked_at)))


def waiting_refunds(session: Session) -> list[tuple[CardRefund, str]]:
    """What is to be carried to Stripe now, each with Stripe's id of the payment."""
    asked = select(CardRefund, Payment.external_id).join(Payment, Payment.id == CardRefund.payment_id)
    due = asked.where(CardRefund.state == "waiting", CardRefund.tries < MOST_TRIES)
    return [tuple(row) for row in session.execute(due.order_by(CardRefund.asked_at))]


def troubled_refunds(session: Session) -> list[tuple[CardRefund, Payment]]:
    """What has not got through, or was refused, newest first: for a person."""
    asked = select(CardRefund, Payment).join(Payment, Payment.id == CardRefund.payment_id)
    troubled = asked.where(CardRefund.error.is_not(None)).order_by(CardRefund.asked_at.desc())
    return [tuple(row) for row in session.execute(troubled)]


def note_refund(session: Session, refund_id: uuid.UUID, state: str, error: str | None = None) -> None:
    """What became of it at Stripe; one that still waits has been tried once more."""
    asked = session.get_one(CardRefund, refund_id, with_for_update=True, populate_existing=True)
    asked.state, asked.error = state, error
    asked.tries += state == "waiting"
