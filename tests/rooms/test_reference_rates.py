"""The reference rate of a half-year counts when a second staff member has approved it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from billing.reference_rates import KIND, propose_rate, reference_rates
from billing.reminders import possible_claim
from tenants import proposals
from tenants.boundary import StaffSession
from tenants.errors import Refused
from tests.makers import a_person
from tests.money import an_unpaid_invoice


@pytest.fixture
def desk(engines):
    """The staff's session; nothing is committed."""
    with StaffSession(engines) as session:
        yield session


@pytest.fixture
def officers(engines):
    """Two of the staff."""
    return [a_person(engines, is_staff=True).id for _ in range(2)]


def enter(desk, officers, day, rate) -> None:
    proposal = propose_rate(desk, officers[0], day, Decimal(rate))
    desk.flush()
    proposals.decide(desk, proposal, officers[1], approve=True)
    desk.flush()


def test_a_claim_waits_for_the_rate_of_its_half_year(engines, desk, officers):
    invoice = an_unpaid_invoice(engines)  # due on 3 February 2027
    today = invoice.due_on + timedelta(days=10)
    proposal = propose_rate(desk, officers[0], date(2027, 3, 1), Decimal("3.0"))
    desk.flush()
    with pytest.raises(Refused, match="reference_rate_missing"):
        possible_claim(desk, invoice, today)
    proposals.decide(desk, proposal, officers[1], approve=True)
    desk.flush()
    assert abs(possible_claim(desk, invoice, today).interest_cents - invoice.gross_cents * 0.11 * 10 / 365) <= 1


def test_a_rate_entered_again_replaces_the_earlier_one_and_a_declined_one_never_counts(desk, officers):
    enter(desk, officers, date(2031, 1, 1), "2.5")
    enter(desk, officers, date(2031, 6, 30), "3.5")
    declined = propose_rate(desk, officers[0], date(2031, 1, 1), Decimal("9.5"))
    desk.flush()
    proposals.decide(desk, declined, officers[1], approve=False)
    desk.flush()
    assert reference_rates(desk)[date(2031, 1, 1)] == Decimal("3.5")
    assert declined not in proposals.approved(desk, KIND)


@pytest.mark.parametrize("rate", ["2.3", "-0.5", "30.5"])
def test_what_is_no_reference_rate_is_refused(desk, officers, rate):
    with pytest.raises(Refused, match="rate_not_half"):
        propose_rate(desk, officers[0], date(2031, 1, 1), Decimal(rate))
