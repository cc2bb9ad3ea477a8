"""Rows of a file as figures: what each tells of its indicator and of its figure, and everything that is wrong with it.

Pure. What the rows would change is decided in `comparing`.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.own_figures import cells, columns, rules
from app.own_figures.cells import Unreadable
from app.own_figures.periods import period_of
from app.own_figures.rules import Figure
from app.own_figures.table_files import Table

LONGEST = {
    "title_fi": rules.LONGEST_TITLE,
    "title_sv": rules.LONGEST_TITLE,
    "unit_fi": rules.LONGEST_UNIT,
    "unit_sv": rules.LONGEST_UNIT,
    "source_fi": rules.LONGEST_SOURCE,
    "source_sv": rules.LONGEST_SOURCE,
    "period": rules.LONGEST_PERIOD,
    "group": rules.LONGEST_GROUP,
}
TITLES = ("title_fi", "title_sv")
OF_TITLES = {
    "teaviisari": {language: (f"sector_{language}", f"dimension_{language}") for language in ("fi", "sv")},
}
NEEDED = {
    "own": ("title_fi", "value"),
    "teaviisari": ("sector_fi", "dimension_fi", "value"),
    "school_health_survey": ("title_fi", "value"),
}
"""The columns that a kind's files have at least, in one language or the other."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in a column of a row. `reason` is a stable word, `details` are told with it."""

    column: str
    reason: str
    details: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class FileRow:
    """A row as it was read. `told` are the indicator's facts that it tells, by name; `figure` is None where the row
    has no value, or faults. `is_withheld`: too few people answered for the value to be stored.
    """

    number: int
    kind: str
    told: dict[str, object]
    figure: Figure | None = None
    faults: tuple[Fault, ...] = ()
    is_withheld: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """In whichever language it is told."""
        return str(self.told.get("title_fi") or self.told.get("title_sv") or "")


@dataclass(frozen=True)
class ReadFile:
    """Every row, the headings that nobody knows, and what keeps the file as a whole from being read: missing columns
    (their names, the kind's needs) or a column that stands there twice.
    """

    rows: tuple[FileRow, ...] = ()
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()


def read(table: Table, kind: str) -> ReadFile:
    """`kind` is that of rows that do not tell their own."""
    found = [columns.column_of(heading, kind) for heading in table.headings]
    unknown = tuple(each for each, column in zip(table.headings, found, strict=True) if each and column is None)
    times = Counter(filter(None, found))
    twice, missing = tuple(each for each in times if times[each] > 1), _missing(set(times), kind)
    if twice or missing:
        return ReadFile((), unknown, missing, twice)
    rows = [(number, {c: cell for c, cell in zip(found, line, strict=True) if c}) for number, line in table.rows]
    return ReadFile(tuple(_Reading(number, line, kind).row() for number, line in rows if any(line.values())), unknown)


def _missing(found: set[str], kind: str) -> tuple[str, ...]:
    def is_there(column: str) -> bool:
        return bool(found & {column, column.removesuffix("_fi") + "_sv"})

    missing = [column for column in NEEDED[kind] if not is_there(column)]
    if found & set(TITLES):
        missing = [column for column in missing if column == "value"]
    if "period" not in found and not {"first_day", "last_day"} <= found:
        missing.append("period")
    return tuple(missing)


class _Reading:
    """One row on its way to be understood; what is wrong is gathered, so that all of it can be told at once."""

    def __init__(self, number: int, line: dict[str, str], kind: str):
        self.number, self.line = number, line
        self.faults: list[Fault] = []
        self.kind = self._choice("kind") or kind

    def row(self) -> FileRow:
        """The row, understood as far as it can be."""
        told, period = self._told(), self._period()
        value, count, denominator = (self._number(column) for column in ("value", "count", "denominator"))
        is_withheld = rules.are_too_few(self.kind, denominator)
        if value is None and (count, denominator) != (None, None) and not self._is_bad("value"):
            is_withheld or self._fault("value", "no_value")
        for column, reason in rules.faults(self.kind, value, count, denominator):
            self._fault(column, reason)
        warnings = ("between_surveys",) if period and rules.is_between_surveys(self.kind, period[2]) else ()
        figure = None
        if value is not None and period and not self.faults and not is_withheld:
            figure = Figure(*period, self._group(), value, count, denominator)
        return FileRow(self.number, self.kind, told, figure, tuple(self.faults), is_withheld, warnings)

    def _told(self) -> dict[str, object]:
        told: dict[str, object] = {column: self._text(column) for column in LONGEST if column.endswith(("_fi", "_sv"))}
        told |= {column: self._choice(column) for column in ("direction", "age_group")}
        told["decimals"] = self._decimals()
        for language, parts in OF_TITLES.get(self.kind, {}).items():
            if not told[f"title_{language}"]:
                told[f"title_{language}"] = self._joined(*parts, between=": ")
        if not (told["title_fi"] or told["title_sv"]):
            self._fault("title_fi", "no_title")
        return {column: value for column, value in told.items() if value not in (None, "")}

    def _group(self) -> str:
        return self._text("group") or self._joined("grade", "gender", between=", ")

    def _joined(self, *parts: str, between: str) -> str:
        return between.join(filter(None, (self.line.get(part, "") for part in parts)))[: rules.LONGEST_TITLE]

    def _period(self) -> tuple[str, date, date] | None:
        """The words and the days; days that the row tells stand before those of the words."""
        text = self._text("period")
        days = self._day("first_day"), self._day("last_day")
        if self._is_bad("first_day") or self._is_bad("last_day"):
            return None
        if days == (None, None):
            return self._known(text)
        if None in days:
            self._fault("last_day" if days[0] else "first_day", "one_day_only")
        elif days[0] > days[1]:
            self._fault("last_day", "before_first")
        else:
            return (text, *days)
        return None

    def _known(self, text: str) -> tuple[str, date, date] | None:
        days = period_of(text)
        if days is None:
            self._fault("period", "period" if text else "no_period")
        return (text, *days) if days else None

    def _text(self, column: str) -> str:
        text = self.line.get(column, "")
        if len(text) > LONGEST[column]:
            self._fault(column, "too_long", most=LONGEST[column])
        return text

    def _choice(self, column: str) -> str | None:
        text = self.line.get(column, "")
        choice = columns.choice_of(column, text)
        if text and choice is None:
            self._fault(column, "choice", told=text[:60])
        return choice

    def _number(self, column: str) -> Decimal | None:
        return self._read(column, cells.number_of)

    def _day(self, column: str) -> date | None:
        return self._read(column, cells.day_of)

    def _decimals(self) -> int | None:
        number = self._number("decimals")
        if number is None or number in range(rules.MOST_DECIMALS + 1):
            return None if number is None else int(number)
        return self._fault("decimals", "decimals", most=rules.MOST_DECIMALS)

    def _read(self, column: str, how: Callable) -> object:
        text = self.line.get(column, "")
        try:
            return how(text)
        except Unreadable as unreadable:
            return self._fault(column, unreadable.reason, told=text[:60])

    def _fault(self, column: str, reason: str, **details: object) -> None:
        self.faults.append(Fault(column, reason, details))

    def _is_bad(self, column: str) -> bool:
        return any(fault.column == column for fault in self.faults)
