"""Questions about comments and suggestions, each row as plain data, as it also stands within a section's page."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Function, Row, ScalarSelect, String, and_, func, literal, or_, select, union_all

from app.reports.models import Report, Section
from app.reports.rules import FROZEN
from app.sections.comment_models import CommentAnswer, SectionComment, Suggestion
from tenants import people
from tenants.boundary import TenantSession

SECTION = Section.__table__
COMMENT, ANSWER, SUGGESTION = (model.__table__ for model in (SectionComment, CommentAnswer, Suggestion))
ON_SECTION_PAGE, ON_A_PAGE, ON_FRONT_PAGE = 20, 50, 20

ANSWERS = (
    select(func.count())
    .where(ANSWER.c.tenant_id == COMMENT.c.tenant_id, ANSWER.c.comment_id == COMMENT.c.id)
    .correlate(COMMENT)
    .scalar_subquery()
)


def _as_object(table, *columns: str, **others: ColumnElement) -> Function:
    named = {name: table.c[name] for name in columns} | others
    return func.jsonb_build_object(*(word for name, value in named.items() for word in (name, value)))


A_COMMENT = _as_object(
    COMMENT, "id", "language", "block", "quote", "text", "written_at", "resolved_at", "reopened_at",
    writer=people.name_of(COMMENT.c.written_by), assigned=people.name_of(COMMENT.c.assigned_to),
    resolver=people.name_of(COMMENT.c.resolved_by), reopener=people.name_of(COMMENT.c.reopened_by), answers=ANSWERS,
)  # fmt: skip
A_SUGGESTION = _as_object(
    SUGGESTION, "id", "language", "block", "base", "text", "reason", "written_at", "written_by", "decision",
    "decided_at", "word",
    writer=people.name_of(SUGGESTION.c.written_by), decider=people.name_of(SUGGESTION.c.decided_by),
)  # fmt: skip


def _of_page(table, is_open: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(table.c.tenant_id == SECTION.c.tenant_id, table.c.section_id == SECTION.c.id, is_open)


def _newest_open(table, row: Function, is_open: ColumnElement[bool]) -> ScalarSelect:
    """The newest that are open in the section that an outer question is about."""
    newest = (
        select(row.label("row"), table.c.written_at)
        .where(_of_page(table, is_open))
        .correlate(SECTION)
        .order_by(table.c.written_at.desc(), table.c.id)
        .limit(ON_SECTION_PAGE)
        .subquery()
    )
    return select(func.jsonb_agg(newest.c.row)).scalar_subquery()


def _count_open(table, is_open: ColumnElement[bool]) -> ScalarSelect:
    return select(func.count()).select_from(table).where(_of_page(table, is_open)).correlate(SECTION).scalar_subquery()


IS_OPEN, WAITS = COMMENT.c.resolved_at.is_(None), SUGGESTION.c.decision.is_(None)
OF_SECTION_PAGE = (
    _newest_open(COMMENT, A_COMMENT, IS_OPEN),
    _count_open(COMMENT, IS_OPEN),
    _newest_open(SUGGESTION, A_SUGGESTION, WAITS),
    _count_open(SUGGESTION, WAITS),
)
"""Comments, how many are open, suggestions, how many wait: for the section of an outer question."""


def comments(session: TenantSession, section: Section, which: str, before: datetime | None) -> list[dict]:
    """A section's comments, newest first: "open", "resolved" or "all"; one more than a page holds tells of another."""
    states = {"open": IS_OPEN, "resolved": COMMENT.c.resolved_at.is_not(None), "all": literal(True)}
    return _page_of(session, COMMENT, A_COMMENT, section, states[which], before)


def suggestions(session: TenantSession, section: Section, which: str, before: datetime | None) -> list[dict]:
    """A section's suggestions, newest first: "open", "resolved" (decided) or "all"."""
    states = {"open": WAITS, "resolved": SUGGESTION.c.decision.is_not(None), "all": literal(True)}
    return _page_of(session, SUGGESTION, A_SUGGESTION, section, states[which], before)


def _page_of(
    session: TenantSession, table, row: Function, section: Section, state: ColumnElement, before: datetime | None
) -> list[dict]:
    is_of_section = and_(table.c.tenant_id == session.tenant_id, table.c.section_id == section.id)
    asked = select(row).where(is_of_section, state).order_by(table.c.written_at.desc(), table.c.id)
    if before is not None:
        asked = asked.where(table.c.written_at < before)
    return list(session.scalars(asked.limit(ON_A_PAGE + 1)))


def comment_with_id(session: TenantSession, section: Section, comment_id: uuid.UUID) -> SectionComment | None:
    """One comment of a section, to be changed."""
    return session.scalar(select(SectionComment).filter_by(section_id=section.id, id=comment_id))


def one_comment(session: TenantSession, section: Section, comment_id: uuid.UUID) -> dict | None:
    """One comment, to be shown."""
    session.flush()
    whose = (COMMENT.c.tenant_id == session.tenant_id, COMMENT.c.section_id == section.id)
    return session.scalar(select(A_COMMENT).where(*whose, COMMENT.c.id == comment_id))


def answers(session: TenantSession, comment_id: uuid.UUID) -> list[dict]:
    """The answers to a comment, oldest first."""
    row = _as_object(ANSWER, "id", "text", "written_at", writer=people.name_of(ANSWER.c.written_by))
    whose = (ANSWER.c.tenant_id == session.tenant_id, ANSWER.c.comment_id == comment_id)
    return list(session.scalars(select(row).where(*whose).order_by(ANSWER.c.written_at, ANSWER.c.id)))


def suggestion_with_id(session: TenantSession, section: Section, suggestion_id: uuid.UUID) -> Suggestion | None:
    """One suggestion of a section."""
    return session.scalar(select(Suggestion).filter_by(section_id=section.id, id=suggestion_id))


@dataclass(frozen=True)
class Waiting:
    """A "comment" or a "suggestion" that waits for somebody: its page, and the section that it is about."""

    kind: str
    endpoint: str
    values: dict[str, object]
    number: str
    title: dict[str, str]


def waiting_for(session: TenantSession, person_id: uuid.UUID) -> list[Waiting]:
    """Comments that are for somebody, and suggestions for the sections they answer for; the newest."""
    for_me = _waiting("comment", COMMENT, and_(COMMENT.c.assigned_to == person_id, IS_OPEN))
    mine = or_(SECTION.c.owner_id == person_id, SECTION.c.deputy_id == person_id)
    both = union_all(for_me, _waiting("suggestion", SUGGESTION, and_(mine, WAITS))).subquery()
    newest = select(both).where(both.c.tenant_id == session.tenant_id).order_by(both.c.written_at.desc())
    return [_as_waiting(row) for row in session.execute(newest.limit(ON_FRONT_PAGE))]


def _as_waiting(row: Row) -> Waiting:
    values = {"number": row.report, "position": row.position, f"{row.kind}_id": row.id}
    return Waiting(row.kind, f"sections.{row.kind}", values, row.number, {"fi": row.title_fi, "sv": row.title_sv})


def _waiting(kind: str, table, condition: ColumnElement[bool]):
    report = Report.__table__
    return (
        select(
            literal(kind, String).label("kind"),
            table.c.tenant_id,
            table.c.id,
            table.c.written_at,
            report.c.number.label("report"),
            SECTION.c.position,
            SECTION.c.number,
            SECTION.c.title_fi,
            SECTION.c.title_sv,
        )
        .join(SECTION, and_(SECTION.c.tenant_id == table.c.tenant_id, SECTION.c.id == table.c.section_id))
        .join(report, and_(report.c.tenant_id == SECTION.c.tenant_id, report.c.id == SECTION.c.report_id))
        .where(condition, report.c.state.not_in(FROZEN), SECTION.c.deleted_at.is_(None))
    )


def names(session: TenantSession, suggestion: Suggestion) -> dict[str, str | None]:
    """Who made a suggestion and who decided about it."""
    known = people.names_of(session, {suggestion.written_by, suggestion.decided_by} - {None})
    return {"writer": known.get(suggestion.written_by), "decider": known.get(suggestion.decided_by)}
