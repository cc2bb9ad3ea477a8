"""Files that we hand out: all own figures, and an empty template. What is handed out is what can be brought in."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from app.own_figures import columns
from app.own_figures.cells import number_text
from app.own_figures.periods import day_name
from app.web.csv_files import as_csv
from app.web.excel_files import as_excel

SHEET = {"fi": "Tunnusluvut", "sv": "Siffror"}
EXAMPLE = {
    "fi": {"title_fi": "Kirjaston lainat asukasta kohti (esimerkki)", "unit_fi": "lainaa / asukas",
           "source_fi": "Kirjaston tilasto", "period": "2025"},
    "sv": {"title_sv": "Lån från biblioteket per invånare (exempel)", "unit_sv": "lån / invånare",
           "source_sv": "Bibliotekets statistik", "period": "2025"},
}  # fmt: skip
"""A row that shows how it is done; who forgets it in the file sees it in the preview."""

Row = Mapping[str, object]


def template_rows(language: str) -> list[Row]:
    """The example."""
    choices = {"kind": "own", "direction": "neutral", "age_group": "all"}
    said = {column: columns.word(column, choice, language) for column, choice in choices.items()}
    numbers = {"decimals": 1, "value": Decimal("12.3"), "first_day": date(2025, 1, 1), "last_day": date(2025, 12, 31)}
    return [{**said, **numbers, **EXAMPLE[language]}]


def csv_file(rows: Iterable[Row], language: str) -> bytes:
    """As Excel in Finland opens it."""
    lines = ([_typed(row.get(column)) for column in columns.COLUMNS] for row in rows)
    return as_csv([_headings(language), *lines])


def excel_file(rows: Iterable[Row], language: str) -> bytes:
    """With numbers as numbers and days as days."""
    lines = ([row.get(column) for column in columns.COLUMNS] for row in rows)
    return as_excel({SHEET[language]: [_headings(language), *lines]})


def _headings(language: str) -> list[str]:
    return [columns.heading(column, language) for column in columns.COLUMNS]


def _typed(value: object) -> str:
    if isinstance(value, Decimal):
        return number_text(value)
    return "" if value is None else day_name(value) if isinstance(value, date) else str(value)


FILES: dict[str, tuple[Callable[[Iterable[Row], str], bytes], str]] = {
    "csv": (csv_file, "text/csv"),
    "xlsx": (excel_file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""How rows are written and what that is then, by the ending of the file's name."""
