"""The two statements of a save: one reads and holds a section with its report, one stores a version of its text.

Every pause of every writer comes here. Both are put together once and go straight to the driver, in the session's own
transaction: what is between takes as long as the database itself. What the mapper says in two statements, after it has
looked through all it knows, is said in one.
"""

import uuid
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeVar

from psycopg.types.json import Jsonb
from sqlalchemy import Text, bindparam, func, insert, literal_column, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import instance_dict, set_committed_value

from app.reports.models import Report, Section
from app.sections.models import SectionVersion
from tenants import clock
from tenants.boundary import TenantSession, driver_of, for_the_driver

Entity = TypeVar("Entity", Section, Report)
REPORT, SECTION, VERSION = Report.__table__, Section.__table__, SectionVersion.__table__
LOOKED_AT = (
    *("tenant_id", "id", "report_id", "position", "number", "may_be_empty", "state", "deleted_at", "owner_id"),
    *("deputy_id", "text_fi", "ids_fi", "version_fi", "text_sv", "ids_sv", "version_sv", "original_language"),
    *("translation", "translation_counts", "carried_fi", "carried_sv"),
)
"""Whatever else is asked of a held section, or of its report, is read when it is asked."""
OF_ITS_REPORT = ("tenant_id", "id", "number", "state", "locked_by", "locked_until")
HELD = (
    select(*(SECTION.c[each] for each in LOOKED_AT), *(REPORT.c[each].label(f"its_{each}") for each in OF_ITS_REPORT))
    .join(REPORT, (REPORT.c.tenant_id == SECTION.c.tenant_id) & (REPORT.c.id == SECTION.c.report_id))
    .where(REPORT.c.tenant_id == bindparam("tenant_id"), SECTION.c.tenant_id == bindparam("tenant_id"))
    .where(REPORT.c.number == bindparam("number"), SECTION.c.position == bindparam("position"))
    .suffix_with("FOR SHARE OF report FOR UPDATE OF report_section")
)
"""A section and its report as they are now: the section is ours alone, the report only keeps its state meanwhile.

The report first: who changes its shape holds it and then writes into its sections, and each would wait for the other.
"""

CURRENT = {"text": "text", "ids": "ids", "version": "number"}
"""What a section holds of each language's newest version, and what the version calls it."""
EDITED = {"edited_at": "written_at", "edited_by": "written_by"}


HOLD = for_the_driver(HELD)


def held_section(session: TenantSession, report_number: int, position: int) -> Section | None:
    """One section with its report, held until the transaction ends, for who comes to write in it at once."""
    wanted = {"tenant_id": session.tenant_id, "number": report_number, "position": position}
    row = driver_of(session).execute(HOLD, wanted, binary=True).fetchone()
    if row is None:
        return None
    report = _known(session, Report, dict(zip(OF_ITS_REPORT, row[len(LOOKED_AT) :], strict=True)))
    section = _known(session, Section, {**dict(zip(LOOKED_AT, row, strict=False)), "report": report})
    session.add(section)  # with its report: to ask the session once takes half as long
    section.held_in = session.get_transaction()
    return section


def _known(session: TenantSession, entity: type[Entity], values: Mapping[str, Any]) -> Entity:
    """The session's own object, or one for it where it has none yet, as a row just read says that it is."""
    key = session.identity_key(entity, (values["tenant_id"], values["id"]))
    known = session.identity_map.get(key)
    if known is not None:
        for name, value in values.items():
            set_committed_value(known, name, value)
        return known
    it = entity()
    instance_dict(it).update(values)
    make_transient_to_detached(it)
    return it


def store_version(session: TenantSession, section: Section, version: dict[str, Any], changes: dict[str, Any]) -> None:
    """Store a version of a held section's text (its language, number, text, ids ...), which is the section's from now
    on, and what else changes in the section.
    """
    whose = {"tenant_id": session.tenant_id, "report_id": section.report_id, "section_id": section.id}
    version = version | whose | {"id": uuid.uuid4(), "written_at": clock.now()}
    given = {f"version_{name}": value for name, value in version.items()}
    given["version_ids"] = ",".join(version["ids"])  # a list takes the driver longer than all else that is sent
    changes = {name: value for name, value in changes.items() if getattr(section, name) != value}
    given |= changes | {name: Jsonb(changes[name]) for name in changes if isinstance(SECTION.c[name].type, JSONB)}
    language = version["language"]
    driver_of(session).execute(_statement(language, tuple(version), tuple(changes)), given)
    taken = {name: version[its] for name, its in _taken(language).items()}
    for name, value in (changes | taken).items():
        set_committed_value(section, name, value)


def _taken(language: str) -> dict[str, str]:
    """What the section takes from its newest version."""
    return {f"{name}_{language}": its for name, its in CURRENT.items()} | EDITED


@lru_cache
def _statement(language: str, version: tuple[str, ...], changes: tuple[str, ...]) -> str:
    given = {name: bindparam(f"version_{name}") for name in version}
    given["ids"] = func.string_to_array(bindparam("version_ids", type_=Text), literal_column("','"))
    taken = {name: given[its] for name, its in _taken(language).items()}
    stored = insert(VERSION).values(given).cte("stored")
    it = SECTION.c.tenant_id == given["tenant_id"], SECTION.c.id == given["section_id"]
    taken |= {name: bindparam(name) for name in changes}
    return for_the_driver(update(SECTION).where(*it).values(taken).add_cte(stored))
