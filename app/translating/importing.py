"""Bringing in a file of translations: what it would change, and then all of that in one transaction.

The file waits for its confirmation in the page that shows it, which sends back what would be stored: it is held against
the texts anew, and stored only if it would still change what was shown.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from app.reports.models import Report, Section
from app.reports.rules import WRITABLE
from app.sections import links
from app.sections.actions import hold_open
from app.translating.actions import store
from app.translating.comparing import Plan, PlannedUnit, plan
from app.translating.exporting import Translated
from app.translating.rules import Row, as_shown, text_of
from app.writing.blocks import Block
from app.writing.exchange import Unit
from app.writing.translating import Pair
from tenants import audit
from tenants.boundary import TenantSession
from tenants.errors import Refused


def translated(section: Section) -> Translated:
    """A section with its rows."""
    name = f"{section.number} {section.title(section.original_language)}"
    return Translated(section.id.hex, name, links.target_language(section), links.pairs_of(section))


def planned(report: Report, units: Iterable[Unit]) -> Plan:
    """What the units would change now."""
    closed = {section.id.hex for section in report.sections if section.state not in WRITABLE}
    return plan(units, [translated(section) for section in report.sections], closed)


def confirm(
    session: TenantSession, by: uuid.UUID, report: Report, units: list[Unit], shown: str, longest: int
) -> Plan:
    """Do what was shown. Raises Refused with "changed_meanwhile" where it is not what would be done now, with
    "nothing_to_store", with "too_long" where a section's text would be longer than `longest` and could be saved by
    nobody, and like `save_text`; then nothing is stored.
    """
    for section in report.sections:
        hold_open(session, section)
    made = planned(report, units)
    if made.fingerprint() != shown:
        raise Refused("changed_meanwhile")
    if not made.taken:
        raise Refused("nothing_to_store")
    by_section = defaultdict(list)
    for each in made.taken:
        by_section[each.section.key].append(each)
    for section in report.sections:
        if taken := by_section.get(section.id.hex):
            rows = _rows(links.pairs_of(section), taken)
            if len(text_of(rows)) > longest:
                raise Refused("too_long")
            store(session, by, section, rows, section.version(links.target_language(section)))
    audit.write(session, by, "section.translations_imported", report=report.number, count=len(made.taken))
    return made


def _rows(pairs: Iterable[Pair], taken: Iterable[PlannedUnit]) -> list[Row]:
    """Every row of a section, with the file's translation where it brings one, as of the words that it was made of."""
    brought = {each.pair.source.id: each for each in taken}
    rows = []
    for row in map(as_shown, pairs):
        each = brought.get(row.source.id) if row.source else None
        if each and each.outcome == "older":
            row = replace(row, source=Block(row.source.id, each.unit.source))
        rows.append(replace(row, text=each.text) if each else row)
    return rows
