"""Tables as CSV files, as Excel in Finland opens them: semicolons, UTF-8 with its mark. Pure."""

import csv
import io
import re
from collections.abc import Iterable

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"-?\d+(,\d+)?")


def as_csv(rows: Iterable[Iterable[object]]) -> bytes:
    """Rows of cells. What a spreadsheet would take for a formula is kept from being one by an apostrophe."""
    lines = io.StringIO()
    table = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    table.writerows([_harmless(str(cell)) for cell in row] for row in rows)
    return lines.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A name that somebody chose may begin with "="; sums of money may begin with their sign."""
    return f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) and not NUMBER.fullmatch(cell) else cell
