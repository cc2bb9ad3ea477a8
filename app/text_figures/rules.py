"""What is kept of a figure or a panel, how it is written, and whether the source has something newer. Pure.

Facts are plain JSON: title, unit and source in both languages, unit_code, decimals, period_kind, gender, indicator,
revision, fetched_on and, of a figure, area, year and value; of a panel, areas with their points (year, value).
A value is the text of its exact decimals. Those of the municipality's own have own_indicator in place of indicator and
revision, and in place of period_kind the names and days of their periods by year.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from app.indicators.rules import wording
from app.own_figures.periods import said
from app.statistics.periods import Period, PeriodKind
from app.web.numbers import number
from app.writing.blocks import split
from app.writing.contents import plain
from app.writing.parse import parse

KINDS = ("figure", "panel")
SIGNS = {"PROS": "%", "EUR": "€"}
"""Units that stand in a sentence as a sign; others are told by the sentence's own words."""

SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[^a-zåäö])")
MEANT = re.compile(r"([\\`*_\[\]<>{}|#~!])")
LIST_SIGN = re.compile(r"^(\d{0,9})([-+.)])")
PLACE = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class KeptFigure:
    """A figure or a panel of a section. `now` is what the source says by now; None where it cannot be asked."""

    kind: str
    number: int
    facts: Mapping[str, Any]
    known: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    now: Mapping[str, Any] | None = None

    @property
    def token(self) -> str:
        """As it is typed."""
        return f"{{{{{self.kind}:{self.number}}}}}"

    @property
    def news(self) -> tuple[str, ...]:
        """What the source says differently: "revised", "gone", "newer", "withdrawn"."""
        return news(self.known, self.now)


def title(facts: Mapping[str, Any], language: str) -> tuple[str, str]:
    """The indicator's name and the language that it is in."""
    return wording(facts["title"], language)


def news(known: Mapping[str, Any], now: Mapping[str, Any] | None) -> tuple[str, ...]:
    """The kinds of what has come since; a source that cannot be asked tells nothing new."""
    if now is None:
        return ()
    found = []
    if (now["latest"] or 0) > (known["latest"] or 0):
        found.append("newer")
    if now["value"] != known["value"] and not (found and known["is_panel"]):
        found.append("revised" if now["value"] else "gone")
    if now["withdrawn"] and not known["withdrawn"]:
        found.append("withdrawn")
    return tuple(found)


def shown(facts: Mapping[str, Any], language: str) -> str:
    """A figure as its reader reads it within a sentence: "12,7 %"."""
    return written(facts, facts["value"], language)


def written(facts: Mapping[str, Any], value: str, language: str) -> str:
    """Any value of the same indicator, with its sign."""
    text, sign = number(Decimal(value), facts["decimals"], language), SIGNS.get(facts["unit_code"])
    return f"{text}\N{NO-BREAK SPACE}{sign}" if sign else text


def period(facts: Mapping[str, Any], year: int, language: str) -> str:
    """The time that a year of the indicator stands for."""
    if "periods" in facts:
        return facts["periods"][str(year)][language]
    return Period(year, PeriodKind(facts["period_kind"])).label


def latest_period(kept: KeptFigure, language: str) -> str:
    """The newest at the source."""
    if told := kept.now.get("latest_period"):
        words, *days = told
        return said(words, *map(date.fromisoformat, days), language)
    return period(kept.facts, kept.now["latest"], language)


def label(facts: Mapping[str, Any], language: str) -> str:
    """What a figure or a panel is of, for those who choose among several."""
    name, _ = title(facts, language)
    if "areas" in facts:
        return name
    return f"{name}, {facts['area']['name'][language]}, {period(facts, facts['year'], language)}"


def paragraph(kept: KeptFigure, language: str) -> str:
    """What stands in the text until its writer has made a sentence of it."""
    if kept.kind == "panel":
        return kept.token
    return f"{escaped(label(kept.facts, language))}: {kept.token}."


def escaped(text: str) -> str:
    """Words from elsewhere, so that they mean in our Markdown subset what they say."""
    return LIST_SIGN.sub(r"\1\\\2", MEANT.sub(r"\\\1", text))


def sentence_with(text: str, kept: KeptFigure, figure: Callable[[int], str | None]) -> str | None:
    """The first sentence in which the figure stands, as it is read; None where the text has it not."""
    if kept.kind == "panel":
        return "" if kept.token in text else None

    def read(number: int) -> str | None:
        return PLACE if number == kept.number else figure(number)

    lines = (line for block in split(text) if kept.token in block for line in plain(parse(block), read).splitlines())
    sentences = (each for line in lines if PLACE in line for each in SENTENCE_ENDS.split(line))
    found = next((each for each in sentences if PLACE in each), None)
    return found.replace(PLACE, figure(kept.number) or kept.token) if found else None


class Dated(Protocol):
    """What was chosen once and maybe ended later."""

    kind: str
    number: int
    chosen_at: datetime
    superseded_at: datetime | None


Row = TypeVar("Row", bound=Dated)


def as_of(rows: Iterable[Row], moment: datetime) -> list[Row]:
    """Of each kind and number the choice that held then; the first one where there was none yet."""
    held: dict[tuple[str, int], Row] = {}
    for row in sorted(rows, key=lambda each: each.chosen_at):
        if (row.kind, row.number) not in held or row.chosen_at <= moment:
            held[row.kind, row.number] = row
    return list(held.values())
