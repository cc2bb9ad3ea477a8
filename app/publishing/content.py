"""A report as plain data, in both languages: the one source of every format it is read in, and of its checksum. Pure.

An edition holds all of it, so whatever is made of an edition later is made of this alone (`gathering` adds what the
figures mean and their series).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.publishing.own_indicators import own_indicators_in
from app.reports.models import Report, Section
from app.text_figures.rules import KeptFigure
from app.writing.contents import attachments_in
from tenants.registry import TenantFacts

BOTH = ("fi", "sv")
FORM = 3
"""Which form a content has; those from before it was told are of form 1, without what reads `content.get(...)`."""

PLAN_SECTION = "5"
"""The recommended section that the welfare plan stands in."""


@dataclass(frozen=True)
class Release:
    """What an edition is beside its report: which one, of which day, and what it corrects (`corrections`)."""

    number: int
    published_on: date
    correction: dict[str, Any] | None = None


def content_of(
    tenant: TenantFacts,
    report: Report,
    figures: Mapping[UUID, list[KeptFigure]],
    release: Release | None = None,
    languages: Sequence[str] = BOTH,
    annex: dict[str, Any] | None = None,
    plan: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Everything that is printed; `figures` are those of the texts, by section. A preview is of no release. `languages`
    are those that the municipality writes in: what is stored in another is left out. `annex` as `coverage` tells it,
    `plan` is the content of the welfare plan that the report carries, which stands in its plan section.
    """
    place = _place_of_plan(report) if plan else None
    return {
        "form": FORM,
        "report": {
            "number": report.number,
            "kind": report.kind,
            "plan_period": {"first_year": report.plan_first_year, "last_year": report.plan_last_year}
            if report.plan_first_year
            else None,
        },
        "municipality": {"code": tenant.municipality_code, "name": tenant.names},
        "title": {"fi": report.title_fi, "sv": report.title_sv},
        "period": {"first_year": report.first_year, "last_year": report.last_year},
        "edition": release.number if release else None,
        "adoption": {"meeting_on": report.meeting_on.isoformat(), "section": report.meeting_section}
        if report.is_frozen
        else None,
        "published_on": release.published_on.isoformat() if release else None,
        "correction": release.correction if release else None,
        "languages": list(languages),
        "sections": [
            _section(section, languages, figures.get(section.id, ()), plan if section is place else None)
            for section in report.sections
            if section is place or _is_printed(section, report)
        ],
        "summary": {language: report.summary(language) if language in languages else "" for language in BOTH},
        "attachments": _attachments(report, languages),
        "annex": annex,
    }


def _place_of_plan(report: Report) -> Section | None:
    """The plan section, or the last one where a report has none."""
    return next((each for each in report.sections if each.part == PLAN_SECTION), report.sections[-1])


def pages_of(content: dict[str, Any]) -> tuple[str, ...]:
    """The pages that are drawn of it, by the names of their files: the report, its plain-language summary where
    somebody has written one, and what its indicators mean. An edition from before there were any has none.
    """
    has_indicators = content.get("indicators") or own_indicators_in(content)
    return "html", *(["summary"] if has_summary(content) else []), *(["definitions"] if has_indicators else [])


def has_summary(content: Mapping[str, Any]) -> bool:
    """Whether it says anything in plain language, in whichever language."""
    return any(text.strip() for text in content.get("summary", {}).values())


def pictures_in(content: dict[str, Any]) -> list[int]:
    """The numbers of the attachments that are shown in texts. An edition from before there were any has none."""
    return [each["number"] for each in content.get("attachments", ()) if each["width"]]


def _attachments(report: Report, languages: Sequence[str]) -> list[dict[str, Any]]:
    """Every document, and the pictures that a text shows: the bytes are known by their checksum."""
    texts = [each.text(language) for each in report.sections for language in languages]
    texts += [report.summary(language) for language in languages]
    shown = {number for text in texts if "attachment:" in text for number in attachments_in(text)}
    return [
        {
            "number": each.number,
            "format": each.format,
            "name": {"fi": each.name_fi, "sv": each.name_sv},
            "alternative": {"fi": each.alternative_fi, "sv": each.alternative_sv},
            "width": each.width,
            "height": each.height,
            "size": each.size,
            "checksum": each.checksum,
        }
        for each in report.attachments
        if each.width is None or each.number in shown
    ]


def _is_printed(section: Section, report: Report) -> bool:
    """A chapter that may be empty and is leaves no bare heading behind, unless it has parts of its own."""
    has_parts = any(each.number.startswith(f"{section.number}.") for each in report.sections)
    return section.has_text or not section.may_be_empty or has_parts


def _section(
    section: Section, languages: Sequence[str], figures: Iterable[KeptFigure], plan: dict[str, Any] | None
) -> dict[str, Any]:
    return {
        "number": section.number,
        "position": section.position,
        "part": section.part,
        "level": section.level,
        "original_language": section.original_language,
        "title": {"fi": section.title_fi, "sv": section.title_sv},
        "text": {language: section.text(language) if language in languages else "" for language in BOTH},
        "indicators": [indicator.facts for indicator in section.indicators],
        "figures": [{"kind": each.kind, "number": each.number, "facts": each.facts} for each in figures],
        **({"plan": plan} if plan else {}),
    }
