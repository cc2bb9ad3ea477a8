"""Writing a translation beside its original, through the saving that everything goes through."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.reports.models import Section
from app.sections import links
from app.sections.actions import Saved, blocks_at, hold_open, save_text
from app.translating import rules
from app.translating.rules import Row
from app.writing.blocks import Block
from tenants import audit
from tenants.boundary import TenantSession
from tenants.errors import Refused


class OtherFigures(Refused):
    """Some translations name other figures than their originals; `names` are their rows'."""

    def __init__(self, names: list[str]) -> None:
        super().__init__("other_figures")
        self.names = names


@dataclass(frozen=True)
class Autosaved:
    """What saving an open page led to: the translation's newest version, its rows as they are stored, whether these say
    something that was not sent, and what of that names other figures than its original, by its place.
    """

    version: int
    rows: list[Row]
    is_merged: bool
    unfinished: dict[int, Row]


def write(
    session: TenantSession,
    by: uuid.UUID,
    section: Section,
    typed: Mapping[str, str],
    begun_from: Mapping[str, int],
    move: str = "save",
    into: str | None = None,
) -> Saved:
    """Store what was typed into the rows, each under its name in the page's order; `begun_from` are the versions of
    both languages that were shown. Besides, a move: "current:row" says that a pair belongs together as it was shown,
    "up:row" and "down:row" change places with the neighbour, "turn" makes the translation the original. `into` is the
    language that was typed.

    Raises OtherFigures, and Refused like `save_text` or with "turned_meanwhile"; then nothing is stored.
    """
    rows, target = _typed(session, section, typed, begun_from, into)
    kind, _, name = move.partition(":")
    names = list(typed)
    said = [rows[names.index(name)]] if kind == "current" and name in typed else []
    shown = {block.text for block in target} - {row.text for row in said}
    unsent = _unsent(rows, target)
    if kind in ("up", "down") and name in typed:
        rows = rules.moved(rows, names.index(name), -1 if kind == "up" else 1)
    if wrong := [name for name, row in zip(names, rows, strict=True) if rules.has_other_figures(row, shown)]:
        raise OtherFigures(wrong)
    saved = store(session, by, section, rows + unsent, begun_from[links.target_language(section)], said)
    if kind == "turn":
        turn(session, by, section)
    return saved


def autosave(
    session: TenantSession,
    by: uuid.UUID,
    section: Section,
    typed: Mapping[str, str],
    begun_from: Mapping[str, int],
    into: str,
    request: str | None,
) -> Autosaved:
    """Store what is being typed into the rows, like `write`. What names other figures than its original is stored too,
    for it may be half a sentence, and is out of date until it names the same.
    """
    rows, target = _typed(session, section, typed, begun_from, into)
    rows += _unsent(rows, target)
    unfinished = [place for place, row in enumerate(rows) if row.is_changed and rules.has_other_figures(row, set())]
    made = [rules.made_of_nothing(row) if place in unfinished else row for place, row in enumerate(rows)]
    saved = store(session, by, section, made, begun_from[into], request=request)
    stored = rules.as_stored(rows, links.pairs_of(section), links.blocks(section, into))
    is_same = all(map(rules.has_same_text, rows, stored))
    return Autosaved(saved.version, stored, not is_same, {place: rows[place] for place in unfinished})


def _typed(
    session: TenantSession, section: Section, typed: Mapping[str, str], begun_from: Mapping[str, int], into: str | None
) -> tuple[list[Row], list[Block]]:
    """What was typed into the rows of a section, which is held, and the translation that they were begun from."""
    hold_open(session, section)
    if into not in (None, links.target_language(section)):
        raise Refused("turned_meanwhile")
    source, target = (
        {block.id: block for block in blocks_at(session, section, language, begun_from[language])}
        for language in (section.original_language, links.target_language(section))
    )
    return [rules.row_of(name, text, source, target) for name, text in typed.items()], list(target.values())


def _unsent(rows: Iterable[Row], target: Iterable[Block]) -> list[Row]:
    """What a form that arrived in part did not send: it stays as it was."""
    sent = {block for row in rows for block in row.targets}
    return [Row(None, (block,), block.text) for block in target if block not in sent]


def store(
    session: TenantSession,
    by: uuid.UUID,
    section: Section,
    rows: Sequence[Row],
    begun_from: int,
    said: Iterable[Row] = (),
    request: str | None = None,
) -> Saved:
    """The translation of all rows, and what was written in each as the translation of what it stood beside."""
    saved = save_text(session, by, section, links.target_language(section), rules.text_of(rows), begun_from, request)
    told = [*(row for row in rows if row.is_told), *(row for row in said if row.source and row.text)]
    alone = [words for row in rows if row.is_changed for words in row.further_blocks]
    links.tell(section, [(row.source, row.first_block) for row in told], alone)
    return saved


def turn(session: TenantSession, by: uuid.UUID, section: Section) -> None:
    """The translation is the original from now on. No text changes."""
    links.turn(section)
    audit.write(session, by, "section.original_changed", report=section.report.number, section=section.number)
