"""What a file would change: each row beside what is stored. Pure.

A file brings new indicators and figures, and changes figures; it never changes what an indicator is. A row that tells
something else of it than is stored says so.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

from app.own_figures import cells
from app.own_figures.periods import said
from app.own_figures.reading import Fault, FileRow
from app.own_figures.rules import OF_KIND, Facts, Figure

MOST_GUESSED_DECIMALS = 3


@dataclass(frozen=True)
class Known:
    """An own indicator that is stored, with the figures that hold."""

    number: int
    facts: Facts
    is_ended: bool = False
    figures: Mapping[tuple, Figure] = field(default_factory=dict)
    """By their places."""


@dataclass
class Target:
    """The indicator that rows are about: one that is stored, or a new one, of which `told` is what the file tells."""

    known: Known | None = None
    told: dict[str, object] = field(default_factory=dict)
    told_at: dict[str, int] = field(default_factory=dict)
    kind: str = "own"
    decimals: int = 0

    def facts(self) -> Facts:
        """What the indicator is, or will be."""
        if self.known:
            return self.known.facts
        return Facts(**{"kind": self.kind, "decimals": self.decimals} | OF_KIND[self.kind] | self.told)


@dataclass(frozen=True)
class PlannedRow:
    """A row and its `outcome`: bad, withheld, missing (it has no value), new, changed or same; `before` is the figure
    that it changes. `differing` are facts that the file tells otherwise than they are stored.
    """

    row: FileRow
    target: Target
    outcome: str
    before: Figure | None = None
    differing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """Every row; nothing can be stored while any is bad."""

    rows: tuple[PlannedRow, ...]

    def with_outcome(self, *outcomes: str) -> list[PlannedRow]:
        """Those rows."""
        return [each for each in self.rows if each.outcome in outcomes]

    @property
    def new_indicators(self) -> list[Target]:
        """In the order of the file; only those that get a figure."""
        targets = {id(each.target): each.target for each in self.with_outcome("new") if each.target.known is None}
        return list(targets.values())

    @property
    def is_ready(self) -> bool:
        """Whether there is something to store and nothing to mend."""
        return not self.with_outcome("bad") and bool(self.with_outcome("new", "changed"))

    def fingerprint(self) -> str:
        """Of all that would happen: two plans with the same one store the same over the same."""
        rows = ((each.row, each) for each in self.rows)
        told = [(row.number, each.outcome, each.target.facts(), row.figure, each.before) for row, each in rows]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def plan(rows: Iterable[FileRow], stored: Iterable[Known]) -> Plan:
    """What would happen to each row."""
    return Plan(tuple(_Planning(stored).each(rows)))


class _Planning:
    """Finds the indicator of each row, by its title in either language, and the row's place in it."""

    def __init__(self, stored: Iterable[Known]):
        self.by_title: dict[tuple[str, str], Target] = {}
        self.seen: dict[tuple[int, tuple], int] = {}
        for known in stored:
            self._remember(Target(known, kind=known.facts.kind), vars(known.facts))

    def each(self, rows: Iterable[FileRow]) -> Iterator[PlannedRow]:
        """All rows, after all have been looked at: how a new indicator is shown depends on every value of it."""
        placed = [(row, *self._placed(row)) for row in rows]
        for row, target, differing, faults in placed:
            yield self._planned(replace(row, faults=row.faults + faults), target, differing)

    def _placed(self, row: FileRow) -> tuple[Target, tuple[str, ...], tuple[Fault, ...]]:
        found = {id(each): each for key in titles_of(row.told) if (each := self.by_title.get(key))}
        if len(found) > 1:
            return Target(kind=row.kind), (), (Fault("title_sv", "two_indicators"),)
        target = next(iter(found.values()), None) or Target(kind=row.kind)
        if target.kind != row.kind:
            return target, (), (Fault("kind", "other_kind"),)
        if target.known:
            return target, _differing(row.told, vars(target.known.facts)), ()
        faults = self._told(target, row)
        if row.figure:
            target.decimals = max(target.decimals, min(cells.decimals_of(row.figure.value), MOST_GUESSED_DECIMALS))
        return target, (), faults

    def _told(self, target: Target, row: FileRow) -> tuple[Fault, ...]:
        """A new indicator is what its rows tell together; no two may tell different things."""
        differing = _differing(row.told, target.told)
        for name in row.told.keys() - target.told.keys():
            target.told[name], target.told_at[name] = row.told[name], row.number
        self._remember(target, target.told)
        return tuple(Fault(name, "differs_in_file", {"row": target.told_at[name]}) for name in differing)

    def _remember(self, target: Target, facts: Mapping[str, object]) -> None:
        for key in titles_of(facts):
            self.by_title.setdefault(key, target)

    def _planned(self, row: FileRow, target: Target, differing: tuple[str, ...]) -> PlannedRow:
        if row.faults:
            return PlannedRow(row, target, "bad")
        if row.figure is None:
            return PlannedRow(row, target, "withheld" if row.is_withheld else "missing", differing=differing)
        earlier = self.seen.setdefault((id(target), row.figure.place), row.number)
        if earlier != row.number:
            return PlannedRow(replace(row, faults=(Fault("period", "twice", {"row": earlier}),)), target, "bad")
        before = target.known.figures.get(row.figure.place) if target.known else None
        outcome = "new" if before is None else "same" if are_same(before, row.figure) else "changed"
        if target.known and target.known.is_ended and outcome != "same":
            return PlannedRow(replace(row, faults=(Fault("title_fi", "ended"),)), target, "bad")
        return PlannedRow(row, target, outcome, before, differing)


def are_same(one: Figure, other: Figure) -> bool:
    """Whether two figures of one place tell the same, in whatever language their period is written."""
    periods = [said(each.period, each.first_day, each.last_day, "fi") for each in (one, other)]
    return one.numbers == other.numbers and periods[0] == periods[1]


def titles_of(facts: Mapping[str, object]) -> list[tuple[str, str]]:
    """(name, title as it is compared) of the titles that are told."""
    return [(name, str(facts[name]).casefold()) for name in ("title_fi", "title_sv") if facts.get(name)]


def _differing(told: Mapping[str, object], stored: Mapping[str, object]) -> tuple[str, ...]:
    names = [each.name for each in fields(Facts) if each.name != "kind"]
    return tuple(name for name in names if name in told and name in stored and told[name] != stored[name])
