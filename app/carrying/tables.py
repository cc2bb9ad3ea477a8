"""What the plan's follow-up says, as tables in a report's texts: made by the service, in both languages. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.text_figures.rules import escaped
from app.web.numbers import number
from app.writing.blocks import joined, split

STATUSES = {
    "fi": {
        "not_begun": "aloittamatta",
        "under_way": "käynnissä",
        "done": "valmis",
        "not_done": "ei toteutunut",
    },
    "sv": {
        "not_begun": "inte påbörjad",
        "under_way": "pågår",
        "done": "klar",
        "not_done": "genomfördes inte",
    },
}
MEASURES = {
    "fi": ("Tavoite", "Toimenpide", "Vastuutaho", "Tila", "Tulos"),
    "sv": ("Mål", "Åtgärd", "Ansvarig instans", "Status", "Resultat"),
}
OUTCOMES = {
    "fi": ("Tavoite", "Mittari", "Lähtötaso", "Tavoitetaso", "Toteuma"),
    "sv": ("Mål", "Mätare", "Utgångsnivå", "Målnivå", "Utfall"),
}
WITHOUT = {"fi": "ei saatavilla", "sv": "uppgift saknas"}
"""A figure that is missing is said to be missing."""

Texts = dict[str, str]


@dataclass(frozen=True)
class Taken:
    """A measure and how it went."""

    goal: Texts
    measure: Texts
    body: Texts
    status: str
    told: Texts
    """What was reported last: the outcome and the sentence."""


@dataclass(frozen=True)
class Reached:
    """A figure that a goal is followed by: where it stood, where it should be, where it is. Each with its time."""

    goal: Texts
    title: Texts
    decimals: int = 0
    baseline: tuple[Texts, Decimal] | None = None
    target: tuple[Texts, Decimal] | None = None
    actual: tuple[Texts, Decimal] | None = None


def measures_table(taken: Iterable[Taken], language: str) -> str:
    """The measures of a plan, each with its state and what came of it."""
    rows = [
        (
            *(_said(texts, language) for texts in (each.goal, each.measure, each.body)),
            *(STATUSES[language][each.status], _said(each.told, language)),
        )
        for each in taken
    ]
    return _table(MEASURES[language], rows)


def outcomes_table(reached: Iterable[Reached], language: str) -> str:
    """What the goals of a plan have come to."""
    rows = [
        (
            *(_said(texts, language) for texts in (each.goal, each.title)),
            *(_figure(figure, each.decimals, language) for figure in (each.baseline, each.target, each.actual)),
        )
        for each in reached
    ]
    return _table(OUTCOMES[language], rows)


def with_tables(text: str, tables: Iterable[str]) -> str:
    """The text with each table in the place of an older one of its kind, or at the end."""
    blocks = split(text)
    for table in filter(None, tables):
        head = _head(table)
        at = next((place for place, block in enumerate(blocks) if _head(block) == head), len(blocks))
        blocks[at : at + 1] = [table]
    return joined(blocks)


def without_tables(text: str) -> str:
    """The text without the tables that were made for another year."""
    ours = {_row(words) for told in (MEASURES, OUTCOMES) for words in told.values()}
    return joined([block for block in split(text) if _head(block) not in ours])


def _head(block: str) -> str:
    return block.partition("\n")[0].strip()


def _table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Without rows there is none."""
    if not rows:
        return ""
    return "\n".join([_row(columns), "|" + "---|" * len(columns), *map(_row, rows)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _said(texts: Texts, language: str) -> str:
    """In the language, or in the other one; words from elsewhere mean what they say."""
    other = "fi" if language == "sv" else "sv"
    return escaped(" ".join((texts[language] or texts[other]).split()).replace("|", "/"))


def _figure(figure: tuple[Texts, Decimal] | None, decimals: int, language: str) -> str:
    if figure is None:
        return WITHOUT[language]
    when, value = figure
    exact = max(decimals, -value.normalize().as_tuple().exponent)  # what somebody typed is not rounded
    told = number(value, exact, language)
    return f"{told} ({escaped(when[language])})" if when[language] else told
