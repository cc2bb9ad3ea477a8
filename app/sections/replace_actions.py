"""Words replaced in the texts of many sections: in each as a save of its own, with its version and its trail."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from app.reports.models import Report, Section
from app.sections.actions import save_text
from app.sections.replacing import Search
from tenants.boundary import TenantSession
from tenants.errors import Refused


@dataclass
class Done:
    """How many texts were changed, and which sections were left as they were, each with the reason."""

    changed: int = 0
    left: list[tuple[Section, str]] = field(default_factory=list)


def replace_in(
    session: TenantSession,
    by: uuid.UUID,
    report: Report,
    search: Search,
    chosen: Iterable[tuple[int, str, int]],
    check: Callable[[str], str | None],
) -> Done:
    """In the chosen texts: (position, language, version that was seen). `check` gives why a text cannot be stored.

    A text that has another version by now is left: nobody has seen what would become of it.
    """
    done = Done()
    sections = {section.position: section for section in report.sections}
    for position, language, seen in chosen:
        section = sections.get(position)
        if section is None or language not in search.languages:
            continue
        if reason := _replace(session, by, section, language, seen, search, check):
            done.left.append((section, reason))
        else:
            done.changed += 1
    return done


def _replace(
    session: TenantSession,
    by: uuid.UUID,
    section: Section,
    language: str,
    seen: int,
    search: Search,
    check: Callable[[str], str | None],
) -> str | None:
    """The reason why it was not done."""
    text = search.applied(section.text(language))
    if reason := check(text):
        return reason
    if section.version(language) != seen:
        return "text_changed"
    try:
        save_text(session, by, section, language, text, seen)
    except Refused as refused:
        return refused.reason
    return None
