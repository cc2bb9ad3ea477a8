"""What an unpaid invoice leads to: reminders by days, and what the law lets us claim if a person decides so.

Interest: Interest Act (korkolaki, räntelagen 633/1982) section 4 a, the reference rate and eight points, without a
reminder and also from authorities. 40 euros: Debt Collection Act (perintälaki, lagen om indrivning av fordringar
513/1999) section 10 e. Nothing here claims anything.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from billing.cents import half_up
from billing.payment_days import last_day_in_time
from tenants.errors import Refused


class Reminder(StrEnum):
    """The letters about an unpaid invoice, in their order."""

    FRIENDLY_NOTE = "friendly_note"
    REMINDER = "reminder"
    OWNER_NOTICE = "owner_notice"
    """To the licence's owner, not only to the payer."""


DAYS_AFTER_DUE = {Reminder.FRIENDLY_NOTE: 3, Reminder.REMINDER: 14, Reminder.OWNER_NOTICE: 30}
STANDARD_COMPENSATION_CENTS = 40_00
POINTS_ABOVE_REFERENCE = Decimal(8)
DAYS_OF_INTEREST_YEAR = 365

REFERENCE_RATES: Mapping[date, Decimal] = {
    date(2023, 1, 1): Decimal("2.5"),
    date(2023, 7, 1): Decimal("4.0"),
    date(2024, 1, 1): Decimal("4.5"),
    date(2024, 7, 1): Decimal("4.5"),
    date(2025, 1, 1): Decimal("3.5"),
    # Worked out by section 12 from the European Central Bank's 2.15 %; the other rows as the Bank of Finland announced.
    date(2025, 7, 1): Decimal("2.5"),
    date(2026, 1, 1): Decimal("2.5"),
}
"""Per cent, by the first day of the half-year, as shipped; staff enter later ones (`billing.reference_rates`)."""


@dataclass(frozen=True)
class LateClaim:
    """What may be claimed of a late payment on top of the debt; free of value added tax."""

    interest_cents: int
    compensation_cents: int


def reminder_due(
    due_on: date, today: date, sent: Collection[Reminder] = (), *, disputed: bool = False
) -> Reminder | None:
    """The letter to send today, if any. The latest reached replaces those missed before it; none is sent twice."""
    if disputed or today <= last_day_in_time(due_on):
        return None
    reached = [step for step, days in DAYS_AFTER_DUE.items() if today >= due_on + timedelta(days=days)]
    order = list(DAYS_AFTER_DUE)
    if not reached or any(order.index(step) >= order.index(reached[-1]) for step in sent):
        return None
    return reached[-1]


def late_claim(
    open_cents: int, due_on: date, day: date, rates: Mapping[date, Decimal] = REFERENCE_RATES
) -> LateClaim:
    """What a debt unpaid until `day` (the day the money came, or today) would let us claim.

    Raises Refused("reference_rate_missing", half_year=...) rather than guess a rate that has not been entered.
    """
    if day <= last_day_in_time(due_on):
        return LateClaim(0, 0)
    return LateClaim(_interest_cents(open_cents, last_day_in_time(due_on), day, rates), STANDARD_COMPENSATION_CENTS)


def _interest_cents(open_cents: int, after: date, until: date, rates: Mapping[date, Decimal]) -> int:
    """By real days of a year of 365, each day at the rate of its half-year; rounded once."""
    days = (after + timedelta(days=number) for number in range(1, (until - after).days + 1))
    points = sum(Fraction(_reference_rate(day, rates) + POINTS_ABOVE_REFERENCE) for day in days)
    return half_up(open_cents * points / 100 / DAYS_OF_INTEREST_YEAR)


def half_year_of(day: date) -> date:
    """Its first day."""
    return date(day.year, 1 if day.month < 7 else 7, 1)


def _reference_rate(day: date, rates: Mapping[date, Decimal]) -> Decimal:
    half_year = half_year_of(day)
    if half_year not in rates:
        raise Refused("reference_rate_missing", half_year=half_year)
    return rates[half_year]
