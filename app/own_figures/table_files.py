"""A table in a file from outside, CSV or Excel, as headings and rows of texts; a file that is none says why. Pure.

Nothing of it is trusted: its sizes are looked at before it is unpacked, and whatever a library makes of strange bytes
becomes a stable word. Formulas are never worked out: what the file says they gave is taken.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from app.own_figures.cells import number_text, text_of
from app.own_figures.periods import day_name
from app.web.csv_files import as_meant

MOST_ROWS, MOST_COLUMNS = 5_000, 50
LONGEST_CELL = 1_000
LARGEST_UNPACKED, MOST_FILES = 20 * 2**20, 200
LARGEST_KEPT = 1_900_000
"""Bytes of a table that is sent along with its preview: with the rest of the form they must fit into one answer."""

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = "\t;,"


class BadTable(Exception):
    """`reason`: empty, not_readable, old_excel, too_large, too_many_rows, too_many_columns or no_sheet, with `details`
    that a sentence about it tells.
    """

    def __init__(self, reason: str, **details: object):
        super().__init__(reason)
        self.reason, self.details = reason, details


@dataclass(frozen=True)
class Table:
    """Cells as texts, "" where nothing is told; each row with its number as a spreadsheet counts."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def as_json(self) -> str:
        """To be sent along with its preview, and read back by `table_in`."""
        return json.dumps([self.headings, self.rows], ensure_ascii=False, separators=(",", ":"))


def table_of(content: bytes, sheet: str = "") -> Table:
    """The table in a file; of an Excel file the first sheet or the one that is named. Raises BadTable."""
    if content.startswith(OLD_EXCEL):
        raise BadTable("old_excel")
    lines = _of_excel(content, sheet) if content.startswith(ZIP) else _of_text(content)
    return _checked((number, [text_of(cell) for cell in line]) for number, line in enumerate(lines, 1))


def table_in(kept: str) -> Table:
    """The table that a preview sent along. Raises BadTable for what is none, for anybody can send anything."""
    try:
        headings, rows = json.loads(kept)
        lines = [(0, headings), *((int(number), cells) for number, cells in rows)]
        told = [(number, [text_of(cell) for cell in cells]) for number, cells in lines]
    except (ValueError, TypeError, RecursionError, OverflowError) as error:
        raise BadTable("not_readable") from error
    return _checked(told)


def _checked(lines: Iterable[tuple[int, list[str]]]) -> Table:
    """Without the rows that say nothing; the first that says something has the headings."""
    told = [(number, line) for number, line in islice(lines, MOST_ROWS * 2) if any(line)]
    if len(told) < 2:
        raise BadTable("empty")
    if len(told) > MOST_ROWS + 1:
        raise BadTable("too_many_rows", most=MOST_ROWS)
    (_, headings), *rows = told
    width = max(at for _, line in told for at, cell in enumerate(line, 1) if cell)
    if width > MOST_COLUMNS:
        raise BadTable("too_many_columns", most=MOST_COLUMNS)
    table = Table(_as_wide(headings, width), tuple((number, _as_wide(line, width)) for number, line in rows))
    if len(table.as_json().encode()) > LARGEST_KEPT:
        raise BadTable("too_large")
    return table


def _as_wide(line: list[str], width: int) -> tuple[str, ...]:
    return tuple(cell[:LONGEST_CELL] for cell in (*line, *[""] * width)[:width])


def _of_text(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    if "\0" in text:
        raise BadTable("not_readable")
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield [as_meant(cell) for cell in line]
    except csv.Error as error:
        raise BadTable("not_readable") from error


def _decoded(content: bytes) -> str:
    """UTF-8, what Excel calls Unicode text (UTF-16), or Windows-1252, which older programs write."""
    encodings = ["utf-16"] if content.startswith(WIDE_TEXT) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadTable("not_readable")


def _of_excel(content: bytes, sheet: str) -> list[list[str]]:
    from openpyxl import load_workbook  # not above: megabytes in every process, for a file that few bring in

    _look_into(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        names = {each.title.casefold(): each for each in book.worksheets}
        chosen = names.get(sheet.casefold()) if sheet else next(iter(names.values()), None)
        if chosen is not None:
            chosen.reset_dimensions()
            rows = chosen.iter_rows(max_row=MOST_ROWS * 2, max_col=MOST_COLUMNS + 1, values_only=True)
            return [[_as_text(value) for value in row] for row in rows]
    except Exception as error:  # whatever a library for well-formed files raises for others
        raise BadTable("not_readable") from error
    raise BadTable("no_sheet", sheet=sheet, sheets=", ".join(each.title for each in book.worksheets)[:300])


def _look_into(content: bytes) -> None:
    """Refuse what would not fit in memory, and document types, which Office files never have (ECMA-376 part 2)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise BadTable("too_large")
            for part in parts:
                if b"<!DOCTYPE" in packed.read(part).replace(b"\0", b""):
                    raise BadTable("not_readable")
    except BadTable:
        raise
    except Exception as error:
        raise BadTable("not_readable") from error


def _as_text(value: object) -> str:
    """As it would be typed: what a cell of Excel holds as a number or a day is never unclear."""
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, (int, float)):
        number = round(Decimal(str(value)), 10) if abs(value) < 10**15 else Decimal(str(value))
        return number_text(number.normalize() + 0)
    if isinstance(value, datetime):
        value = value.date()
    return day_name(value) if isinstance(value, date) else str(value)
