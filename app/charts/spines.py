"""One row of a profile: where the municipality lies among all, and whether that is better or worse than the country."""

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from app.charts.palette import MIDDLE_RANGE, OUTCOMES, SCREEN, WHOLE_RANGE
from app.charts.pieces import marker, picture

WIDTH, HEIGHT, ASIDE = 240, 28, 9
MARK = 7.0


@dataclass(frozen=True)
class Spine:
    """Figures of all municipalities in one year, one's own and the country's. `outcome` is better, worse, similar,
    higher, lower or untested; `is_reversed` turns the row where lower is better, so that better is always on the right.
    """

    prefix: str
    title: str
    description: str
    minimum: Decimal
    lower_fifth: Decimal
    median: Decimal
    upper_fifth: Decimal
    maximum: Decimal
    own: Decimal
    country: Decimal | None
    outcome: str
    is_reversed: bool = False


def spine(row: Spine) -> Markup:
    """The whole range pale, the middle three fifths darker, the median a notch, the country a line, own a mark."""
    low, middle_low, median, middle_high, high, own = (
        _place(row, value)
        for value in (row.minimum, row.lower_fifth, row.median, row.upper_fifth, row.maximum, row.own)
    )
    country = ""
    if row.country is not None:
        country = f'<path d="M{_place(row, row.country):.1f} 3v22" stroke="{SCREEN.text}" stroke-width="1.5"/>'
    shape, colour = OUTCOMES[row.outcome]
    body = (
        f"{_bar(low, high, WHOLE_RANGE)}{_bar(middle_low, middle_high, MIDDLE_RANGE)}"
        f'<path d="M{median:.1f} 8v12" stroke="#ffffff" stroke-width="2"/>'
        f"{country}{marker(shape, own, HEIGHT / 2, MARK, colour)}"
    )
    return picture(row.prefix, row.title, row.description, (WIDTH, HEIGHT), body)


def _place(row: Spine, value: Decimal) -> float:
    """Where a value lies; what lies outside the range stands at its end, and all alike in the middle."""
    span = float(row.maximum - row.minimum)
    share = min(max(float(value - row.minimum) / span, 0.0), 1.0) if span else 0.5
    return ASIDE + (1 - share if row.is_reversed else share) * (WIDTH - 2 * ASIDE)


def _bar(one: float, other: float, colour: str) -> str:
    return f'<path d="M{one:.1f} 14H{other:.1f}" stroke="{colour}" stroke-width="12"/>'
