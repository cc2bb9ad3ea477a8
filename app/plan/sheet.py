"""A plan as one sheet of a workbook, for a board to go through: what stands in its columns, and what is read of them.

A row is known by its code (P is an emphasis, T a goal, M a measure), so it may be moved and its numbers may change.
Pure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.own_figures.cells import text_of
from app.own_figures.table_files import Table
from app.web.typed import as_day, cents_of

LETTERS = {"P": "emphasis", "T": "goal", "M": "measure"}
CODES = {kind: letter for letter, kind in LETTERS.items()}
BOTH = {"title": ("Nimi", "Namn"), "strategy": ("Strategian tavoite", "Strategins mål"),
        "measured": ("Mittarin kuvaus", "Beskrivning av mätaren"), "body": ("Vastuutaho", "Ansvarig instans"),
        "partners": ("Kumppanit", "Samarbetsparter"), "resource": ("Resurssit", "Resurser")}  # fmt: skip
IN_LANGUAGE = {"fi": ("suomeksi", "på finska"), "sv": ("ruotsiksi", "på svenska")}
COLUMNS: dict[str, tuple[str, str]] = {
    "code": ("Tunnus", "Kod"),
    "shown": ("Numero", "Nummer"),
    "kind": ("Rivi", "Rad"),
    **{
        f"{name}_{code}": tuple(f"{word} {said}" for word, said in zip(words, IN_LANGUAGE[code], strict=True))
        for name, words in BOTH.items()
        for code in ("fi", "sv")
    },
    "age_group": ("Keitä koskee", "Vem det gäller"),
    "owner": ("Vastuuhenkilö", "Ansvarig person"),
    "deputy": ("Varahenkilö", "Suppleant"),
    "cost": ("Kustannus", "Kostnad"),
    "begins_on": ("Alkaa", "Börjar"),
    "ends_on": ("Päättyy", "Slutar"),
    "tags": ("Lakisääteiset suunnitelmat", "Lagstadgade planer"),
    "figures": ("Mittarit", "Mätare"),
    "status": ("Tila", "Läge"),
}
"""Headings in Finnish and Swedish, in order; a file may have them in either."""

ONLY_TOLD = ("code", "shown", "kind", "figures", "status")
"""What is in the file to be read, and not to be brought in."""


@dataclass(frozen=True)
class Words:
    """What cells say in words: by key, in the file's language. `people` are names by id."""

    language: str
    kinds: Mapping[str, str]
    ages: Mapping[str, str]
    statuses: Mapping[str, str]
    tags: Mapping[str, str]
    people: Mapping[str, str]


@dataclass(frozen=True)
class FileRow:
    """One row as it was read: `told` are the values of cells that say something, `faults` columns nobody understands.

    `code` is blank for a new row.
    """

    line: int
    code: str
    kind: str | None
    told: Mapping[str, Any]
    faults: tuple[str, ...]


def heading(column: str, language: str) -> str:
    """What a column is called."""
    return COLUMNS[column][language == "sv"]


def rows_of(content: Mapping[str, Any], words: Words) -> list[list[object]]:
    """The headings and every row of the plan."""
    return [[heading(each, words.language) for each in COLUMNS], *(_cells(*each, words) for each in _walk(content))]


def _walk(content: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for emphasis in content["emphases"]:
        yield "emphasis", emphasis
        for goal in emphasis["goals"]:
            yield "goal", goal
            yield from (("measure", each) for each in goal["measures"])


def _cells(kind: str, row: dict[str, Any], words: Words) -> list[object]:
    told = {f"{name}_{code}": row[name][code] for name in BOTH if name in row for code in ("fi", "sv")}
    cost = row.get("cost_cents")
    told |= {
        "code": f"{CODES[kind]}{row['number']}",
        "shown": row["shown"],
        "kind": words.kinds[kind],
        "age_group": words.ages.get(row.get("age_group")),
        "owner": words.people.get(row.get("owner") or ""),
        "deputy": words.people.get(row.get("deputy") or ""),
        "cost": None if cost is None else Decimal(cost) / 100,
        "tags": "; ".join(words.tags[key] for key in row.get("tags", ()) if key in words.tags),
        "status": words.statuses.get(row.get("status")),
        "figures": "; ".join(_figure(each, words.language) for each in row.get("indicators", ())),
    }
    told |= {name: date.fromisoformat(row[name]) for name in ("begins_on", "ends_on") if row.get(name)}
    return [told.get(column) for column in COLUMNS]


def _figure(indicator: dict[str, Any], language: str) -> str:
    values = (indicator["baseline"]["value"], indicator["target"]["value"])
    title = indicator["title"][language] or next(filter(None, indicator["title"].values()), "")
    return f"{title}: " + " → ".join((value or "?").replace(".", ",") for value in values)


def read(table: Table, words: Words) -> list[FileRow] | None:
    """The rows of a file; None where it has no column for codes or names."""
    known = {text.casefold(): column for column, both in COLUMNS.items() for text in both}
    columns = [known.get(text.casefold()) for text in table.headings]
    if not {"code", "title_fi", "title_sv", "kind"} <= set(columns):
        return None
    return [_read(line, dict(zip(columns, cells, strict=True)), words) for line, cells in table.rows]


def _read(line: int, cells: dict[str | None, str], words: Words) -> FileRow:
    code, said = cells["code"].upper(), cells["kind"].casefold()
    named = {word.casefold(): kind for kind, word in words.kinds.items()}
    kind = LETTERS.get(code[:1]) if code else named.get(said)
    faults = [] if kind and (not code or code[1:].isdecimal()) else ["code" if code else "kind"]
    told: dict[str, Any] = {}
    for column, cell in cells.items():
        if column in (None, *ONLY_TOLD) or not cell:
            continue
        name, value = _value(column, cell, words)
        if value is None:
            faults.append(column)
        told[name] = value
    return FileRow(line, code, kind, told, tuple(faults))


def _value(column: str, cell: str, words: Words) -> tuple[str, Any]:
    """The name of what a row says, and its value; None where the cell cannot be understood."""
    if column == "cost":
        return "cost_cents", cents_of(cell)
    if column in ("begins_on", "ends_on"):
        return column, as_day(cell)
    if column in ("owner", "deputy"):
        return f"{column}_id", _one(words.people, cell)
    if column == "age_group":
        return column, _one(words.ages, cell)
    if column == "tags":
        keys = tuple(_one(words.tags, part) for part in map(text_of, cell.split(";")) if part)
        return column, None if None in keys else keys
    return column, cell


def _one(words: Mapping[str, str], cell: str) -> str | None:
    """The key that a word stands for, where it stands for one."""
    keys = [key for key, word in words.items() if str(word).casefold() == cell.casefold()]
    return keys[0] if len(keys) == 1 else None
