"""Nearest neighbours by an open method: the municipalities most alike in what a municipality cannot choose.

The distance is the root of a weighted mean of squared differences, a Euclidean distance over four parts:

* size: the difference of the logarithms of the inhabitants; one unit is four times as many;
* age: the mean over the measures of age structure that both have; one unit is 13 of the demographic dependency ratio
  (under 16 and over 64 for a hundred between) and 7 percentage points of families with children among all families;
* urban: steps between urban, semi-urban and rural (Statistics Finland's grouping); one unit is a step;
* language: steps between Finnish, Finnish majority, Swedish majority and Swedish; one unit is a step.

A unit is about one standard deviation among Finland's municipalities, but fixed: a distance is the same both ways, does
not move when another municipality changes, and can be checked by hand. A part that one of the two lacks is left out
and the rest counts for the whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log, sqrt

SIZE_WEIGHT = 0.4
"""The most: it decides what a municipality can offer and how firm its figures are."""
AGE_WEIGHT = 0.3
"""Next: it decides what is needed, from schools to care."""
URBAN_WEIGHT = 0.2
"""Less: distances and livelihoods, of which size tells a part already."""
LANGUAGE_WEIGHT = 0.1
"""The least, and yet two or three steps outweigh much else: in which languages services are given."""

SIZE_UNIT = log(4)
DEPENDENCY_UNIT = 13.0
FAMILIES_UNIT = 7.0
"""Standard deviations among the municipalities in 2019: 12.9 and 7.0 (Sotkanet 761 and 179)."""
LANGUAGES = ("finnish", "finnish_majority", "swedish_majority", "swedish")


@dataclass(frozen=True)
class Profile:
    """A municipality: `families_with_children` in percent of all families, `urban_group` 1 urban, 2 semi-urban or
    3 rural, `language` of LANGUAGES.
    """

    code: str
    inhabitants: int
    dependency_ratio: float | None
    families_with_children: float | None
    urban_group: int
    language: str


@dataclass(frozen=True)
class Neighbour:
    """`parts` are what each part adds to the square of the distance: their sum is distance²."""

    code: str
    distance: float
    parts: dict[str, float]


def nearest(own: Profile, others: Iterable[Profile], count: int = 5) -> list[Neighbour]:
    """The nearest first, of those equally near the lower code first; the municipality itself is never its neighbour.

    Raises ValueError for a language that is not known or a municipality without inhabitants.
    """
    found = [_neighbour(own, other) for other in others if other.code != own.code]
    return sorted(found, key=lambda each: (each.distance, each.code))[:count]


def _neighbour(own: Profile, other: Profile) -> Neighbour:
    squares = {
        "size": (SIZE_WEIGHT, ((log(own.inhabitants) - log(other.inhabitants)) / SIZE_UNIT) ** 2),
        "age": (AGE_WEIGHT, _age_square(own, other)),
        "urban": (URBAN_WEIGHT, (own.urban_group - other.urban_group) ** 2),
        "language": (LANGUAGE_WEIGHT, (LANGUAGES.index(own.language) - LANGUAGES.index(other.language)) ** 2),
    }
    known = {part: (weight, square) for part, (weight, square) in squares.items() if square is not None}
    whole = sum(weight for weight, _ in known.values())
    parts = {part: weight * square / whole for part, (weight, square) in known.items()}
    return Neighbour(other.code, sqrt(sum(parts.values())), parts)


def _age_square(own: Profile, other: Profile) -> float | None:
    """The mean square over the measures that both have; None where they have none in common."""
    measures = (
        (own.dependency_ratio, other.dependency_ratio, DEPENDENCY_UNIT),
        (own.families_with_children, other.families_with_children, FAMILIES_UNIT),
    )
    squares = [((ours - theirs) / unit) ** 2 for ours, theirs, unit in measures if None not in (ours, theirs)]
    return sum(squares) / len(squares) if squares else None
