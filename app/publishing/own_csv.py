"""The municipality's own figures of an edition as CSV, and what the file's columns are (CSV on the Web). Pure.

Apart from Sotkanet's, whose file has one licence whole: here each row tells its source, and the licence that it names.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.indicators.rules import wording
from app.publishing.own_indicators import own_indicators_in
from app.web.csv_files import as_csv

METADATA = Path(__file__).with_name("own-figures.csv-metadata.json")
SUFFIX = "own.csv"
METADATA_SUFFIX = f"{SUFFIX}-metadata.json"
"""Where a program that knows CSV on the Web looks for it by itself."""

COLUMNS = (
    *("own_indicator", "title", "area_code", "area", "group", "period", "first_day", "last_day", "value", "missing"),
    *("unit", "source", "licence", "entered_on"),
)
Content = Mapping[str, Any]


def make_own_csv(content: Content, language: str, bodies: object = None, *, draft: bool = False) -> bytes:
    """A row for each indicator, group and period that the texts tell of, in the manner of `open_data.make_csv`."""
    return as_csv([COLUMNS, *([row.get(each) or "" for each in COLUMNS] for row in _rows(content, language))], ",")


def make_own_metadata(content: Content, language: str, bodies: object = None, *, draft: bool = False) -> bytes:
    """What is said of the file: which it is, whose, in which language, and its columns."""
    number, municipality = content["edition"], content["municipality"]["name"]
    told = json.loads(METADATA.read_text())
    told["url"] = f"{number}.{SUFFIX}" if number else SUFFIX
    told["dc:title"] = {"@value": wording(content["title"], language)[0], "@language": language}
    told["dc:publisher"] = {"@value": wording(municipality, language)[0], "@language": language}
    told["dc:language"] = language
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _rows(content: Content, language: str) -> Iterator[dict[str, Any]]:
    municipality = content["municipality"]
    place = {"area_code": municipality["code"], "area": wording(municipality["name"], language)[0]}
    for own in own_indicators_in(content):
        named = {name: wording(own[name], language)[0] for name in ("title", "unit", "source")}
        told = place | named | {name: own[name] for name in ("own_indicator", "licence", "entered_on")}
        for series in own["series"]:
            area = series["area"]
            group = wording(area["name"], language)[0] if area["kind"] == "group" else None
            for each in sorted((*series["points"], *series["missing"]), key=_days):
                yield told | each | {"group": group, "period": each["period"][language], "missing": each.get("why")}


def _days(cell: Mapping[str, str]) -> tuple[str, str]:
    return cell["first_day"], cell["last_day"]
