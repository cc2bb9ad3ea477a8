"""The two statements of a save: one reads and holds a section with its report, one stores a version of its text.

Every pause of every writer comes here. The second goes past the mapper: what its unit of work says in two statements,
after it has looked through all it knows, is said in one.
"""

import uuid
from functools import lru_cache
from typing import Any

from sqlalchemy import Update, bindparam, insert, select, update
from sqlalchemy.orm import contains_eager, load_only
from sqlalchemy.orm.attributes import set_committed_value

from app.reports.models import Report, Section
from app.sections.models import SectionVersion
from tenants import clock
from tenants.boundary import TenantSession

S = Section
LOOKED_AT = (
    *(S.report_id, S.position, S.number, S.may_be_empty, S.state, S.deleted_at, S.owner_id, S.deputy_id),
    *(S.text_fi, S.ids_fi, S.version_fi, S.text_sv, S.ids_sv, S.version_sv, S.original_language, S.translation),
)
"""Whatever else is asked of a held section, or of its report, is read when it is asked."""
OF_ITS_REPORT = (Report.number, Report.state, Report.locked_by, Report.locked_until)
HELD = (
    select(S)
    .join(S.report)
    .where(Report.number == bindparam("number"), S.position == bindparam("position"))
    .options(load_only(*LOOKED_AT), contains_eager(S.report).load_only(*OF_ITS_REPORT))
    .suffix_with("FOR SHARE OF report FOR UPDATE OF report_section")
)
"""A section and its report as they are now: the section is ours alone, the report only keeps its state meanwhile.

The report first: who changes its shape holds it and then writes into its sections, and each would wait for the other.
"""

SECTION, VERSION = Section.__table__, SectionVersion.__table__


CURRENT = {"text": "text", "ids": "ids", "version": "number"}
"""What a section holds of each language's newest version, and what the version calls it."""
EDITED = {"edited_at": "written_at", "edited_by": "written_by"}


def held_section(session: TenantSession, report_number: int, position: int) -> Section | None:
    """One section with its report, held until the transaction ends, for who comes to write in it at once."""
    section = session.scalar(HELD, {"number": report_number, "position": position})
    if section:
        section.held_in = session.get_transaction()
    return section


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
