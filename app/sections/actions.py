"""What people do to a section: write it, take it to another state, settle what was kept, go back to a version."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update

from app.reports import rules
from app.reports.models import Section, SectionMove
from app.sections import links, texts
from app.sections.carried import still_carried
from app.sections.comment_models import Suggestion
from app.sections.models import KeptText, SectionVersion
from app.sections.rules import check_pictures
from app.sections.storing import held_section, store_version
from app.writing.blocks import Block, joined, split, text_of
from app.writing.merging import Kept
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused


@dataclass(frozen=True)
class Saved:
    """What a save led to: the newest version's number and text, and whether that has something that was not sent.

    `kept` counts the blocks that both had changed: theirs stand in the text, one's own are kept beside it.
    """

    version: int
    text: str
    is_merged: bool
    kept: int


def save_text(
    session: TenantSession,
    by: uuid.UUID,
    section: Section,
    language: str,
    typed: str,
    begun_from: int,
    request: str | None = None,
) -> Saved:
    """Store one language's text, which was begun from the version with that number, joined with what others did.

    A request that has been stored before is not stored again. Raises Refused with "wrong_report_state",
    "section_deleted", "wrong_section_state" or "unknown_version"; then nothing is stored.
    """
    hold_open(session, section)
    mine = split(typed)
    # While nobody has saved since, this save has not been stored either.
    if request is not None and begun_from != section.version(language) and _is_stored(session, section, request):
        return _saved(section, language, mine, kept=0)
    stored = texts.blocks_of(section.text(language), section.ids(language))
    base = blocks_at(session, section, language, begun_from, stored)
    merge = texts.merged(base, mine, stored)
    _store(session, by, section, language, merge.blocks, request)
    _keep(session, by, section, language, merge.kept)
    return _saved(section, language, mine, kept=len(merge.kept))


def write_section(
    session: TenantSession,
    by: uuid.UUID,
    section: Section,
    move: str,
    typed: dict[str, str],
    begun_from: dict[str, int],
    note: str = "",
) -> int:
    """Store what was typed (texts by language, each with the number of the version it was begun from) and make a move
    of the section's states. Gives how many blocks were kept beside another's. Raises Refused like both, and with
    "pictures_without_words".
    """
    hold_open(session, section)
    before = section.state
    # The original first: a translation that is sent with it was made of what it says now.
    languages = sorted(typed, key=lambda language: language != section.original_language)
    saved = [save_text(session, by, section, language, typed[language], begun_from[language]) for language in languages]
    check_pictures(move, {language: section.text(language) for language in languages})
    if move != "save":
        # What was just written takes the section back into work: the move is from where it was before.
        move_section(session, by, section, move, note, seen=before)
    return sum(each.kept for each in saved)


def move_section(
    session: TenantSession, by: uuid.UUID, section: Section, move: str, note: str = "", seen: str | None = None
) -> None:
    """Take a section to another state, from the one it has or was `seen` in. Raises Refused with "wrong_report_state",
    "wrong_section_state" or "nothing_written".
    """
    hold_open(session, section)
    may_be_empty = section.may_be_empty or move == "return"
    after = rules.section_after(move, seen or section.state, has_text=section.has_text, may_be_empty=may_be_empty)
    if after != section.state:
        enter(session, by, section, after, note)


def settle(session: TenantSession, by: uuid.UUID, section: Section, kept: KeptText, choice: str) -> None:
    """Decide about a text that was kept: "use" it in its block's place, put it "after" that block, or "leave" it out.

    Raises Refused like `save_text`, and with "settled_already".
    """
    hold_open(session, section)
    session.refresh(kept, with_for_update=True)
    if kept.settled_at is not None:
        raise Refused("settled_already")
    if choice != "leave":
        stored = texts.blocks_of(section.text(kept.language), section.ids(kept.language))
        _store(session, by, section, kept.language, _placed(stored, kept, choice))
    # Only now: of a section that was approved meanwhile the text is still waiting.
    kept.settled_at, kept.settled_by = clock.now(), by


def restore(session: TenantSession, by: uuid.UUID, section: Section, version: SectionVersion) -> None:
    """Make an earlier version the text again, as a new version: nothing that came after it is lost."""
    hold_open(session, section)
    blocks = texts.blocks_of(version.text, version.ids)
    _store(session, by, section, version.language, blocks, restored_from=version.number)
    audit.write(
        session, by, "section.restored", report=section.report.number, section=section.number, version=version.number
    )


def take_in(session: TenantSession, by: uuid.UUID, section: Section, suggestion: Suggestion) -> int:
    """Put what somebody suggested in its block's place; where that has changed since, both texts are kept.

    The section is held. Gives how many texts were kept. Raises Refused("wrong_section_state").
    """
    language = suggestion.language
    rules.section_after("save", section.state, has_text=True, may_be_empty=True)
    stored = texts.blocks_of(section.text(language), section.ids(language))
    merge = texts.with_other(stored, suggestion.block, suggestion.base, suggestion.text)
    _keep(session, suggestion.written_by, section, language, merge.kept)
    _store(session, by, section, language, merge.blocks)
    return len(merge.kept)


def name_version(session: TenantSession, version: SectionVersion, name: str) -> None:
    """Call a version something, so that it is found again; no name takes the name away."""
    session.execute(
        update(SectionVersion).where(SectionVersion.id == version.id).values(name=name.strip() or None)
    )


def hold_open(session: TenantSession, section: Section) -> None:
    """Hold the report in its state and the section to ourselves. Raises Refused when they are not open for writing:
    with "wrong_report_state" or "section_deleted".
    """
    if not section.held_in or section.held_in is not session.get_transaction():
        session.flush()
        address = section.report.number, section.position
        for known in (section.report, section):  # what was read before the wait is not believed
            session.expire(known)
        held_section(session, *address)
    if section.report.state != rules.ReportState.IN_WORK:
        raise Refused("wrong_report_state")
    if section.deleted_at is not None:
        raise Refused("section_deleted")


def _saved(section: Section, language: str, mine: Sequence[str], kept: int) -> Saved:
    text = section.text(language)
    return Saved(section.version(language), text, is_merged=text != joined(mine), kept=kept)


def _is_stored(session: TenantSession, section: Section, request: str) -> bool:
    same = SectionVersion.section_id == section.id, SectionVersion.request == request
    return bool(session.scalar(select(func.count()).select_from(SectionVersion).where(*same)))


def blocks_at(
    session: TenantSession, section: Section, language: str, number: int, stored: list[Block] | None = None
) -> list[Block]:
    """The blocks of a version, which a writer began from; before the first one there was nothing. `stored` are today's.

    Raises Refused("unknown_version").
    """
    if number == section.version(language):
        return texts.blocks_of(section.text(language), section.ids(language)) if stored is None else stored
    version = version_of(session, section, language, number)
    if version is None and number != 0:
        raise Refused("unknown_version")
    return texts.blocks_of(version.text, version.ids) if version else []


def version_of(session: TenantSession, section: Section, language: str, number: int) -> SectionVersion | None:
    """One version of a section's text."""
    wanted = {"section_id": section.id, "language": language, "number": number}
    return session.scalar(select(SectionVersion).filter_by(**wanted))


def _store(
    session: TenantSession,
    by: uuid.UUID,
    section: Section,
    language: str,
    blocks: list[Block],
    request: str | None = None,
    restored_from: int | None = None,
) -> None:
    """A new version, unless nothing has changed; what changes an approved section is refused, and what anybody else
    does while one has the report's texts alone.
    """
    text, ids = text_of(blocks), [block.id for block in blocks]
    if text == section.text(language):
        return
    rules.check_final_editing(section.report, by, clock.now())
    after = rules.section_after("save", section.state, has_text=True, may_be_empty=True)
    told = {"language": language, "written_by": by}
    if section.version(language) == 0 and section.text(language):
        # Written before texts had versions: it becomes the one that everything after it can be compared with.
        first = texts.blocks_of(section.text(language), section.ids(language))
        told_first = told | {"number": 0, "text": text_of(first), "ids": [block.id for block in first]}
        session.add(SectionVersion(report_id=section.report_id, section_id=section.id, **told_first))
    told |= {"number": section.version(language) + 1, "text": text, "ids": ids}
    told |= {"request": request, "restored_from": restored_from}
    changes = links.followed(section, language, blocks) | still_carried(section, language, blocks)
    store_version(session, section, told, changes)
    if after != section.state:
        enter(session, by, section, after)


def enter(session: TenantSession, by: uuid.UUID, section: Section, after: str, note: str = "") -> None:
    """A section comes to a state, and that is told."""
    section.state = after
    session.add(
        SectionMove(report_id=section.report_id, section_id=section.id, state=after, moved_by=by, note=note.strip())
    )
    audit.write(session, by, f"section.{after}", report=section.report.number, section=section.number)


def _keep(session: TenantSession, by: uuid.UUID, section: Section, language: str, kept: Sequence[Kept]) -> None:
    """Once each: a save that is sent again keeps nothing twice."""
    if not kept:
        return
    rules.section_after("save", section.state, has_text=True, may_be_empty=True)  # a closed section takes in nothing
    waiting = select(KeptText.block, KeptText.text).filter_by(
        section_id=section.id, language=language, settled_at=None
    )
    known = {tuple(row) for row in session.execute(waiting)}
    session.add_all(
        KeptText(
            report_id=section.report_id,
            section_id=section.id,
            language=language,
            block=each.block_id,
            text=each.text,
            written_by=by,
        )
        for each in kept
        if (each.block_id, each.text) not in known
    )


def _placed(stored: list[Block], kept: KeptText, choice: str) -> list[Block]:
    """The kept text in its block's place or after it; at the end where that block is gone."""
    at = next((place for place, block in enumerate(stored) if block.id == kept.block), len(stored))
    if choice == "use" and at < len(stored):
        return [*stored[:at], Block(kept.block, kept.text), *stored[at + 1 :]]
    return [*stored[: at + 1], Block(texts.new_id(), kept.text), *stored[at + 1 :]]
