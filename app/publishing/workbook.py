"""The figures and the plan of an edition as an Excel workbook, in one reader's language. Pure but for the catalogue."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.support import Translations

from app.config import CHECKOUT
from app.indicators.reader import Reader
from app.plan.printed import AGE_GROUPS, STATUSES
from app.plan.rules import plan_in
from app.plan.sheet import Words, heading, rows_of
from app.publishing.open_data import figures_in
from app.publishing.own_indicators import own_indicators_in
from app.web.excel_files import as_excel
from tenants import clock

GENDERS = {"total": "All", "female": "Women", "male": "Men"}
KINDS = {"emphasis": "emphasis", "goal": "goal", "measure": "measure", "indicator": "figure of a goal"}
"""The same sentences as the pages have, to be said in the reader's language and not in the page's."""


def make_excel(content: Mapping[str, Any], language: str, bodies: object = None, *, draft: bool = False) -> bytes:
    """A sheet of figures, one of what they mean, and one of the plan where the report carries one."""
    reader = Reader(language, Translations.load(CHECKOUT / "translations", [language]).gettext)
    sheets = {reader._("Figures"): _figures(content, reader), reader._("Indicators"): _indicators(content, reader)}
    if plan := plan_in(content):
        sheets[reader._("Welfare plan")] = _plan(plan, reader)
    return as_excel(sheets)


def _figures(content: Mapping[str, Any], reader: Reader) -> Iterator[list[object]]:
    words = ("Indicator", "Area", "Gender", "Period", "Value", "Unit", "Count", "Source", "Fetched", "Number")
    yield [reader._(each) for each in words]
    for each in figures_in(content):
        indicator = each["indicator"]
        yield [
            reader.said(indicator["title"])["text"],
            reader.said(each["area"]["name"])["text"],
            reader._(GENDERS.get(each["gender"], each["gender"])),
            each["year"] if each["period"] == str(each["year"]) else each["period"],
            _number(each["value"], indicator["decimals"]),
            reader.said(indicator["unit"])["text"],
            _number(each["count"], 0),
            reader.said(indicator["source"])["text"],
            _day(indicator),
            indicator["indicator"],
        ]
    yield from _own_figures(content, reader)


def _own_figures(content: Mapping[str, Any], reader: Reader) -> Iterator[list[object]]:
    everybody = GENDERS["total"]
    for own in own_indicators_in(content):
        unit, source = (reader.said(own[name])["text"] for name in ("unit", "source"))
        about = (unit, None, source, date.fromisoformat(own["entered_on"]), None)
        for each in own["series"]:
            area, title = reader.said(each["area"]["name"])["text"], reader.said(own["title"])["text"]
            gender = reader._(everybody) if each["area"]["kind"] == "own" else None
            for point in each["points"]:
                period, value = point["period"][reader.language], _number(point["value"], own["decimals"])
                yield [title, area, gender, period, value, *about]


def _indicators(content: Mapping[str, Any], reader: Reader) -> Iterator[list[object]]:
    yield [reader._(each) for each in ("Number", "Indicator", "Unit", "Source", "Fetched")]
    for each in content.get("indicators", ()):
        told = (reader.said(each[name])["text"] for name in ("title", "unit", "source"))
        yield [each["indicator"], *told, _day(each)]
    for own in own_indicators_in(content):
        told = (reader.said(own[name])["text"] for name in ("title", "unit", "source"))
        yield [None, *told, date.fromisoformat(own["entered_on"])]


def _day(indicator: Mapping[str, Any]) -> date:
    return clock.day_of(datetime.fromisoformat(indicator["fetched_at"]))


def _plan(plan: Mapping[str, Any], reader: Reader) -> list[list[object]]:
    """As a board takes it along, without the columns that bring a file back in and those that say nothing, as all of
    people do.
    """
    said = {key: tag["title"][reader.language] for key, tag in plan["tags"].items()}
    kinds, ages, statuses = ({key: reader._(it) for key, it in told.items()} for told in (KINDS, AGE_GROUPS, STATUSES))
    head, *rows = rows_of(plan, Words(reader.language, kinds, ages, statuses, said, {}))
    left_out = {heading(each, reader.language) for each in ("code", "order")}
    told = [
        place
        for place, name in enumerate(head)
        if name not in left_out and any(row[place] not in (None, "") for row in rows)
    ]
    return [[row[place] for place in told] for row in (head, *rows)]


def _number(exact: str | None, decimals: int) -> Decimal | None:
    """With as many decimals as the indicator is shown with, and more where it has them."""
    if exact is None:
        return None
    value = Decimal(exact)
    return value if -value.as_tuple().exponent >= decimals else value.quantize(Decimal(1).scaleb(-decimals))
