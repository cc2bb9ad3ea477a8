"""Value added tax: which general rate a day has, and what it makes on a sum.

The rates: Value Added Tax Act (arvonlisäverolaki, mervärdesskattelagen 1501/1993) section 84; 24 % since 1.1.2013,
25.5 % since 1.9.2024 (government bill HE 61/2024). A service takes the rate of the days it is given, so a period across
a change is divided; but what was paid in advance keeps the rate of the day the money came (section 15; Tax
Administration, "Arvonlisäverokantojen muutostilanteet"). A credit note takes the rate of the invoice it corrects.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from billing.cents import half_up
from billing.documents import Line, VatRow
from tenants.errors import Refused

GENERAL_RATES = (
    (date(2013, 1, 1), Decimal("24")),
    (date(2024, 9, 1), Decimal("25.5")),
)
"""Per cent, from the day on, oldest first."""


@dataclass(frozen=True)
class RatedPeriod:
    """Days of service (both included) that have the same rate."""

    first_day: date
    last_day: date
    rate: Decimal


def rate_on(day: date) -> Decimal:
    """The general rate of a day, in per cent. Raises Refused("no_vat_rate") for a day before the table begins."""
    begun = [rate for first_day, rate in GENERAL_RATES if first_day <= day]
    if not begun:
        raise Refused("no_vat_rate", day=day)
    return begun[-1]


def split_by_rate(first_day: date, last_day: date, paid_on: date | None = None) -> tuple[RatedPeriod, ...]:
    """The period, divided where the rate changes. How its price is divided: proration.split_cents by days.

    `paid_on`: the day the money came, or is due to come. Days of service after it are paid in advance.
    """
    if last_day < first_day:
        raise ValueError(f"a period from {first_day} does not end on {last_day}")
    fixed_on = paid_on or last_day
    starts = [first_day, *(day for day, _ in GENERAL_RATES if first_day < day <= min(last_day, fixed_on))]
    ends = [*(day - timedelta(days=1) for day in starts[1:]), last_day]
    return tuple(
        RatedPeriod(start, end, rate_on(min(start, fixed_on))) for start, end in zip(starts, ends, strict=True)
    )


def vat_cents(net_cents: int, rate: Decimal) -> int:
    """The tax on a net sum at a rate in per cent."""
    return half_up(net_cents * rate / 100)


def vat_rows(lines: Iterable[Line]) -> tuple[VatRow, ...]:
    """The tax of a document: worked out once on each rate's net sum, lowest rate first."""
    nets: defaultdict[Decimal, int] = defaultdict(int)
    for line in lines:
        nets[line.vat_rate] += line.net_cents
    return tuple(VatRow(rate, net, vat_cents(net, rate)) for rate, net in sorted(nets.items()))


def credited_vat_cents(net_cents: int, rate: Decimal, credited_net_cents: int) -> int:
    """The tax to credit with a net sum, when `credited_net_cents` of the same invoice and rate were credited before.

    Counted from the running total, so that many small credits together never give back more tax than was invoiced.
    """
    return vat_cents(credited_net_cents + net_cents, rate) - vat_cents(credited_net_cents, rate)
