"""What the room's pages have in common: the section that an address names, what the visitor may do in it, and comments
and suggestions made ready to be shown.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from app.attachments.showing import pictures
from app.reports.models import Section
from app.reports.queries import section_at
from app.reports.rules import ReportState
from app.sections.comment_models import Suggestion
from app.sections.paragraphs import HasTexts, Paragraph, became_of, paragraphs
from app.sections.queries import right_of
from app.sections.rules import level_in_section, reaches
from app.sections.section_page import SectionPage
from app.text_figures.pages import for_the_editor, shown_in
from app.text_figures.rules import KeptFigure
from app.writing.difference import Words, as_html, compare
from app.writing.parse import parse
from app.writing.shown import Shown
from app.writing.tree import Notes
from tenants.permissions import may

room = Blueprint("sections", __name__)
STATES = ("open", "resolved", "all")
COMMENT_LINK = Markup(
    '<p class="app-comment-link" lang="{}"><a class="govuk-link" href="{}">{}'
    '<span class="govuk-visually-hidden">: <span lang="{}">{}</span></span></a></p>'
)
MOMENTS = ("written_at", "resolved_at", "reopened_at", "decided_at")


def section_of(number: int, position: int) -> Section:
    """Of the report with this number; 404 where there is none."""
    return section_at(g.session, number, position) or abort(404)


def require_level(section: Section, wanted: str) -> None:
    """403 for whom neither the role nor what they were given in this section lets so far."""
    if not _has_level(section, wanted):
        abort(403)


def may_still(section: Section, wanted: str) -> bool:
    """Whether the visitor has the level, in a report that is still written."""
    is_open = section.report.state == ReportState.IN_WORK and section.deleted_at is None
    return is_open and may(g.role, "section.take_part") and _has_level(section, wanted)


def _has_level(section: Section, wanted: str) -> bool:
    granted = right_of(g.session, section.id, current_user.id)
    is_owner = current_user.id in (section.owner_id, section.deputy_id)
    return reaches(level_in_section(lambda right: may(g.role, right), granted, is_owner=is_owner), wanted)


def which_asked() -> str:
    """Which state the address asks for."""
    asked = request.args.get("state")
    return asked if asked in STATES else "open"


def before_asked() -> datetime | None:
    """From where the page goes on; nonsense is the beginning."""
    try:
        moment = datetime.fromisoformat(request.args.get("before", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def onward(found: list[dict], on_a_page: int) -> str | None:
    """Where the next page begins; None when there is none."""
    return found[on_a_page - 1]["written_at"] if len(found) > on_a_page else None


def comments_shown(rows: Iterable[dict], section: HasTexts) -> list[dict]:
    """Comments with moments as moments, and what has `became` of the paragraphs they quote."""
    rows = [_with_moments(each) for each in rows]
    known = paragraphs(section) if any(each["block"] for each in rows) else {}
    return [each | {"became": _became(each, known)} for each in rows]


def suggestions_shown(rows: Iterable[dict]) -> list[dict]:
    """Suggestions with moments as moments."""
    return [_with_moments(each) for each in rows]


def difference(old: str, new: str) -> Markup:
    """What one text has and the other has not, word by word."""
    return as_html(compare(old, new), Words(added=_("added:"), removed=_("removed:"), end=_("end of the change")))


def difference_of(old: int | None, new: int | None, text_of: Callable[[int], str]) -> Markup | None:
    """What the one version has and the other has not; nothing where the address does not name two."""
    return None if old is None or new is None else difference(text_of(old), text_of(new))


def number_asked(name: str) -> int | None:
    """A version's number in the address; one that the database cannot be asked about is none."""
    number = request.args.get(name, type=int)
    return number if number is not None and abs(number) < 2**31 else None


def standing(section: Section, suggestion: Suggestion) -> tuple[str, str]:
    """What has become of a suggestion's paragraph, and its text now."""
    known = paragraphs(section)
    quoted = Paragraph(suggestion.language, suggestion.block, suggestion.base)
    now = known.get(quoted.key)
    return became_of(quoted, known), now.text if now else ""


def _became(row: dict, known: dict[str, Paragraph]) -> str | None:
    return became_of(Paragraph(row["language"], row["block"], row["quote"]), known) if row["block"] else None


def _with_moments(row: dict) -> dict:
    return row | {name: datetime.fromisoformat(row[name]) for name in MOMENTS if row.get(name)}


def shown_text(
    report_number: int, figures: Iterable[KeptFigure], known: Iterable[Mapping[str, Any]], language: str, name: str
) -> Shown:
    """What a text in a language has numbers for: figures, panels, and `known` pictures; `name` sets it apart."""

    def address(picture: Mapping[str, Any]) -> str:
        return url_for("attachments.file", number=report_number, attachment=picture["number"])

    return replace(shown_in(figures, language, name), image=pictures(known, address))


def comment_links(section: SectionPage, language: str) -> list[Markup]:
    """Below each block of a text, where to comment on it. None where blocks and what is read are not one to one."""
    spoken_of = [each for each in paragraphs(section, [language]).values() if not each.text.startswith("[^")]
    if len(spoken_of) != sum(not isinstance(block, Notes) for block in parse(section.text(language))):
        return []
    place, words = {"number": section.report.number, "position": section.position}, _("Comment on this")

    def link(to: Paragraph) -> Markup:
        address = url_for("sections.new_comment", paragraph=to.key, **place)
        return COMMENT_LINK.format(g.language, address, words, language, to.beginning)

    return [link(each) for each in spoken_of]


def told_to_editor(section: SectionPage, language: str) -> dict[str, list[dict[str, object]]]:
    """What an open editor may put into the section's text in a language, by kind."""
    told = [
        {"number": each["number"], "name": each[f"name_{language}"], "alternative": each[f"alternative_{language}"]}
        for each in section.pictures or ()
    ]
    return for_the_editor(section.kept_figures, language) | {"attachment": told}
