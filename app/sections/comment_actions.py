"""What people do with comments: write one, answer it, resolve it, open it again."""

import uuid

from sqlalchemy import func, select, update

from app.messages.actions import post
from app.reports.models import Report, Section
from app.reports.rules import FROZEN
from app.sections.actions import hold_open
from app.sections.comment_models import CommentAnswer, SectionComment
from app.sections.paragraphs import Paragraph
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.membership import require_members

IS_OPEN = SectionComment.resolved_at.is_(None)
CHANGING_REPORTS = select(Report.id).where(Report.state.not_in(FROZEN))


def comment(
    session: TenantSession,
    by: uuid.UUID,
    section: Section,
    text: str,
    paragraph: Paragraph | None = None,
    assigned_to: uuid.UUID | None = None,
) -> SectionComment:
    """Say something about a section, or about one paragraph as it stands now; whoever it is for hears by letter.

    Raises Refused with "wrong_report_state" or "not_a_member".
    """
    hold_open(session, section)
    require_members(session, {assigned_to} - {None})
    said = SectionComment(
        report_id=section.report_id,
        section_id=section.id,
        language=paragraph.language if paragraph else None,
        block=paragraph.block if paragraph else None,
        quote=paragraph.text if paragraph else None,
        text=text,
        written_by=by,
        assigned_to=assigned_to,
    )
    session.add(said)
    session.flush()
    if assigned_to not in (None, by):
        place = {"report": section.report.number, "position": section.position, "comment_id": said.id}
        post(session, "comment_assigned", to_person=assigned_to, **place)
    audit.write(session, by, "section.commented", report=section.report.number, section=section.number)
    return said


def answer(session: TenantSession, by: uuid.UUID, section: Section, comment_id: uuid.UUID, text: str) -> None:
    """Answer a comment. Raises Refused("wrong_report_state")."""
    hold_open(session, section)
    whose = {"report_id": section.report_id, "section_id": section.id, "comment_id": comment_id}
    session.add(CommentAnswer(**whose, text=text, written_by=by))
    audit.write(session, by, "section.comment_answered", report=section.report.number, section=section.number)


def resolve(session: TenantSession, by: uuid.UUID, section: Section, said: SectionComment) -> None:
    """A comment needs nothing more. Raises Refused("wrong_report_state")."""
    hold_open(session, section)
    session.refresh(said)
    if said.resolved_at is None:
        said.resolved_at, said.resolved_by = clock.now(), by
        audit.write(session, by, "section.comment_resolved", report=section.report.number, section=section.number)


def reopen(session: TenantSession, by: uuid.UUID, section: Section, said: SectionComment) -> None:
    """It does after all. Raises Refused("wrong_report_state")."""
    hold_open(session, section)
    session.refresh(said)
    if said.resolved_at is not None:
        said.resolved_at = said.resolved_by = None
        said.reopened_at, said.reopened_by = clock.now(), by
        audit.write(session, by, "section.comment_reopened", report=section.report.number, section=section.number)


def count_assigned(session: TenantSession, person_id: uuid.UUID) -> int:
    """How many open comments wait for somebody in reports that still change."""
    return session.scalar(select(func.count()).select_from(SectionComment).where(*_waiting_for(person_id)))


def hand_over(session: TenantSession, person_id: uuid.UUID, heir: uuid.UUID) -> None:
    """What waits for somebody waits for the heir from now on."""
    session.execute(update(SectionComment).where(*_waiting_for(person_id)).values(assigned_to=heir))


def _waiting_for(person_id: uuid.UUID) -> tuple:
    return SectionComment.assigned_to == person_id, IS_OPEN, SectionComment.report_id.in_(CHANGING_REPORTS)
