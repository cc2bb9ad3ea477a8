"""Money is whole cents: the one place where a fraction of a cent is rounded."""

from decimal import Decimal
from fractions import Fraction
from math import floor

HALF = Fraction(1, 2)


def half_up(amount: Decimal | Fraction) -> int:
    """The nearest whole number of cents, halves away from zero, so that a credit is its charge with the other sign."""
    exact = Fraction(amount)
    cents = floor(abs(exact) + HALF)
    return cents if exact >= 0 else -cents
