"""A trail as its reader sees it."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.audit.sentences import sentence
from app.reports.queries import periods
from tenants import audit, people

MOST = 200


Lines = list[tuple[datetime, str]]
"""(time, sentence) of the latest entries, newest first."""


def municipal_trail(session: Session, language: str) -> Lines:
    """What has been done in the session's municipality."""
    return _lines(session, audit.AuditEntry, periods(session), language)


def association_trail(session: Session, language: str) -> Lines:
    """What the association's staff have done that concerns no single municipality."""
    return _lines(session, audit.StaffAuditEntry, {}, language)


def _lines(
    session: Session,
    kind: type[audit.AuditEntry] | type[audit.StaffAuditEntry],
    reports: dict[int, str],
    language: str,
) -> Lines:
    entries = audit.trail(session, kind, MOST)
    names = people.names_of(session, {entry.person_id for entry in entries if entry.person_id})
    return [(entry.at, sentence(entry, names, reports, language)) for entry in entries]
