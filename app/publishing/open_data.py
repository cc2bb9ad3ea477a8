"""An edition as data that anybody may use: its figures and its plan, from its content alone. Pure.

Keys and columns are English and stay as they are, whatever the pages call things; `edition-data.schema.json` says what
each is. A figure is the text of its exact decimals.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.indicators.rules import wording
from app.plan.rules import plan_in
from app.publishing.own_indicators import LICENCES, own_indicators_in
from app.statistics.periods import Period, PeriodKind
from app.web.csv_files import as_csv
from app.writing.checksum import checksum_of

SCHEMA = Path(__file__).with_name("edition-data.schema.json")
LICENCE = LICENCES["CC BY 4.0"]
"""Sotkanet's own, which every source line of a figure names: of the figures alone, for a plan is its municipality's."""

FORM = 1
"""Goes up when a key changes its meaning or goes."""
ABOUT = ("report", "municipality", "title", "period", "edition", "adoption", "published_on", "languages")
INDICATOR = (
    *("indicator", "revision", "title", "unit", "unit_code", "decimals", "direction", "method", "period_kind"),
    *("description", "interpretation", "limits", "organisation", "source", "fetched_at", "updated_on"),
)
COLUMNS = (
    *("indicator", "title", "area_kind", "area_code", "area", "gender", "year", "period", "value", "count", "unit"),
    *("revision", "source", "fetched_at"),
)
INTERNAL = frozenset({"key", "owner", "deputy"})
"""What a plan has for ourselves: rows' ids, and people, who are no open data."""

Content = Mapping[str, Any]


def make_csv(content: Content, language: str, bodies: object = None, *, draft: bool = False) -> bytes:
    """Sotkanet's figures, whose licence the file has: a row for each indicator, area, gender and year (RFC 4180, UTF-8
    with its mark, decimal points). The municipality's own have a file of their own (`own_csv`).
    """
    return as_csv([COLUMNS, *(_cells(each, language) for each in figures_in(content))], ",")


def make_json(content: Content, language: str, bodies: object = None, *, draft: bool = False) -> bytes:
    """Figures and plan with what they mean, in both languages: the same file whichever language it is asked in."""
    return json.dumps(data_of(content), ensure_ascii=False, separators=(",", ":")).encode()


def data_of(content: Content) -> dict[str, Any]:
    """What `edition-data.schema.json` describes."""
    plan, correction = plan_in(content), content.get("correction")
    return {
        "form": FORM,
        **{name: content.get(name) for name in ABOUT},
        "corrects": correction and {"edition": correction["edition"], "told": correction["told"]},
        "content_checksum": checksum_of(content),
        "indicators": [_indicator(each) for each in content.get("indicators", ())],
        "own_indicators": own_indicators_in(content),
        "plan": plan and _without_ours(plan),
        "summary": content.get("summary"),
    }


def figures_in(content: Content) -> Iterator[dict[str, Any]]:
    """Every figure with its indicator, area and gender."""
    for indicator in content.get("indicators", ()):
        for series in indicator["series"]:
            for year, value, count in series["points"]:
                told = {"year": year, "period": period_of(indicator, year), "value": value, "count": count}
                yield {"indicator": indicator, "area": series["area"], "gender": series["gender"], **told}


def period_of(indicator: Mapping[str, Any], year: int) -> str:
    """The time that a year of the indicator stands for."""
    return Period(year, PeriodKind(indicator["period_kind"])).label


def _cells(figure: dict[str, Any], language: str) -> list[object]:
    indicator, area = figure["indicator"], figure["area"]
    told = {
        **figure,
        "indicator": indicator["indicator"],
        **{name: wording(indicator[name], language)[0] for name in ("title", "unit", "source")},
        "area_kind": area["kind"],
        "area_code": area["code"],
        "area": wording(area["name"], language)[0],
        "revision": indicator["revision"],
        "fetched_at": indicator["fetched_at"],
    }
    return ["" if told[column] is None else told[column] for column in COLUMNS]


def _indicator(indicator: Mapping[str, Any]) -> dict[str, Any]:
    series = [
        {
            "gender": each["gender"],
            "area": each["area"],
            "points": [
                {"year": year, "period": period_of(indicator, year), "value": value, "count": count}
                for year, value, count in each["points"]
            ],
        }
        for each in indicator["series"]
    ]
    return {**{name: indicator[name] for name in INDICATOR}, "licence": LICENCE, "series": series}


def _without_ours(told: Any) -> Any:
    if isinstance(told, dict):
        return {name: _without_ours(value) for name, value in told.items() if name not in INTERNAL}
    return [_without_ours(each) for each in told] if isinstance(told, list) else told
