"""Tables as an Excel file: numbers stay numbers, texts stay texts. Pure."""

import io
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from tenants.clock import HELSINKI
from tenants.unwritable import UNWRITABLE

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_TEXT = 32_767
LONGEST_NAME = 31
MOST_DIGITS = 15
"""Excel's own limits; a number with more digits would lose its last ones, so it is written as text."""

NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
NARROWEST, WIDEST = 8, 60
DAY, MOMENT = "d.m.yyyy", "d.m.yyyy h:mm"


def as_excel(sheets: Mapping[str, Iterable[Iterable[object]]]) -> bytes:
    """Sheets of rows of cells by their names; a sheet's first row is its heading and stays in sight.

    None is an empty cell. A text is never a formula, whatever it begins with; a moment is shown in Helsinki.
    """
    from openpyxl import Workbook  # not above: megabytes in every process, for a file that few take along

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        _fill(book.create_sheet(_free_name(name, book.sheetnames)), rows)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _free_name(name: str, taken: list[str]) -> str:
    """A name as Excel allows it, different from the others."""
    told = NOT_IN_NAMES.sub(" ", UNWRITABLE.sub("", name)).strip().strip("'")[:LONGEST_NAME] or "1"
    known, number, free = {each.casefold() for each in taken}, 2, told
    while free.casefold() in known:
        free, number = f"{told[: LONGEST_NAME - 4]} {number}", number + 1
    return free


def _fill(sheet: "Worksheet", rows: Iterable[Iterable[object]]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    widths: dict[int, int] = {}
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            _write(cell, value)
            if number == 1:
                cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
            widths[column] = max(widths.get(column, NARROWEST), len(str(value)) + 2)
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = min(width, WIDEST)
    sheet.freeze_panes = "A2"


def _write(cell: "Cell", value: object) -> None:
    if value is None or value == "":
        return
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and _is_exact(value):
        cell.value = value
        cell.number_format = _number_format(value)
    elif isinstance(value, datetime):
        cell.value = value.astimezone(HELSINKI).replace(tzinfo=None) if value.tzinfo else value
        cell.number_format = MOMENT
    elif isinstance(value, date):
        cell.value, cell.number_format = value, DAY
    else:
        _write_text(cell, UNWRITABLE.sub("", str(value))[:LONGEST_TEXT])


def _write_text(cell: "Cell", text: str) -> None:
    """As text also where a program would take it for a formula, and after somebody has edited it."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _is_exact(value: float | Decimal) -> bool:
    number = Decimal(str(value))
    return number.is_finite() and len(number.normalize().as_tuple().digits) <= MOST_DIGITS


def _number_format(value: float | Decimal) -> str:
    """With the decimals that it has; no thousands, so that years read as years."""
    decimals = max(0, -Decimal(str(value)).as_tuple().exponent)
    return f"0.{'0' * decimals}" if decimals else "0"
