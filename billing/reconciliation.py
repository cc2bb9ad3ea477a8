"""Whether ledger, Stripe and bank say the same, looked at every night; differences are listed and nothing is changed.

What was never delivered is told again and goes the way of every event. A payment is compared net of its refunds.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from billing.balances import balances
from billing.events import keep_event
from billing.payment_models import Payment, Reconciliation, StoredDifference
from billing.payments import REST, ROOT
from billing.payouts import missing_payouts
from billing.stripe_gateway import CardPayment, Told
from tenants.clock import HELSINKI

MOST_SHOWN = 31


@dataclass(frozen=True)
class Difference:
    """`subject` is a payment's or payout's id at its channel, or an invoice's number."""

    kind: str
    """not_in_ledger, not_at_stripe, other_sum, divided_twice, paid_twice or not_in_bank"""
    subject: str
    ours_cents: int
    theirs_cents: int


def catch_up(session: Session, told: Iterable[Told]) -> None:
    """Keep what Stripe says has happened; what is known already stays as it is."""
    for each in told:
        keep_event(session, each)


def reconcile(
    session: Session, payments: Iterable[CardPayment] | None, since: datetime, now: datetime
) -> list[Difference]:
    """Compare, and keep for staff what was found; `payments` are Stripe's, None where nobody pays by card."""
    is_with_stripe = payments is not None
    found = differences(session, payments, since) if is_with_stripe else _within(session)
    today = now.astimezone(HELSINKI).date()
    found += [Difference("not_in_bank", each.id, 0, each.cents) for each in missing_payouts(session, today)]
    rows = [StoredDifference(**asdict(each)) for each in found]
    session.add(Reconciliation(at=now, is_with_stripe=is_with_stripe, differences=rows))
    return found


def nights(session: Session) -> list[Reconciliation]:
    """The latest comparisons with what each found, newest first."""
    newest = select(Reconciliation).order_by(Reconciliation.at.desc()).limit(MOST_SHOWN)
    return list(session.scalars(newest.options(selectinload(Reconciliation.differences))))


def differences(session: Session, payments: Iterable[CardPayment], since: datetime) -> list[Difference]:
    """What does not agree: with Stripe's payments since a moment, and within our own ledger."""
    theirs = {each.id: _net(each) for each in payments if each.is_paid and each.currency == "eur"}
    ours = _our_card_payments(session)
    recent = {each for each, (day, _) in ours.items() if day > since.date()}
    found = [Difference("not_in_ledger", each, 0, theirs[each]) for each in theirs.keys() - ours.keys()]
    found += [Difference("not_at_stripe", each, ours[each][1], 0) for each in recent - theirs.keys()]
    found += [
        Difference("other_sum", each, ours[each][1], theirs[each])
        for each in theirs.keys() & ours.keys()
        if ours[each][1] != theirs[each]
    ]
    return sorted([*found, *_within(session)], key=lambda each: (each.kind, each.subject))


def _net(paid: CardPayment) -> int:
    return paid.cents - sum(each.cents for each in paid.refunds)


def _our_card_payments(session: Session) -> dict[str, tuple]:
    """Day and net sum by Stripe's id."""
    rows = list(session.scalars(select(Payment).where(Payment.channel == "stripe")))
    net: dict = {}
    for row in rows:
        root = row.refunds_id or row.id
        net[root] = net.get(root, 0) + row.cents
    return {row.external_id: (row.received_on, net[row.id]) for row in rows if row.refunds_id is None}


def _within(session: Session) -> list[Difference]:
    """Nothing of this can happen while payments are divided one at a time; that is why it is looked at."""
    over = select(func.min(Payment.external_id), REST, func.sum(Payment.cents)).group_by(ROOT)
    divided = [
        Difference("divided_twice", external_id, cents, cents - rest)
        for external_id, rest, cents in session.execute(over)
        if cents >= 0 > rest
    ]
    paid = [
        Difference("paid_twice", each.invoice.number, each.allocated_cents, each.invoice.gross_cents)
        for each in balances(session)
        if each.allocated_cents > each.invoice.gross_cents
    ]
    return divided + paid
