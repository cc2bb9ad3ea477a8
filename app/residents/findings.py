"""What an edition's figures say by a test, and what of it stands first. Pure: from the edition's content alone.

Only what a test supports is said. Worries and joys take turns, so that neither hides the other; those that two tests
say come first, then those that one says, then those where the two tests disagree. Old figures are left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, zip_longest
from types import SimpleNamespace
from typing import Any

from app.indicators.finder import group_of
from app.indicators.measuring import measure_of, period_label, trend_measure_of, years_of
from app.indicators.rules import wording
from app.statistics.comparison import Comparison, compare_with_area
from app.statistics.measures import Point
from app.statistics.trend import trend
from app.text_figures.rules import written
from app.text_figures.sentences import Facts, compared, developed

COMPARED = ("country", "county", "region")
"""The first of these with which a test was made is told of."""
WORRIES = ("worse_and_worse", "only_worse", "better_but_worse")
JOYS = ("better_and_better", "only_better", "worse_but_better")
JUDGED = ("unit_code", "decimals", "direction", "method", "period_kind")
OLD = 5
"""A figure that is so many years older than the edition's newest one speaks for today no more."""
Content = Mapping[str, Any]


@dataclass(frozen=True)
class Finding:
    """One indicator: the municipality's latest figure and what tests say of it. `indicator` is the content's
    definition; `area` and `other` are whom it was tested against and their figure, None where there was no such test.

    `group` is the finder's, None where no test judges; `distance` is how far apart the two figures are, in half widths
    of the own one's interval.
    """

    indicator: Mapping[str, Any]
    own: Point
    area: Mapping[str, Any] | None
    other: Point | None
    facts: Facts
    group: str | None
    distance: float

    @property
    def is_tested(self) -> bool:
        """Whether there was any test."""
        return bool(self.area or self.facts.years)

    @property
    def is_worry(self) -> bool:
        """Worse or getting worse, or getting worse although it is better."""
        return self.group in WORRIES

    def value(self, language: str) -> str:
        """The own figure as it is read."""
        return written(self.indicator, str(self.own.value), language)

    def other_value(self, language: str) -> str:
        """The figure that it was tested against."""
        return written(self.indicator, str(self.other.value), language) if self.other else ""

    def sentences(self, language: str) -> str:
        """What the tests say, beside title and figure; nothing where there was none."""
        told = compared(self.facts, language, self.other_value(language)), developed(self.facts, language)
        return " ".join(filter(None, told))


def findings_of(content: Content) -> list[Finding]:
    """Of every indicator of which the municipality has a figure, in the content's order. Those of before figures were
    kept in editions have none.
    """
    newest = {each["indicator"]: each for each in content.get("indicators", ())}  # in order of their revisions
    return [finding for each in newest.values() if (finding := _finding(each))]


def chosen(findings: Iterable[Finding], most: int) -> list[Finding]:
    """What is told first: a worry, a joy, a worry ..., each the clearest that is left."""
    findings = list(findings)
    newest = max((each.own.year for each in findings), default=0)
    fresh = [each for each in findings if newest - each.own.year < OLD]

    def clearest(groups: tuple[str, ...]) -> list[Finding]:
        of_groups = (each for each in fresh if each.group in groups)
        return sorted(of_groups, key=lambda it: (groups.index(it.group), -it.distance))

    turns = chain.from_iterable(zip_longest(clearest(WORRIES), clearest(JOYS)))
    return [each for each in turns if each][:most]


def points_of(indicator: Mapping[str, Any], *kinds: str) -> Iterator[tuple[Mapping[str, Any], list[Point]]]:
    """The areas of these kinds with their figures of everybody, in order of time."""
    for each in indicator["series"]:
        if each["gender"] == "total" and each["area"]["kind"] in kinds:
            yield each["area"], [Point(year, Decimal(value), _exact(count)) for year, value, count in each["points"]]


def _exact(count: str | None) -> Decimal | None:
    return None if count is None else Decimal(count)


def _finding(indicator: Mapping[str, Any]) -> Finding | None:
    own = next((points for _, points in points_of(indicator, "own")), None)
    if not own:
        return None
    judged = SimpleNamespace(unit_fi=indicator["unit"]["fi"], **{name: indicator[name] for name in JUDGED})
    area, other, comparison = _tested(indicator, judged, own[-1])
    course = trend(trend_measure_of(judged), own)
    outcome = comparison.outcome if comparison else None
    facts = Facts(
        title={language: wording(indicator["title"], language)[0] for language in indicator["title"]},
        period=period_label(judged, own[-1].year),
        course=course.course,
        verdict=course.verdict,
        years=years_of(judged, course),
        outcome=outcome,
        area=area["kind"] if area else "",
    )
    group = group_of(outcome, course.verdict)
    return Finding(indicator, own[-1], area, other, facts, group, _distance(own[-1], other, comparison))


def _tested(
    indicator: Mapping[str, Any], judged: SimpleNamespace, own: Point
) -> tuple[Mapping[str, Any] | None, Point | None, Comparison | None]:
    """The first area with which a test was made, and what it said."""
    areas: Sequence = sorted(points_of(indicator, *COMPARED), key=lambda each: COMPARED.index(each[0]["kind"]))
    for area, points in areas:
        other = next((each for each in points if each.year == own.year), None)
        comparison = compare_with_area(measure_of(judged), own, other)
        if comparison.is_tested:
            return area, other, comparison
    return None, None, None


def _distance(own: Point, other: Point | None, comparison: Comparison | None) -> float:
    if other is None or comparison is None or comparison.interval is None:
        return 0.0
    half = (comparison.interval.upper - comparison.interval.lower) / 2
    return abs(float(own.value - other.value)) / half
