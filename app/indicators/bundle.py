"""The figures a checkout starts with, as files: `indicators.json`, `areas.csv`, `listing.csv.gz` and `values.csv.gz`.

Values are one line for a series, its years side by side from the first, "-" where there is no figure: ten times smaller
than a line for each. The same figures make the same bytes, so that a new bundle shows what changed.
"""

import csv
import gzip
import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.indicators import themes
from app.indicators.collecting import Collection, FetchedIndicator, Series
from app.indicators.sotkanet import Area, Listed, Metadata

DIRECTORY = Path(__file__).parent / "bundle"
ATTRIBUTION = "Statistik- och indikatorbanken Sotkanet, THL, CC BY 4.0"
ABSENT = "-"
FILES = ("indicators.json", "areas.csv", "listing.csv.gz", "values.csv.gz")
LISTED = ("id", "fi", "sv", "organisation_fi", "organisation_sv")


def write(collection: Collection, directory: Path) -> None:
    """Put the bundle into a directory, instead of the one that is there."""
    directory.mkdir(parents=True, exist_ok=True)
    told = {
        "attribution": ATTRIBUTION,
        "fetched_on": collection.fetched_on.isoformat(),
        "indicators": [as_json(each.metadata) for each in collection.indicators],
    }
    (directory / "indicators.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    areas = [(a.id, a.code, a.category, a.title["fi"], a.title["sv"]) for a in collection.areas]
    (directory / "areas.csv").write_text(_csv(("id", "code", "category", "fi", "sv"), sorted(areas)), encoding="utf-8")
    listed = [(each.id, *each.title.values(), *each.organisation.values()) for each in collection.listing]
    (directory / "listing.csv.gz").write_bytes(_packed(LISTED, sorted(listed)))
    lines = [_line(each.metadata.id, series) for each in collection.indicators for series in each.series]
    (directory / "values.csv.gz").write_bytes(
        _packed(("indicator", "gender", "area", "first", "values", "counts"), lines)
    )


def read(directory: Path) -> Collection:
    """The bundle as it was collected."""
    told = json.loads((directory / "indicators.json").read_text(encoding="utf-8"))
    series: dict[int, list[Series]] = defaultdict(list)
    for line in _unpacked(directory / "values.csv.gz"):
        series[int(line["indicator"])].append(_series(line))
    with (directory / "areas.csv").open(encoding="utf-8", newline="") as lines:
        areas = [
            Area(int(row["id"]), row["code"], row["category"], {"fi": row["fi"], "sv": row["sv"]})
            for row in csv.DictReader(lines)
        ]
    metadata = [from_json(item) for item in told["indicators"]]
    indicators = [FetchedIndicator(each, series[each.id]) for each in metadata]
    return Collection(date.fromisoformat(told["fetched_on"]), areas, list(_listing(directory)), indicators)


def checksum(directory: Path) -> str:
    """Tells one bundle from another, and the same bundle under other words of ours for its units."""
    files = [directory / name for name in FILES] + [themes.FILE]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def as_json(metadata: Metadata) -> dict[str, Any]:
    """What the source said, as the bundle and a revision keep it."""
    updated_on = metadata.updated_on
    plain = {"updated_on": updated_on and updated_on.isoformat(), "genders": list(metadata.genders)}
    return asdict(metadata) | plain


def from_json(item: dict[str, Any]) -> Metadata:
    """The same back again."""
    updated_on = item["updated_on"] and date.fromisoformat(item["updated_on"])
    return Metadata(**item | {"updated_on": updated_on, "genders": tuple(item["genders"])})


def _listing(directory: Path) -> Iterator[Listed]:
    for row in _unpacked(directory / "listing.csv.gz"):
        organisation = {"fi": row["organisation_fi"], "sv": row["organisation_sv"]}
        yield Listed(int(row["id"]), {"fi": row["fi"], "sv": row["sv"]}, organisation)


def _line(indicator_id: int, series: Series) -> tuple[object, ...]:
    figures, counts = (" ".join(map(_figure, each or ())) for each in (series.figures, series.counts))
    return indicator_id, series.gender, series.area_id, series.first_year, figures, counts


def _series(line: dict[str, str]) -> Series:
    figures, counts = (tuple(map(_number, line[name].split())) for name in ("values", "counts"))
    return Series(line["gender"], int(line["area"]), int(line["first"]), figures, counts or None)


def _figure(number: Decimal | None) -> str:
    return ABSENT if number is None else format(number, "f")


def _number(figure: str) -> Decimal | None:
    return None if figure == ABSENT else Decimal(figure)


def _unpacked(file: Path) -> Iterator[dict[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _packed(heading: tuple[str, ...], lines: Iterable[tuple[object, ...]]) -> bytes:
    return gzip.compress(_csv(heading, lines).encode(), mtime=0)


def _csv(heading: tuple[str, ...], lines: Iterable[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(lines)
    return text.getvalue()
