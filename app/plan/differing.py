"""What differs between two versions of a plan, row by row. Pure: two contents in, a list out.

How measures go and who answers for what is follow-up's business, and the figures of today are no decision.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

COMPARED = {
    "emphasis": ("title",),
    "goal": ("title", "age_group", "strategy", "measured", "tags"),
    "measure": ("title", "body", "partners", "resource", "cost_cents", "begins_on", "ends_on", "tags"),
}
Content = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """`how` is added, removed or changed; `fields` are (name, before, after) of what changed in a row.

    `row` is as it is after, or as it was where it was removed.
    """

    kind: str
    how: str
    row: dict[str, Any]
    fields: tuple[tuple[str, Any, Any], ...] = ()


def differences(before: Content, after: Content) -> list[Difference]:
    """In the order of the plan after, and what was removed last."""
    old, new = _rows(before), _rows(after)
    found = []
    for key, (kind, row) in new.items():
        if key not in old:
            found.append(Difference(kind, "added", row))
        elif fields := _changed(kind, old[key][1], row):
            found.append(Difference(kind, "changed", row, fields))
    return found + [Difference(kind, "removed", row) for key, (kind, row) in old.items() if key not in new]


def _rows(content: Content) -> dict[str, tuple[str, dict[str, Any]]]:
    rows = {}
    for emphasis in content["emphases"]:
        rows[emphasis["key"]] = ("emphasis", emphasis)
        for goal in emphasis["goals"]:
            rows[goal["key"]] = ("goal", goal | {"under": emphasis["key"]})
            rows |= {each["key"]: ("measure", each | {"under": goal["key"]}) for each in goal["measures"]}
    return rows


def _changed(kind: str, before: dict[str, Any], after: dict[str, Any]) -> tuple[tuple[str, Any, Any], ...]:
    pairs = [(name, before[name], after[name]) for name in COMPARED[kind]]
    if kind == "goal":
        pairs.append(("indicators", _aims(before), _aims(after)))
    if kind != "emphasis" and before["under"] != after["under"]:
        pairs.append(("place", before["shown"], after["shown"]))
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def _aims(goal: dict[str, Any]) -> list[dict[str, Any]]:
    names = ("title", "decimals", "baseline", "target")
    return [{name: each[name] for name in names} for each in goal["indicators"]]
