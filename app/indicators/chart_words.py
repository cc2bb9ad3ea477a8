"""Charts of indicators with their words: titles, and descriptions that follow the data."""

from collections.abc import Mapping
from decimal import Decimal

from flask_babel import gettext as _

from app.charts.lines import Line, LineChart
from app.charts.maps import MunicipalityMap
from app.charts.scales import starts_at_zero
from app.charts.spines import Spine
from app.charts.strips import Mark, StripChart
from app.indicators.areas import Register
from app.indicators.measuring import period_label
from app.indicators.one_indicator import IndicatorPage
from app.indicators.one_indicator import Line as AreaLine
from app.indicators.profile import ProfileRow
from app.indicators.rules import wording
from app.indicators.words import OUTCOMES, TRENDS
from app.statistics.distribution import class_limits, class_of
from app.statistics.intervals import interval
from app.web.numbers import number

CLASSES = 5


def line_chart_of(page: IndicatorPage, language: str) -> LineChart:
    """The municipality and its comparison areas over time."""
    lines = tuple(_line(page, line, language) for line in page.lines)
    return LineChart(
        prefix="time",
        title=_title(page, language),
        description=" ".join(filter(None, (_course(page, line, language) for line in page.lines))),
        lines=lines,
        decimals=page.indicator.decimals,
        language=language,
        unit=wording(_texts(page.indicator, "unit"), language)[0],
        labels={year: period_label(page.indicator, year) for year in page.years},
    )


def starts_at_zero_in(chart: LineChart) -> bool:
    """Whether the chart's vertical axis begins at zero; where it does not, the page says so."""
    values = [float(value) for line in chart.lines for _year, value in line.points]
    ends = [end for line in chart.lines for _year, *interval in line.band for end in interval]
    return not values or starts_at_zero(min(values + ends), max(values + ends))


def strip_chart_of(page: IndicatorPage, language: str) -> StripChart:
    """Where the municipality and its comparison areas stand among all municipalities."""
    told = [(line, line.value(page.year)) for line in page.lines]
    marks = tuple(
        Mark(_name(line, page.year, language), value, "own" if line.area.kind == "own" else "area")
        for line, value in told
        if value is not None
    )
    title = _("All municipalities, %(period)s", period=period_label(page.indicator, page.year))
    return StripChart(
        prefix="strip",
        title=title,
        description=_spread_sentence(page, language),
        values=list(page.spread.values()),
        marks=marks,
        decimals=page.indicator.decimals,
        language=language,
    )


def map_of(page: IndicatorPage, everybody: Register, own_code: str, language: str) -> MunicipalityMap:
    """The municipalities in five classes of as many municipalities each."""
    figures = {row.code: page.spread.get(row.sotkanet_region_id) for row in everybody.by_code.values()}
    told = {code: value for code, value in figures.items() if value is not None}
    limits = class_limits(told.values()) if told else ()
    classes = {code: class_of(value, limits) for code, value in told.items()}
    return MunicipalityMap(
        prefix="map",
        title=_("Map of municipalities, %(period)s", period=period_label(page.indicator, page.year)),
        description=_spread_sentence(page, language),
        classes=classes,
        own=own_code,
        names=dict(everybody.names(language)),
        legend=[_range(told, classes, number_, page.indicator.decimals, language) for number_ in range(CLASSES)],
        missing_label=_("not available"),
    )


def spine_of(row: ProfileRow, language: str) -> Spine | None:
    """One row of the profile; None where there is nothing to show."""
    if row.own is None or not row.spread:
        return None
    least, lower, median, upper, greatest = row.spread
    decimals = row.indicator.decimals
    return Spine(
        prefix=f"spine-{row.indicator.id}",
        title=_("Among all municipalities"),
        description=_(
            "Own figure %(own)s; of all municipalities the least %(least)s, median %(median)s, greatest %(greatest)s.",
            own=number(row.own.value, decimals, language),
            least=number(least, decimals, language),
            median=number(median, decimals, language),
            greatest=number(greatest, decimals, language),
        ),
        minimum=least,
        lower_fifth=lower,
        median=median,
        upper_fifth=upper,
        maximum=greatest,
        own=row.own.value,
        country=row.country,
        outcome=str(row.comparison.outcome) if row.comparison.has_colour else "untested",
        is_reversed=row.indicator.direction == "lower_better",
    )


def _title(page: IndicatorPage, language: str) -> str:
    return wording(_texts(page.indicator, "title"), language)[0]


def _texts(indicator, name: str) -> dict[str, str]:
    return {code: getattr(indicator, f"{name}_{code}") for code in ("fi", "sv")}


def _line(page: IndicatorPage, line: AreaLine, language: str) -> Line:
    values = _drawn(line)
    is_own = line.area.kind == "own"
    intervals = {year: interval(page.measure, point) for year, point in line.points.items()} if is_own else {}
    band = tuple((year, each.lower, each.upper) for year, each in sorted(intervals.items()) if each)
    name = _name(line, max(values), language) if values else line.area.names[language]
    return Line(name, tuple(values.items()), is_own, band)


def _drawn(line: AreaLine) -> dict[int, Decimal]:
    """The source's figures; medians only where it has none at all: one line never joins the two."""
    points = {year: point.value for year, point in line.points.items()}
    return points or {year: median.value for year, median in line.medians.items()}


def _name(line: AreaLine, year: int, language: str) -> str:
    """An area's name; where a median stands in for its figure, that is said."""
    name = line.area.names[language]
    return name if year in line.points or year not in line.medians else _("%(area)s, median", area=name)


def _course(page: IndicatorPage, line: AreaLine, language: str) -> str:
    """What a line says, in a sentence or two; nothing of an area without figures."""
    values = _drawn(line)
    if not values:
        return ""
    years = sorted(values)
    told = {year: number(value, page.indicator.decimals, language) for year, value in values.items()}
    least, greatest = min(years, key=values.get), max(years, key=values.get)
    sentence = _(
        "%(area)s: %(value)s in %(period)s; least %(least)s in %(least_period)s, greatest %(greatest)s in"
        " %(greatest_period)s.",
        area=_name(line, years[-1], language),
        value=told[years[-1]],
        period=period_label(page.indicator, years[-1]),
        least=told[least],
        least_period=period_label(page.indicator, least),
        greatest=told[greatest],
        greatest_period=period_label(page.indicator, greatest),
    )
    if line.area.kind != "own":
        return sentence
    return sentence + " " + _("Trend: %(trend)s.", trend=TRENDS[page.trend.course, page.trend.verdict])


def _spread_sentence(page: IndicatorPage, language: str) -> str:
    values = sorted(page.spread.values())
    if not values:
        return _("No municipality has a figure.")
    sentence = _(
        "%(count)s municipalities have a figure: from %(least)s to %(greatest)s.",
        count=len(values),
        least=number(values[0], page.indicator.decimals, language),
        greatest=number(values[-1], page.indicator.decimals, language),
    )
    told = "; ".join(_told(page, line, language) for line in page.lines if line.value(page.year) is not None)
    return f"{sentence} {told}." if told else sentence


def _told(page: IndicatorPage, line: AreaLine, language: str) -> str:
    text = f"{_name(line, page.year, language)}: {number(line.value(page.year), page.indicator.decimals, language)}"
    outcome = next((each.outcome for other, each in page.comparisons if other is line), None)
    return f"{text} ({OUTCOMES[outcome]})" if outcome and outcome != "unavailable" else text


def _range(
    told: Mapping[str, Decimal], classes: Mapping[str, int], number_: int, decimals: int, language: str
) -> str:
    """From the least to the greatest figure of a class: what really stands in it."""
    values = [value for code, value in told.items() if classes[code] == number_]
    if not values:
        return "–"
    ends = [number(value, decimals, language) for value in (min(values), max(values))]
    return ends[0] if ends[0] == ends[1] else " – ".join(ends)
