"""Excel files of ours: numbers are numbers, texts are texts whatever they begin with, and headings stay in sight."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.web.csv_files import as_csv, as_meant
from app.web.excel_files import as_excel


def opened(sheets):
    """As a program opens the file."""
    return load_workbook(io.BytesIO(as_excel(sheets)))


def cell_of(value):
    """A value's own cell, read back."""
    return opened({"Taulu": [["Otsikko"], [value]]})["Taulu"]["A2"]


@pytest.mark.parametrize(
    ("value", "read", "shown"),
    [
        (12, 12, "0"), (Decimal("12.50"), 12.5, "0.00"), (Decimal("-3.1"), -3.1, "0.0"), (1.25, 1.25, "0.00"),
        (date(2025, 3, 1), datetime(2025, 3, 1), "d.m.yyyy"),  # noqa: DTZ001 - Excel knows no time zones
        (datetime(2025, 7, 1, 9, 30, tzinfo=UTC), datetime(2025, 7, 1, 12, 30), "d.m.yyyy h:mm"),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_numbers_and_days_are_what_they_are_and_shown_with_their_decimals(value, read, shown):
    cell = cell_of(value)
    assert (cell.value, cell.number_format) == (read, shown)


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "2024", "\t=1", "'=1"])
def test_a_text_is_never_a_formula(text):
    cell = cell_of(text)
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("value", [None, ""])
def test_what_is_missing_is_an_empty_cell(value):
    assert cell_of(value).value is None


@pytest.mark.parametrize("value", [Decimal("NaN"), float("inf"), 2**70, Decimal("0.1234567890123456"), True])
def test_what_excel_cannot_hold_as_a_number_is_written_out(value):
    cell = cell_of(value)
    assert (cell.value, cell.data_type) == (str(value), "s")


def test_the_heading_is_bold_and_stays_in_sight_and_columns_are_as_wide_as_they_need():
    sheet = opened({"Taulu": [["Nimi", "x"], ["Kunnan kirjaston lainat", 1], ["y" * 500, 2]]})["Taulu"]
    assert [cell.font.bold for cell in sheet[1]] == [True, True]
    assert not sheet["A2"].font.bold
    assert sheet.freeze_panes == "A2"
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (60, 8)


def test_sheets_have_names_that_excel_takes_and_that_differ():
    names = opened({"a/b": [["x"]], "A:B": [["x"]], "": [["x"]], "'" * 3: [["x"]], "z" * 40: [["x"]]}).sheetnames
    assert len({name.casefold() for name in names}) == 5
    assert names[0] == "a b"
    assert all(0 < len(name) <= 31 for name in names)


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_any_text_can_be_written_and_comes_back_without_what_xml_has_not(text):
    read = cell_of(text).value or ""
    kept = "".join(sign for sign in text if sign in "\t\n\r" or (sign >= " " and sign not in "\ufffe\uffff"))
    assert read.replace("\r\n", "\n").replace("\r", "\n") == kept.replace("\r\n", "\n").replace("\r", "\n")


@given(st.text())
def test_the_apostrophe_that_kept_a_cell_from_being_a_formula_comes_off_again(text):
    lines = csv.reader(io.StringIO(as_csv([[text, "x"]]).decode("utf-8-sig"), newline=""), delimiter=";")
    assert as_meant(next(lines)[0]) == text
