"""What is read of a plan's sheet that comes back: each row's code, kind and the values of its cells. Pure."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from app.own_figures.cells import Unreadable, number_of, text_of
from app.own_figures.table_files import Table
from app.plan.sheet import COLUMNS, LETTERS, ONLY_TOLD, FileRow, Words
from app.web.typed import as_day, cents_of

CODE = re.compile(r"[PM][0-9]{1,6}|T[0-9]{1,6}(?P<figure>/[0-9A-F]{1,8})?")
YEAR = re.compile(r"20[0-9]{2}|2100")


def read(table: Table, words: Words) -> list[FileRow] | None:
    """The rows of a file; None where it has no column for codes or names."""
    known = {text.casefold(): column for column, both in COLUMNS.items() for text in both}
    columns = [known.get(text.casefold()) for text in table.headings]
    if not {"code", "title_fi", "title_sv", "kind"} <= set(columns):
        return None
    return [_read(line, dict(zip(columns, cells, strict=True)), words) for line, cells in table.rows]


def _read(line: int, cells: dict[str | None, str], words: Words) -> FileRow:
    code, said = cells["code"].upper(), cells["kind"]
    kind = _kind_of(code) if code else _one(words.kinds, said)
    faults = [] if kind else ["code" if code else "kind"]
    told: dict[str, Any] = {}
    for column, cell in cells.items():
        if column in (None, *ONLY_TOLD) or not cell:
            continue
        name, value = _value(column, cell, words)
        if value is None:
            faults.append(column)
        told[name] = value
    return FileRow(line, code, kind, told, tuple(faults))


def _kind_of(code: str) -> str | None:
    form = CODE.fullmatch(code)
    return form and ("indicator" if form["figure"] else LETTERS[code[0]])


def _value(column: str, cell: str, words: Words) -> tuple[str, Any]:
    """The name of what a row says, and its value; None where the cell cannot be understood."""
    if column in ("owner", "deputy"):
        return f"{column}_id", _one(words.people, cell)
    if column == "cost":
        return "cost_cents", cents_of(cell)
    readers: Mapping[str, Callable[[str], Any]] = {
        "begins_on": as_day,
        "ends_on": as_day,
        "age_group": lambda said: _one(words.ages, said),
        "status": lambda said: _one(words.statuses, said),
        "tags": lambda said: _tags(said, words),
        "order": lambda said: int(said) if re.fullmatch(r"[1-9][0-9]{0,3}", said) else None,
        "remove": lambda said: True if said.casefold() in words.marks else None,
        "indicator": lambda said: int(said) if said.isdecimal() and int(said) in words.indicators else None,
        "baseline_value": _number,
        "target_value": _number,
        "target_year": lambda said: int(said) if YEAR.fullmatch(said) else None,
    }
    return column, readers.get(column, str)(cell)


def _tags(cell: str, words: Words) -> tuple[str, ...] | None:
    keys = tuple(_one(words.tags, part) for part in map(text_of, cell.split(";")) if part)
    return None if None in keys else keys


def _number(cell: str) -> Decimal | None:
    try:
        return number_of(cell)
    except Unreadable:
        return None


def _one(words: Mapping[str, str], cell: str) -> str | None:
    """The key that a word stands for, where it stands for one."""
    keys = [key for key, word in words.items() if str(word).casefold() == cell.casefold()]
    return keys[0] if len(keys) == 1 else None
