"""Tables as CSV files, as Excel in Finland opens them: semicolons, UTF-8 with its mark. Pure."""

import csv
import io
import re
from collections.abc import Iterable

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"-?\d+([,.]\d+)?")


def as_csv(rows: Iterable[Iterable[object]], delimiter: str = ";") -> bytes:
    """Rows of cells; for other programs than Excel parted by commas (RFC 4180). What a spreadsheet would take for a
    formula is kept from being one by an apostrophe.
    """
    lines = io.StringIO()
    table = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n")
    table.writerows([_harmless(str(cell)) for cell in row] for row in rows)
    return lines.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A name that somebody chose may begin with "="; sums of money may begin with their sign."""
    return f"'{cell}" if _is_dangerous(cell) and not NUMBER.fullmatch(cell) else cell


def _is_dangerous(cell: str) -> bool:
    """With our apostrophe or without: what had one before gets another, so that one can be taken off again."""
    return cell.lstrip("'").startswith(BEGINS_A_FORMULA)


def as_meant(cell: str) -> str:
    """A cell of a file that `as_csv` wrote, without the apostrophe that kept it from being a formula."""
    return cell[1:] if cell.startswith("'") and _is_dangerous(cell) else cell
