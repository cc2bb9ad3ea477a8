"""What keeps somebody from reading a report: the findings of all its texts, with their places. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.writing.accessibility import Finding, findings_in


@dataclass(frozen=True)
class Place:
    """A finding in the text of a language of a section; `position` stands in the section's address. Of the
    plain-language summary it has none.
    """

    position: int | None
    number: str
    title: dict[str, str]
    language: str
    finding: Finding


def places_in(content: Mapping[str, Any]) -> list[Place]:
    """Faults first, each kind of them in reading order."""
    return sorted(_places(content), key=lambda each: not each.finding.is_fault)


def _places(content: Mapping[str, Any]) -> Iterator[Place]:
    pictures = {each["number"] for each in content["attachments"] if each["width"]}
    for section in content["sections"]:
        for language, text in section["text"].items():
            for finding in findings_in(text, language, pictures):
                yield Place(section["position"], section["number"], section["title"], language, finding)
    for language, text in content.get("summary", {}).items():
        for finding in findings_in(text, language, pictures):
            yield Place(None, "", {}, language, finding)
