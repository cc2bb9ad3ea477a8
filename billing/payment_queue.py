"""Money that no invoice has taken: partly, twice or too much paid, or without a reference; with likely invoices."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from billing.balances import Balance, unpaid
from billing.payment_models import Payment
from billing.payments import REST, ROOT
from billing.references import read_reference


@dataclass(frozen=True)
class Unallocated:
    """A payment with what is left of it; `suggestions` come likeliest first, for a person to choose from."""

    payment: Payment
    rest_cents: int
    suggestions: tuple[Balance, ...]


def unallocated(session: Session) -> list[Unallocated]:
    """Every payment that is not wholly counted for invoices, oldest first."""
    rests = dict(tuple(row) for row in session.execute(select(ROOT, REST).group_by(ROOT).having(REST != 0)))
    payments = session.scalars(
        select(Payment).where(Payment.id.in_(rests)).order_by(Payment.received_on, Payment.external_id)
    )
    open_ones = unpaid(session)
    return [Unallocated(each, rests[each.id], suggestions(each, rests[each.id], open_ones)) for each in payments]


def suggestions(payment: Payment, rest_cents: int, open_ones: list[Balance]) -> tuple[Balance, ...]:
    """Unpaid invoices of exactly this sum, then those whose number or reference stands in the message."""
    named = _numbers(payment.message or "")
    fitting = [
        (each.open_cents != rest_cents, not named & {each.invoice.number, each.invoice.reference}, each)
        for each in open_ones
    ]
    likely = [each for each in fitting if not (each[0] and each[1])]
    return tuple(balance for *_, balance in sorted(likely, key=lambda each: each[:2]))


def _numbers(message: str) -> set[str]:
    """Numbers as people write them: 2027-000123, in groups of five, or in RF form."""
    words = {re.sub(r"\D", "", each) for each in re.findall(r"\d[\d -]*\d", message)}
    words |= set(re.findall(r"\d+", message))
    return words | {
        read for each in re.findall(r"RF[\d ]+|\d[\d ]*", message.upper()) if (read := read_reference(each))
    }
