"""The Interest Act's reference rates, by which claims are worked out: those shipped, and those staff have entered.

The Bank of Finland announces the rate of the next half-year in June and in December. A rate entered for a half-year
again replaces the earlier one.
"""

import uuid
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from billing.dunning import REFERENCE_RATES, half_year_of
from tenants import proposals
from tenants.errors import Refused
from tenants.proposals import Proposal

KIND = "reference_rate"
STEP = Decimal("0.5")
"""Section 12: rounded up to the nearest half of a per cent."""

LARGEST = Decimal(30)


def reference_rates(session: Session) -> dict[date, Decimal]:
    """Per cent by the first day of the half-year; on the staff's plane."""
    return REFERENCE_RATES | dict(proposed_rate(each) for each in proposals.approved(session, KIND))


def propose_rate(session: Session, by: uuid.UUID, day: date, rate: Decimal) -> Proposal:
    """Lay the rate of the half-year of a day before a second staff member. Raises Refused("rate_not_half")."""
    if not 0 <= rate <= LARGEST or rate % STEP:
        raise Refused("rate_not_half")
    return proposals.propose(session, KIND, {"half_year": half_year_of(day).isoformat(), "rate": str(rate)}, by)


def proposed_rate(proposal: Proposal) -> tuple[date, Decimal]:
    """The first day of the half-year, and the rate that a proposal holds."""
    return date.fromisoformat(proposal.payload["half_year"]), Decimal(proposal.payload["rate"])
