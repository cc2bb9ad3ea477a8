"""Where a fraction of a cent goes."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.cents import half_up


@pytest.mark.parametrize(("amount", "cents"), [
    ("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.49999", 2), ("-0.5", -1), ("-2.4", -2),
])
def test_halves_go_away_from_zero(amount, cents):
    assert half_up(Decimal(amount)) == cents
    assert half_up(Fraction(amount)) == cents


@given(st.fractions())
def test_no_amount_moves_by_more_than_half_a_cent_and_a_credit_rounds_like_its_charge(amount):
    assert abs(half_up(amount) - amount) <= Fraction(1, 2)
    assert half_up(-amount) == -half_up(amount)
