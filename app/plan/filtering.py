"""A part of a plan: a statutory plan, an age group, what somebody or some body answers for, a status. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Asked:
    """What a reader wants to see; None is everything. `body` is a name in either language, `owner` a person's id."""

    tag: str | None = None
    age: str | None = None
    owner: str | None = None
    body: str | None = None
    status: str | None = None

    @property
    def is_everything(self) -> bool:
        """Nothing is left out."""
        return self == Asked()

    def as_address(self) -> dict[str, str]:
        """As it stands in an address."""
        return {name: value for name, value in vars(self).items() if value is not None}


def filtered(content: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    """The same plan with what was asked for; every row keeps the number that it has in the whole."""
    if asked.is_everything:
        return dict(content)
    emphases = [
        emphasis | {"goals": goals}
        for emphasis in content["emphases"]
        if (goals := [part for goal in emphasis["goals"] if (part := _part(goal, asked))])
    ]
    return {**content, "emphases": emphases}


def _part(goal: dict[str, Any], asked: Asked) -> dict[str, Any] | None:
    """The goal with its measures that are meant; None where neither it nor any of them is."""
    if asked.age not in (None, goal["age_group"]):
        return None
    measures = [each for each in goal["measures"] if _is_meant(each, goal, asked)]
    is_meant_itself = (
        asked.body is None
        and asked.status is None
        and asked.tag in (None, *goal["tags"])
        and asked.owner in (None, goal["owner"], goal["deputy"])
    )
    return {**goal, "measures": measures} if measures or is_meant_itself else None


def _is_meant(measure: dict[str, Any], goal: dict[str, Any], asked: Asked) -> bool:
    """A measure belongs to the statutory plans of its goal, too."""
    return (
        asked.tag in (None, *goal["tags"], *measure["tags"])
        and asked.owner in (None, measure["owner"], measure["deputy"])
        and asked.body in (None, *measure["body"].values())
        and asked.status in (None, measure["status"])
    )


def bodies_in(content: Mapping[str, Any], language: str) -> list[str]:
    """The responsible bodies to choose from, each once, in the reader's language or else the other."""
    named = (
        measure["body"][language] or next(filter(None, measure["body"].values()), "")
        for emphasis in content["emphases"]
        for goal in emphasis["goals"]
        for measure in goal["measures"]
    )
    return sorted(set(named) - {""}, key=str.casefold)
