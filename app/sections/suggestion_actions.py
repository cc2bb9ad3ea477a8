"""What people do with suggestions: make one, accept or reject another's, withdraw one's own."""

import uuid

from app.messages.actions import post
from app.reports.models import Section
from app.sections.actions import hold_open, take_in
from app.sections.comment_models import Suggestion
from app.sections.paragraphs import Paragraph
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused


def suggest(
    session: TenantSession, by: uuid.UUID, section: Section, paragraph: Paragraph, text: str, reason: str
) -> Suggestion:
    """Suggest another text for a paragraph, as it was when it was read. The section's owner hears of it by letter, once
    a day however many there are. Raises Refused with "wrong_report_state" or "nothing_suggested".
    """
    hold_open(session, section)
    if text == paragraph.text:
        raise Refused("nothing_suggested")
    suggestion = Suggestion(
        report_id=section.report_id,
        section_id=section.id,
        language=paragraph.language,
        block=paragraph.block,
        base=paragraph.text,
        text=text,
        reason=reason,
        written_by=by,
    )
    session.add(suggestion)
    session.flush()
    owner = section.owner_id or section.deputy_id
    if owner not in (None, by):
        key = f"suggestion:{section.id}:{owner}:{clock.today()}"
        post(session, "suggestion_made", to_person=owner, key=key, **_place(section))
    audit.write(session, by, "section.change_suggested", report=section.report.number, section=section.number)
    return suggestion


def accept(session: TenantSession, by: uuid.UUID, section: Section, suggestion: Suggestion, word: str = "") -> int:
    """Take it into the text; where the paragraph has changed since, both are kept for somebody to settle. Gives how
    many were kept. Raises Refused with "wrong_report_state", "wrong_section_state" or "decided_already".
    """
    _hold(session, section, suggestion)
    kept = take_in(session, by, section, suggestion)
    _decide(session, by, section, suggestion, "accepted", word)
    audit.write(session, by, "section.suggestion_accepted", report=section.report.number, section=section.number)
    return kept


def reject(session: TenantSession, by: uuid.UUID, section: Section, suggestion: Suggestion, word: str = "") -> None:
    """Leave the text as it is. Raises Refused with "wrong_report_state" or "decided_already"."""
    _hold(session, section, suggestion)
    _decide(session, by, section, suggestion, "rejected", word)
    audit.write(session, by, "section.suggestion_rejected", report=section.report.number, section=section.number)


def withdraw(session: TenantSession, by: uuid.UUID, section: Section, suggestion: Suggestion) -> None:
    """Take one's own suggestion back. Raises Refused like `reject`, and with "not_yours"."""
    _hold(session, section, suggestion)
    if suggestion.written_by != by:
        raise Refused("not_yours")
    _decide(session, by, section, suggestion, "withdrawn", "")
    audit.write(session, by, "section.suggestion_withdrawn", report=section.report.number, section=section.number)


def _hold(session: TenantSession, section: Section, suggestion: Suggestion) -> None:
    hold_open(session, section)
    session.refresh(suggestion)
    if suggestion.decision is not None:
        raise Refused("decided_already")


def _decide(
    session: TenantSession, by: uuid.UUID, section: Section, suggestion: Suggestion, decision: str, word: str
) -> None:
    suggestion.decision, suggestion.word = decision, word
    suggestion.decided_at, suggestion.decided_by = clock.now(), by
    if by != suggestion.written_by:
        told = _place(section) | {"suggestion_id": suggestion.id}
        post(session, "suggestion_decided", to_person=suggestion.written_by, decision=decision, **told)


def _place(section: Section) -> dict[str, int]:
    return {"report": section.report.number, "position": section.position}
