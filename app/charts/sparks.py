"""A small line of one series for a cell of a table: which way it goes, without axes or numbers."""

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

from app.charts.palette import SCREEN
from app.charts.pieces import picture
from app.charts.years import interval, runs

WIDTH, HEIGHT, EDGE = 100, 28, 4


def spark(prefix: str, title: str, points: Sequence[tuple[int, Decimal]], first_year: int, last_year: int) -> Markup:
    """The line from the series' lowest value to its highest over these years. A missing year is a gap; a lone one and
    the latest one are dots. Nothing where there is no point.
    """
    points = sorted(point for point in points if first_year <= point[0] <= last_year)
    if not points:
        return Markup()
    low, high = min(value for _, value in points), max(value for _, value in points)
    places = [(year, _x(year, first_year, last_year), _y(value, low, high)) for year, value in points]
    pieces = runs(places, interval([year for year, _ in points]))
    path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for _, x, y in piece) for piece in pieces if len(piece) > 1)
    line = f'<path d="{path}" fill="none" stroke="{SCREEN.own}" stroke-width="1.75" stroke-linejoin="round"/>'
    dots = [piece[0] for piece in pieces[:-1] if len(piece) == 1] + [places[-1]]
    return picture(prefix, title, "", (WIDTH, HEIGHT), line * bool(path) + "".join(map(_dot, dots)))


def _dot(place: tuple[int, float, float]) -> str:
    _, x, y = place
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{SCREEN.own}"/>'


def _x(year: int, first: int, last: int) -> float:
    return EDGE + ((year - first) / (last - first) if last > first else 1) * (WIDTH - 2 * EDGE)


def _y(value: Decimal, low: Decimal, high: Decimal) -> float:
    """The highest value on top; where all are alike, the middle."""
    share = float((value - low) / (high - low)) if high > low else 0.5
    return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)
