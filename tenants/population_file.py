"""Reads a later year's population from a file that staff hand in: all of it, or nothing and every bad row named.

Columns: code, year, inhabitants, reference_date, source. Comma or semicolon between them, as spreadsheets save it.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from tenants.municipalities import Municipality, MunicipalityPopulation

COLUMNS = ("code", "year", "inhabitants", "reference_date", "source")
HEADING = 1
"""The row of the columns' names, counted as a spreadsheet counts."""

YEAR = re.compile(r"(19|20)[0-9]{2}")
INHABITANTS = re.compile(r"[1-9][0-9]{0,6}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class BadRow:
    """A row as a spreadsheet numbers it, and a stable word that the page turns into a sentence.

    The file: not_text, missing_column, empty. A row: unknown_municipality, bad_year, bad_inhabitants, bad_date,
    missing_source, twice.
    """

    row: int
    reason: str


class BadPopulationFile(Exception):
    """Nothing was stored; `rows` names everything that has to be mended."""

    def __init__(self, rows: Sequence[BadRow]):
        super().__init__(", ".join(f"row {bad.row}: {bad.reason}" for bad in rows))
        self.rows = tuple(rows)


def population_rows(content: bytes) -> list[dict[str, str]]:
    """The rows of an uploaded file by column name. Raises BadPopulationFile when it is no such file at all."""
    try:
        text = content.decode("utf-8-sig")
        delimiter = ";" if ";" in text.partition("\n")[0] else ","
        reader = csv.DictReader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter, restval="")
        lines = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadPopulationFile([BadRow(HEADING, "not_text")]) from error
    if not set(COLUMNS) <= set(reader.fieldnames or ()):
        raise BadPopulationFile([BadRow(HEADING, "missing_column")])
    rows = [{column: line[column].strip() for column in COLUMNS} for line in lines]
    # A spreadsheet drops the zeros that a municipality's code begins with.
    return [row | {"code": row["code"].zfill(3)} for row in rows]


def load_population(session: Session, rows: Sequence[Mapping[str, str]]) -> int:
    """Store the counts of a later year, or correct an earlier one, and say how many. Raises BadPopulationFile."""
    known = set(session.scalars(select(Municipality.code)))
    told = Counter((row["code"], row["year"]) for row in rows)
    bad = [
        BadRow(HEADING + number, reason)
        for number, row in enumerate(rows, 1)
        for reason in _faults(row, known, told[row["code"], row["year"]])
    ]
    if not rows:
        bad = [BadRow(HEADING, "empty")]
    if bad:
        raise BadPopulationFile(bad)
    statement = insert(MunicipalityPopulation)
    corrected = {column: statement.excluded[column] for column in COLUMNS[2:]}
    statement = statement.on_conflict_do_update(index_elements=["municipality_code", "year"], set_=corrected)
    session.execute(statement, [_count(row) for row in rows])
    return len(rows)


def _faults(row: Mapping[str, str], known: set[str], times: int) -> Iterator[str]:
    if row["code"] not in known:
        yield "unknown_municipality"
    if not YEAR.fullmatch(row["year"]):
        yield "bad_year"
    if not INHABITANTS.fullmatch(row["inhabitants"]):
        yield "bad_inhabitants"
    if not _is_date(row["reference_date"]):
        yield "bad_date"
    if not row["source"]:
        yield "missing_source"
    if times > 1:
        yield "twice"


def _is_date(text: str) -> bool:
    try:
        return bool(DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _count(row: Mapping[str, str]) -> dict[str, object]:
    return {
        "municipality_code": row["code"],
        "year": int(row["year"]),
        "inhabitants": int(row["inhabitants"]),
        "reference_date": date.fromisoformat(row["reference_date"]),
        "source": row["source"],
    }
