"""Views as tables to take away, for CSV and Excel: headings and words in the reader's language, figures as numbers.

Every table ends with its sources, as Sotkanet's terms ask; what we have worked out ourselves is said to be so.
"""

from collections.abc import Iterable
from decimal import Decimal

from flask_babel import gettext as _
from sqlalchemy import Row

from app.indicators.measuring import period_label
from app.indicators.models import Indicator
from app.indicators.one_indicator import IndicatorPage
from app.indicators.one_indicator import Line as AreaLine
from app.indicators.profile import ProfileRow
from app.indicators.rules import SOURCE, source_line, wording
from app.indicators.set_queries import SetPage
from app.indicators.words import BASKETS, DIRECTIONS, GENDERS, NATURES, OUTCOMES, REASONS, TREND_METHODS, TRENDS
from app.statistics.intervals import Interval, interval
from app.web.numbers import day, moment

Cell = str | int | Decimal | None
Table = list[list[Cell]]


def text_of(indicator: Row | Indicator, name: str, language: str) -> str:
    """A text of an indicator; in the other language where the source has none in this one."""
    return wording({code: getattr(indicator, f"{name}_{code}") for code in ("fi", "sv")}, language)[0]


def of_indicator(page: IndicatorPage, language: str) -> Table:
    """Every area and period of one indicator: a row each."""
    headings = [_("Area"), _("Period"), _("Figure"), _("Count"), *_ends_named(), _("Origin")]
    rows = [row for line in page.lines for row in _area_rows(page, line, language)]
    title = text_of(page.indicator, "title", language)
    unit = text_of(page.indicator, "unit", language)
    about = [[title], [_("Unit"), unit], [_("Gender"), str(GENDERS[page.gender])], []]
    return [*about, headings, *rows, [], *sources([page.indicator], language)]


def _area_rows(page: IndicatorPage, line: AreaLine, language: str) -> Iterable[list[Cell]]:
    name = line.area.names[language]
    for year in sorted({*line.points, *line.medians}):
        label = _period(page.indicator, year)
        if year in line.points:
            point = line.points[year]
            yield [name, label, point.value, point.count, *_ends(interval(page.measure, point)), "Sotkanet"]
        else:
            origin = _("computed by us: median of %(count)s municipalities", count=line.medians[year].municipalities)
            yield [name, label, _rounded(line.medians[year].value, page.indicator.decimals), None, None, None, origin]


def of_profile(baskets: dict[str, list[ProfileRow]], other: str, language: str) -> Table:
    """Every indicator of a profile: a row each."""
    headings = [
        _("Part"), _("Number"), _("Indicator"), _("Unit"), _("Direction"), _("Period"), _("Figure"),
        *_ends_named(), other, _("Origin"), _("Compared"), _("Test"), _("Trend"),
        _("Method of the trend"),
    ]  # fmt: skip
    rows = [
        [str(BASKETS.get(name, _("Own set"))), *_profile_cells(row, language)]
        for name, rows in baskets.items()
        for row in rows
    ]
    indicators = [row.indicator for rows in baskets.values() for row in rows]
    return [headings, *rows, [], *sources(indicators, language)]


def _profile_cells(row: ProfileRow, language: str) -> list[Cell]:
    indicator, comparison = row.indicator, row.comparison
    theirs = row.other.value if row.other else None
    origin = ""
    if row.median:
        theirs = _rounded(row.median.value, indicator.decimals)
        origin = _("computed by us: median of %(count)s municipalities", count=row.median.municipalities)
    return [
        indicator.id,
        text_of(indicator, "title", language),
        text_of(indicator, "unit", language),
        str(DIRECTIONS[indicator.direction]),
        _period(indicator, row.own.year) if row.own else "",
        row.own.value if row.own else None,
        *_ends(comparison.interval),
        theirs,
        origin,
        str(OUTCOMES[comparison.outcome]),
        _("tested") if comparison.is_tested else str(REASONS[comparison.reason]),
        str(TRENDS[row.trend.course, row.trend.verdict]),
        str(TREND_METHODS[row.trend.method]) if row.trend.method else "",
    ]


def sources(indicators: Iterable[Row | Indicator], language: str) -> Table:
    """Where the figures are from, each source once, with the day of the fetch."""
    lines = {
        _(
            "Source: %(source)s. Fetched %(day)s.",
            source=source_line({"fi": each.organisation_fi, "sv": each.organisation_sv})[language],
            day=day(each.fetched_on, language),
        )
        for each in indicators
    }
    ours = _("Comparisons, trends and medians have been worked out by this service from the source's figures.")
    return [*([line] for line in sorted(lines)), [ours]]


def _ends_named() -> list[str]:
    return [_("Confidence interval, lower"), _("Confidence interval, upper")]


def _period(indicator: Row | Indicator, year: int) -> Cell:
    """A year is a number, by which a spreadsheet can sort; a longer period is its words."""
    label = period_label(indicator, year)
    return int(label) if label.isdigit() else label


def _ends(found: Interval | None) -> list[Decimal | None]:
    return [Decimal(f"{end:.2f}") for end in (found.lower, found.upper)] if found else [None, None]


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals))


def of_catalogue(rows: Iterable[Row], language: str) -> Table:
    """Indicators that were found or stand in the baskets: a row each."""
    headings = [_("Number"), _("Indicator"), _("Latest period"), _("Mirrored"), _("Withdrawn")]
    listed = [
        [
            each.id,
            text_of(each, "title", language),
            each.last_year,
            _("yes") if each.is_mirrored else _("no"),
            day(each.gone_on, language) if each.gone_on else "",
        ]
        for each in rows
    ]
    return [headings, *listed, [], [SOURCE[language]]]


def of_news(rows: Iterable[Row], language: str) -> Table:
    """What is new: an indicator a row."""
    counted = [_("New figures"), _("Changed figures"), _("Withdrawn figures")]
    headings = [_("Number"), _("Indicator"), _("Fetched"), *counted]
    told = [
        [
            each.indicator_id,
            text_of(each, "title", language),
            moment(each.fetched_at, language),
            *(each.added, each.changed, each.withdrawn),
        ]
        for each in rows
    ]
    return [headings, *told, [], [SOURCE[language]]]


def of_set(shown: SetPage, language: str) -> Table:
    """Every item of a set: a row each."""
    headings = [_("Indicator"), _("Number"), _("Nature"), _("Period"), _("Figure")]
    rows = [
        [
            wording({"fi": each.item.title_fi, "sv": each.item.title_sv}, language)[0],
            each.item.indicator_id,
            str(NATURES[each.item.nature]),
            _period(each.indicator, each.own.year) if each.own and each.indicator else "",
            each.own.value if each.own else None,
        ]
        for each in shown.items
    ]
    indicators = [each.indicator for each in shown.items if each.indicator]
    return [headings, *rows, [], *(sources(indicators, language) if indicators else [])]
