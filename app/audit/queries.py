"""A trail as its reader sees it."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.audit.sentences import sentence
from tenants import audit, people

MOST = 200


def trail_lines(
    session: Session, kind: type[audit.AuditEntry] | type[audit.StaffAuditEntry], language: str
) -> list[tuple[datetime, str]]:
    """(time, sentence) of the latest entries that the session's plane may see, newest first."""
    entries = audit.trail(session, kind, MOST)
    names = people.names_of(session, {entry.person_id for entry in entries if entry.person_id})
    return [(entry.at, sentence(entry, names, language)) for entry in entries]
