"""A plan as one sheet of a workbook, for a board to go through: what stands in its columns. Pure.

A row is known by its code, so it may stand anywhere and its number may change: P is an emphasis, T a goal, M a measure,
and T3/127 what the goal T3 is measured by.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

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
    "order": ("Järjestys", "Ordning"),
    "remove": ("Poista", "Ta bort"),
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
    "status": ("Tila", "Läge"),
    "indicator": ("Indikaattorin numero", "Indikatorns nummer"),
    "baseline_period": ("Lähtötason ajanjakso", "Utgångsnivåns period"),
    "baseline_value": ("Lähtötaso", "Utgångsnivå"),
    "target_value": ("Tavoitetaso", "Målnivå"),
    "target_year": ("Tavoitetason vuosi", "Målnivåns år"),
}
"""Headings in Finnish and Swedish, in order; a file may have them in either."""

ONLY_TOLD = ("code", "shown", "kind")
"""What is in the file to be read, and not to be brought in."""
AIMS = ("baseline_period", "baseline_value", "target_value", "target_year")
"""What a file tells of a figure that a goal is measured by; its names are told only."""


@dataclass(frozen=True)
class Words:
    """What cells say in words: by key, in the file's language. `people` are names by id, `indicators` the numbers that
    Sotkanet has; `marks` say in either language that a row is to be removed.
    """

    language: str
    kinds: Mapping[str, str]
    ages: Mapping[str, str]
    statuses: Mapping[str, str]
    tags: Mapping[str, str]
    people: Mapping[str, str]
    indicators: Collection[int] = ()
    marks: Collection[str] = ("x", "poista", "ta bort", "kyllä", "ja")


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
    for place, emphasis in enumerate(content["emphases"], start=1):
        yield "emphasis", emphasis | {"order": place}
        for place, goal in enumerate(emphasis["goals"], start=1):
            yield "goal", goal | {"order": place}
            yield from (("indicator", each | {"goal": goal["number"]}) for each in goal["indicators"])
            yield from (("measure", each | {"order": place}) for place, each in enumerate(goal["measures"], start=1))


def _cells(kind: str, row: dict[str, Any], words: Words) -> list[object]:
    told = _of_figure(row) if kind == "indicator" else _of_row(kind, row, words)
    told["kind"] = words.kinds[kind]
    return [told.get(column) for column in COLUMNS]


def _of_row(kind: str, row: dict[str, Any], words: Words) -> dict[str, object]:
    told = {f"{name}_{code}": row[name][code] for name in BOTH if name in row for code in ("fi", "sv")}
    cost = row.get("cost_cents")
    told |= {
        "code": f"{CODES[kind]}{row['number']}",
        "shown": row["shown"],
        "order": row["order"],
        "age_group": words.ages.get(row.get("age_group")),
        "owner": words.people.get(row.get("owner") or ""),
        "deputy": words.people.get(row.get("deputy") or ""),
        "cost": None if cost is None else Decimal(cost) / 100,
        "tags": "; ".join(words.tags[key] for key in row.get("tags", ()) if key in words.tags),
        "status": words.statuses.get(row.get("status")),
    }
    return told | {name: date.fromisoformat(row[name]) for name in ("begins_on", "ends_on") if row.get(name)}


def _of_figure(indicator: dict[str, Any]) -> dict[str, object]:
    baseline, target = indicator["baseline"], indicator["target"]
    return {
        "code": figure_code(indicator["goal"], indicator["indicator_id"], indicator["key"]),
        "title_fi": indicator["title"]["fi"],
        "title_sv": indicator["title"]["sv"],
        "indicator": indicator["indicator_id"],
        "baseline_period": baseline["period"],
        "baseline_value": _number(baseline["value"]),
        "target_value": _number(target["value"]),
        "target_year": target["year"],
    }


def figure_code(goal_number: int, indicator_id: int | None, key: str) -> str:
    """A figure's code under its goal: Sotkanet's number, or for an own figure the beginning of its key."""
    return f"T{goal_number}/{indicator_id or key[:8].upper()}"


def _number(exact: str | None) -> Decimal | None:
    return None if exact is None else Decimal(exact)
