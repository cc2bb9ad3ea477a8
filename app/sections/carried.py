"""What was carried over from the report before: a paragraph that nobody has changed or confirmed is marked as such."""

import uuid
from collections.abc import Sequence

from app.reports import rules
from app.reports.models import Section
from app.sections import texts
from app.writing.blocks import Block
from tenants import audit, clock
from tenants.boundary import TenantSession


def still_carried(section: Section, language: str, blocks: Sequence[Block]) -> dict[str, list[str]]:
    """What changes of the marks when these blocks take the text's place: whoever changes one has confirmed it."""
    marked = set(section.carried(language))
    if not marked:
        return {}
    before = texts.blocks_of(section.text(language), section.ids(language))
    untouched = {each.id: each.text for each in before if each.id in marked}
    return {f"carried_{language}": [each.id for each in blocks if untouched.get(each.id) == each.text]}


def unconfirmed_blocks(section: Section, language: str) -> list[Block]:
    """The paragraphs that wait."""
    marked = set(section.carried(language))
    blocks = texts.blocks_of(section.text(language), section.ids(language)) if marked else []
    return [each for each in blocks if each.id in marked]


def confirm(session: TenantSession, by: uuid.UUID, section: Section) -> None:
    """What was carried over into a held section holds this time, too. Raises Refused("final_editing")."""
    rules.check_final_editing(section.report, by, clock.now())
    if not (section.carried_fi or section.carried_sv):
        return
    section.carried_fi, section.carried_sv = [], []
    section.confirmed_at, section.confirmed_by = clock.now(), by
    audit.write(session, by, "section.confirmed", report=section.report.number, section=section.number)
