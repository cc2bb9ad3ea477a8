"""An own indicator over time, with its words: a line for each group of people."""

from flask_babel import gettext as _

from app.charts.lines import Line, LineChart
from app.own_figures.queries import OwnSeries, Point
from app.web.numbers import number


def chart_of(series: OwnSeries, language: str) -> LineChart | None:
    """None without figures, and where two periods begin in one year, which an axis of years cannot tell apart."""
    labels: dict[int, str] = {}
    for points in series.groups.values():
        for point in points:
            if labels.setdefault(point.first_day.year, point.period[language]) != point.period[language]:
                return None
    if not labels:
        return None
    everybody = _("everybody")
    lines = [(group or everybody, points) for group, points in series.groups.items()]
    return LineChart(
        prefix="own",
        title=series.title[language],
        description=" ".join(_course(name, points, series.decimals, language) for name, points in lines),
        lines=tuple(
            Line(name, tuple((point.first_day.year, point.value) for point in points), is_own=not at)
            for at, (name, points) in enumerate(lines)
        ),
        decimals=series.decimals,
        language=language,
        unit=series.unit[language],
        labels=labels,
    )


def _course(name: str, points: tuple[Point, ...], decimals: int, language: str) -> str:
    """A group's figures from the first to the last, in a sentence."""
    told = [f"{point.period[language]} {number(point.value, decimals, language)}" for point in points]
    return f"{name}: {'; '.join(told)}."
