"""What a file of translations would change: each of its units beside what is stored now. Pure."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from hashlib import sha256

from app.translating.exporting import Translated, known_blocks
from app.writing.exchange import Unit
from app.writing.parse import as_written, legible
from app.writing.translating import Pair, same_figures
from app.writing.typst_data import unprintable

TAKEN = ("new", "changed", "older")
"""Outcomes that store something; "older": the original has changed since the file was made."""


@dataclass(frozen=True)
class PlannedUnit:
    """`outcome` is one of TAKEN, or why nothing happens: "same", "empty", "unknown", "closed", "other_figures",
    "unprintable".
    """

    unit: Unit
    outcome: str
    section: Translated | None = None
    pair: Pair | None = None

    @property
    def text(self) -> str:
        """The translation as it is stored."""
        return _tidied(self.unit.target)


@dataclass(frozen=True)
class Plan:
    """All units of a file, in its order."""

    units: tuple[PlannedUnit, ...]

    def with_outcome(self, *outcomes: str) -> list[PlannedUnit]:
        """Those with one of these outcomes."""
        return [each for each in self.units if each.outcome in outcomes]

    @cached_property
    def taken(self) -> list[PlannedUnit]:
        """What would be stored."""
        return self.with_outcome(*TAKEN)

    def fingerprint(self) -> str:
        """The same as long as the same would be stored over the same."""
        told = [[*astuple(each.unit), each.outcome, each.pair.target and each.pair.target.text] for each in self.taken]
        return sha256(json.dumps(told).encode()).hexdigest()

    def as_json(self) -> str:
        """The units that would be stored, for the page that shows them and sends them back."""
        return json.dumps([astuple(each.unit) for each in self.taken], ensure_ascii=False)


def units_in(sent: str) -> list[Unit]:
    """What `as_json` wrote. Raises ValueError for anything else."""
    try:
        rows = json.loads(sent)
    except RecursionError as error:
        raise ValueError("no units") from error
    if not isinstance(rows, list) or not all(
        isinstance(row, list) and len(row) == 4 and all(isinstance(cell, str) for cell in row) for row in rows
    ):
        raise ValueError("no units")
    return [Unit(*row) for row in rows]


def plan(units: Iterable[Unit], sections: Sequence[Translated], closed: Collection[str]) -> Plan:
    """`closed` are the keys of the sections that cannot be written now."""
    known, units = known_blocks(sections), map(_read, units)
    return Plan(tuple(_planned(unit, *known.get(unit.id, (None, None)), closed) for unit in units))


def _read(unit: Unit) -> Unit:
    """Without signs that nobody sees, of which neither the database nor a page can hold some."""
    return Unit(*map(legible, astuple(unit)))


def _planned(unit: Unit, section: Translated | None, pair: Pair | None, closed: Collection[str]) -> PlannedUnit:
    return PlannedUnit(unit, _outcome(unit, section, pair, closed), section, pair)


def _outcome(unit: Unit, section: Translated | None, pair: Pair | None, closed: Collection[str]) -> str:
    text = _tidied(unit.target)
    if pair is None:
        return "unknown"
    if not text:
        return "empty"
    if pair.target and pair.target.text == text:
        return "same"
    if section.key in closed:
        return "closed"
    if not same_figures(unit.source, text):
        return "other_figures"
    if unprintable(text):
        return "unprintable"
    if unit.source.split() != pair.source.text.split():
        return "older"
    return "changed" if pair.target else "new"


def _tidied(text: str) -> str:
    return (as_written(text) or "").strip()
