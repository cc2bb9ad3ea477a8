"""Texts to translate, for tools and people outside: out as XLIFF or CSV, and back with their translation.

What has to stay as it is, figures and panels, travels in XLIFF as placeholders that a translator's tool does not open.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from app.web.csv_files import as_csv, as_meant

STATES = ("missing", "out_of_date", "current")
LARGEST_BYTES = 10_000_000


@dataclass(frozen=True)
class Unit:
    """A block to translate. `id` is letters, digits and . _ : - ; `target` is empty where nothing is translated.

    `state` is as in `translating.Pair`: "missing", "out_of_date" or "current".
    """

    id: str
    source: str
    target: str
    state: str


class BadExchange(ValueError):
    """The file cannot be taken in. `place` is a line ("12"), a unit's id, or empty for the whole file.

    Reasons: "too_large", "not_xml", "not_xliff", "not_csv", "unknown_element", "same_unit_twice", "unknown_state".
    """

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(f"{reason}: {place}")
        self.reason, self.place = reason, place


def checked(units: Sequence[Unit]) -> list[Unit]:
    """The units of a file; raises BadExchange where two have one id."""
    ids: set[str] = set()
    for unit in units:
        if unit.id in ids:
            raise BadExchange("same_unit_twice", unit.id)
        ids.add(unit.id)
    return list(units)


def to_csv(units: Iterable[Unit], source_language: str, target_language: str) -> bytes:
    """A line for each unit below the names of the columns, as Excel in Finland opens it."""
    return as_csv([_columns(source_language, target_language), *map(astuple, units)])


def from_csv(content: bytes, source_language: str, target_language: str) -> list[Unit]:
    """What `to_csv` wrote, and a translator filled in. Raises BadExchange."""
    if len(content) > LARGEST_BYTES:
        raise BadExchange("too_large")
    try:
        lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True)
        header, *rows = [(lines.line_num, row) for row in lines if row] or [(1, [])]
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadExchange("not_csv") from error
    if header[1] != _columns(source_language, target_language):
        raise BadExchange("not_csv", "1")
    return checked([_unit(row, line) for line, row in rows])


def _columns(source_language: str, target_language: str) -> list[str]:
    return ["id", source_language, target_language, "state"]


def _unit(row: list[str], line: int) -> Unit:
    if len(row) != len(_columns("", "")):
        raise BadExchange("not_csv", str(line))
    unit = Unit(*map(as_meant, row))
    if unit.state not in STATES:
        raise BadExchange("unknown_state", unit.id)
    return unit
