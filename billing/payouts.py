"""What Stripe pays out to our account, found again among what the bank tells.

Stripe takes its fees off, so a payout is the sum of no payments of ours: what is compared is that each payout has
come, to the cent. A bank's entry of one pays no invoice and waits in no queue.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from billing.payment_models import CardPayout, Payment
from billing.payments import rest_cents, take_turn
from billing.stripe_gateway import Payout

DAYS_EARLY, DAYS_LATE = timedelta(days=3), timedelta(days=7)
"""Around the day that Stripe promises; the bank's file is taken in some days later."""

SENDER = "stripe"
"""In the payer's name or the message of the bank's entry."""


def keep_payouts(session: Session, payouts: Iterable[Payout]) -> None:
    """Store each once, and find those that have come."""
    take_turn(session)
    for each in payouts:
        row = {"id": each.id, "cents": each.cents, "arrived_on": each.arrived_on}
        session.execute(insert(CardPayout).values(**row).on_conflict_do_nothing())
    for payout in session.scalars(select(CardPayout).where(CardPayout.payment_id.is_(None)).order_by(CardPayout.id)):
        entry = _entry_of(session, payout)
        payout.payment_id = entry.id if entry else None
        session.flush()


def missing_payouts(session: Session, today: date) -> list[CardPayout]:
    """Those that the bank should have told of by now."""
    due = CardPayout.arrived_on < today - DAYS_LATE
    return list(session.scalars(select(CardPayout).where(CardPayout.payment_id.is_(None), due)))


def _entry_of(session: Session, payout: CardPayout) -> Payment | None:
    """The bank's first entry of the sum from Stripe in those days that is no other payout's and pays no invoice."""
    taken = select(CardPayout.payment_id).where(CardPayout.payment_id.is_not(None))
    entries = select(Payment).where(
        Payment.channel == "bank",
        Payment.cents == payout.cents,
        Payment.received_on.between(payout.arrived_on - DAYS_EARLY, payout.arrived_on + DAYS_LATE),
        or_(Payment.payer.icontains(SENDER), Payment.message.icontains(SENDER)),
        Payment.id.not_in(taken),
    )
    found = session.scalars(entries.order_by(Payment.received_on, Payment.external_id))
    return next((each for each in found if rest_cents(session, each) == each.cents), None)
