"""One statement past the mapper that stores a version of a section's text, with what the section itself says of it.

Every pause of every writer ends here: what SQLAlchemy's unit of work says in two statements, and looks for in all it
knows, is said in one.
"""

import uuid
from functools import lru_cache
from typing import Any

from sqlalchemy import Update, bindparam, insert, update
from sqlalchemy.orm.attributes import set_committed_value

from app.reports.models import Section
from app.sections.models import SectionVersion
from tenants import clock
from tenants.boundary import TenantSession

SECTION, VERSION = Section.__table__, SectionVersion.__table__


CURRENT = {"text": "text", "ids": "ids", "version": "number"}
"""What a section holds of each language's newest version, and what the version calls it."""
EDITED = {"edited_at": "written_at", "edited_by": "written_by"}


def store_version(session: TenantSession, section: Section, version: dict[str, Any], changes: dict[str, Any]) -> None:
    """Store a version of a held section's text (its language, number, text, ids ...), which is the section's from now
    on, and what else changes in the section.
    """
    whose = {"tenant_id": session.tenant_id, "report_id": section.report_id, "section_id": section.id}
    version = version | whose | {"id": uuid.uuid4(), "written_at": clock.now()}
    given = {f"version_{name}": value for name, value in version.items()}
    language = version["language"]
    session.connection().execute(_statement(language, tuple(version), tuple(changes)), given | changes)
    taken = {name: version[its] for name, its in _taken(language).items()}
    for name, value in (changes | taken).items():
        set_committed_value(section, name, value)


def _taken(language: str) -> dict[str, str]:
    """What the section takes from its newest version."""
    return {f"{name}_{language}": its for name, its in CURRENT.items()} | EDITED


@lru_cache
def _statement(language: str, version: tuple[str, ...], changes: tuple[str, ...]) -> Update:
    given = {name: bindparam(f"version_{name}") for name in version}
    taken = {name: given[its] for name, its in _taken(language).items()}
    stored = insert(VERSION).values(given).cte("stored")
    it = SECTION.c.tenant_id == given["tenant_id"], SECTION.c.id == given["section_id"]
    return update(SECTION).where(*it).values(taken | {name: bindparam(name) for name in changes}).add_cte(stored)
