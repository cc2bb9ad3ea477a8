"""What an own indicator and its figure are, and what may be stored of them. Pure.

Three kinds of source: the municipality's own, TEAviisari (points from 0 to 100) and the School Health Promotion study
(percentages of pupils; THL shows no group of fewer than 15 respondents, and neither do we).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

KINDS = ("own", "teaviisari", "school_health_survey")
DIRECTIONS = ("higher_better", "lower_better", "neutral")
AGE_GROUPS = ("all", "children", "youth", "working_age", "older")
MOST_DECIMALS = 6
LONGEST_TITLE, LONGEST_UNIT, LONGEST_SOURCE, LONGEST_PERIOD, LONGEST_GROUP = 200, 60, 500, 60, 100
FEWEST_RESPONDENTS = 15
HUNDRED = Decimal(100)
OF_HUNDRED = {"teaviisari": "score", "school_health_survey": "percentage"}
"""Kinds whose values are from 0 to 100, and the stable word of what is wrong otherwise."""

OF_KIND = {
    "own": {"direction": "neutral"},
    "teaviisari": {
        "direction": "higher_better",
        "unit_fi": "pistettä",
        "unit_sv": "poäng",
        "source_fi": "TEAviisari, THL",
        "source_sv": "TEAviisari, THL",
    },
    "school_health_survey": {
        "direction": "neutral",
        "unit_fi": "%",
        "unit_sv": "%",
        "source_fi": "Kouluterveyskysely, THL",
        "source_sv": "Enkäten Hälsa i skolan, THL",
        "age_group": "youth",
    },
}
"""What holds of a kind unless something else is said."""


@dataclass(frozen=True)
class Facts:
    """What an own indicator is. Either title may be blank, not both; other texts may be blank in both languages."""

    kind: str = "own"
    title_fi: str = ""
    title_sv: str = ""
    unit_fi: str = ""
    unit_sv: str = ""
    decimals: int = 0
    direction: str = "neutral"
    source_fi: str = ""
    source_sv: str = ""
    age_group: str = "all"


@dataclass(frozen=True)
class Figure:
    """A value for a period and a group of people; "" is everybody. None is what nobody told, never 0."""

    period: str
    first_day: date
    last_day: date
    group: str
    value: Decimal
    count: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def place(self) -> tuple[date, date, str]:
        """Where only one figure holds at a time."""
        return self.first_day, self.last_day, self.group.casefold()

    @property
    def numbers(self) -> tuple[Decimal, Decimal | None, Decimal | None]:
        """What can differ between two figures of one place."""
        return self.value, self.count, self.denominator


def faults(kind: str, value: Decimal | None, count: Decimal | None, denominator: Decimal | None) -> Iterator:
    """(column, stable word) of everything that keeps a figure from being stored."""
    if kind in OF_HUNDRED and value is not None and not 0 <= value <= HUNDRED:
        yield "value", OF_HUNDRED[kind]
    if count is not None and count < 0:
        yield "count", "negative"
    if denominator is not None and denominator <= 0:
        yield "denominator", "not_positive"
    if count is not None and denominator is not None and 0 < denominator < count:
        yield "count", "above_denominator"


def are_too_few(kind: str, denominator: Decimal | None) -> bool:
    """Whether so few have answered that the group must not be shown."""
    return kind == "school_health_survey" and denominator is not None and denominator < FEWEST_RESPONDENTS


def is_between_surveys(kind: str, last_day: date) -> bool:
    """The School Health Promotion study is carried out in odd years."""
    return kind == "school_health_survey" and last_day.year % 2 == 0
