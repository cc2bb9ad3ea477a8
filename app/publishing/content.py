"""A report as plain data, in both languages: the one source of its web page, its PDF and its checksum. Pure."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from app.reports.models import Report, Section
from app.text_figures.rules import KeptFigure
from tenants.registry import TenantFacts

BOTH = ("fi", "sv")


def content_of(
    tenant: TenantFacts,
    report: Report,
    figures: Mapping[UUID, list[KeptFigure]],
    edition: int | None = None,
    published_on: date | None = None,
    languages: Sequence[str] = BOTH,
    annex: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Everything that is printed; `figures` are those of the texts, by section. A preview is of no edition. `languages`
    are those that the municipality writes in: what is stored in another is left out. `annex` as `coverage` tells it.
    """
    return {
        "municipality": {"code": tenant.municipality_code, "name": tenant.names},
        "title": {"fi": report.title_fi, "sv": report.title_sv},
        "period": {"first_year": report.first_year, "last_year": report.last_year},
        "edition": edition,
        "adoption": {"meeting_on": report.meeting_on.isoformat(), "section": report.meeting_section}
        if report.is_frozen
        else None,
        "published_on": published_on.isoformat() if published_on else None,
        "languages": list(languages),
        "sections": [
            _section(section, languages, figures.get(section.id, ()))
            for section in report.sections
            if _is_printed(section, report)
        ],
        "attachments": _attachments(report),
        "annex": annex,
    }


def pictures_in(content: dict[str, Any]) -> list[int]:
    """The numbers of the attachments that are shown in texts. An edition from before there were any has none."""
    return [each["number"] for each in content.get("attachments", ()) if each["width"]]


def _attachments(report: Report) -> list[dict[str, Any]]:
    """Every document, and the pictures that a text shows: the bytes are known by their checksum."""
    texts = "".join(section.text_fi + section.text_sv for section in report.sections)
    return [
        {
            "number": each.number,
            "format": each.format,
            "name": {"fi": each.name_fi, "sv": each.name_sv},
            "width": each.width,
            "height": each.height,
            "size": each.size,
            "checksum": each.checksum,
        }
        for each in report.attachments
        if each.width is None or f"(attachment:{each.number})" in texts
    ]


def checksum_of(content: dict[str, Any]) -> str:
    """SHA-256 over the canonical form: keys sorted, no blanks, UTF-8."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def _is_printed(section: Section, report: Report) -> bool:
    """A chapter that may be empty and is leaves no bare heading behind, unless it has parts of its own."""
    has_parts = any(each.number.startswith(f"{section.number}.") for each in report.sections)
    return section.has_text or not section.may_be_empty or has_parts


def _section(section: Section, languages: Sequence[str], figures: Iterable[KeptFigure]) -> dict[str, Any]:
    return {
        "number": section.number,
        "level": section.level,
        "title": {"fi": section.title_fi, "sv": section.title_sv},
        "text": {language: section.text(language) if language in languages else "" for language in BOTH},
        "indicators": [indicator.facts for indicator in section.indicators],
        "figures": [{"kind": each.kind, "number": each.number, "facts": each.facts} for each in figures],
    }
