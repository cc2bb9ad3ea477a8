"""The figures a checkout starts with, as files: `indicators.json`, `areas.csv` and `values.csv.gz`.

Values are one line for an indicator in an area, its years side by side from the first, "-" where there is no figure:
ten times smaller than a line for each. The same figures make the same bytes, so that a new bundle shows what changed.
"""

import csv
import gzip
import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path

from app.indicators import themes
from app.indicators.collecting import Collection, Series
from app.indicators.sotkanet import Area, Metadata, Value

DIRECTORY = Path(__file__).parent / "bundle"
ATTRIBUTION = "Statistik- och indikatorbanken Sotkanet, THL, CC BY 4.0"
ABSENT = "-"
FILES = ("indicators.json", "areas.csv", "values.csv.gz")


def write(collection: Collection, directory: Path) -> None:
    """Put the bundle into a directory, instead of the one that is there."""
    directory.mkdir(parents=True, exist_ok=True)
    told = {
        "attribution": ATTRIBUTION,
        "fetched_on": collection.fetched_on.isoformat(),
        "indicators": [_told(series) for series in collection.series],
    }
    (directory / "indicators.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    areas = [(a.id, a.code, a.category, a.title["fi"], a.title["sv"]) for a in collection.areas]
    (directory / "areas.csv").write_text(_csv(("id", "code", "category", "fi", "sv"), sorted(areas)), encoding="utf-8")
    lines = [line for series in collection.series for line in _lines(series)]
    packed = gzip.compress(_csv(("indicator", "area", "first", "values", "counts"), lines).encode(), mtime=0)
    (directory / "values.csv.gz").write_bytes(packed)


def read(directory: Path) -> Collection:
    """The bundle as it was collected."""
    told = json.loads((directory / "indicators.json").read_text(encoding="utf-8"))
    values: dict[int, list[Value]] = defaultdict(list)
    with gzip.open(directory / "values.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            values[int(line["indicator"])].extend(_values(line))
    with (directory / "areas.csv").open(encoding="utf-8", newline="") as lines:
        areas = [
            Area(int(row["id"]), row["code"], row["category"], {"fi": row["fi"], "sv": row["sv"]})
            for row in csv.DictReader(lines)
        ]
    series = [_series(item, values) for item in told["indicators"]]
    return Collection(date.fromisoformat(told["fetched_on"]), areas, series)


def checksum(directory: Path) -> str:
    """Tells one bundle from another, and the same bundle under another judgement of ours on directions and units."""
    files = [directory / name for name in FILES] + [themes.FILE]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _told(series: Series) -> dict[str, object]:
    updated_on = series.metadata.updated_on
    return asdict(series.metadata) | {"updated_on": updated_on and updated_on.isoformat()}


def _series(item: dict, values: dict[int, list[Value]]) -> Series:
    updated_on = item["updated_on"] and date.fromisoformat(item["updated_on"])
    metadata = Metadata(**item | {"updated_on": updated_on})
    return Series(metadata, values[metadata.id])


def _lines(series: Series) -> Iterator[tuple[object, ...]]:
    by_area: dict[int, dict[int, Value]] = defaultdict(dict)
    for value in series.values:
        by_area[value.area_id][value.year] = value
    for area_id, by_year in sorted(by_area.items()):
        told = [by_year.get(year) for year in range(min(by_year), max(by_year) + 1)]
        counts = [_figure(value and value.absolute_value) for value in told]
        yield (
            series.metadata.id,
            area_id,
            min(by_year),
            " ".join(_figure(value and value.value) for value in told),
            " ".join(counts) if set(counts) != {ABSENT} else "",
        )


def _values(line: dict[str, str]) -> Iterator[Value]:
    figures = line["values"].split()
    counts = line["counts"].split() or [ABSENT] * len(figures)
    for year, (figure, count) in enumerate(zip(figures, counts, strict=True), int(line["first"])):
        if figure != ABSENT:
            yield Value(int(line["area"]), year, "total", Decimal(figure), None if count == ABSENT else Decimal(count))


def _figure(number: Decimal | None) -> str:
    return ABSENT if number is None else format(number, "f")


def _csv(heading: tuple[str, ...], lines: list[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(lines)
    return text.getvalue()
