"""Writing a translation beside its original, through the saving that everything goes through."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from app.reports.models import Section
from app.sections import links
from app.sections.actions import Saved, blocks_at, hold_open, save_text
from app.translating import rules
from app.translating.rules import Row
from tenants import audit
from tenants.boundary import TenantSession
from tenants.errors import Refused


class OtherFigures(Refused):
    """Some translations name other figures than their originals; `names` are their rows'."""

    def __init__(self, names: list[str]) -> None:
        super().__init__("other_figures")
        self.names = names


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
    hold_open(session, section)
    if into not in (None, links.target_language(section)):
        raise Refused("turned_meanwhile")
    source, target = (
        {block.id: block for block in blocks_at(session, section, language, begun_from[language])}
        for language in (section.original_language, links.target_language(section))
    )
    kind, _, name = move.partition(":")
    names, rows = list(typed), [rules.row_of(name, text, source, target) for name, text in typed.items()]
    sent = {row.target for row in rows}
    said = [rows[names.index(name)]] if kind == "current" and name in typed else []
    if kind in ("up", "down") and name in typed:
        rows = rules.moved(rows, names.index(name), -1 if kind == "up" else 1)
    shown = {block.text for block in target.values()} - {row.text for row in said}
    if wrong := [name for name, row in zip(names, rows, strict=True) if rules.has_other_figures(row, shown)]:
        raise OtherFigures(wrong)
    # What a form that arrived in part did not send stays as it was.
    rows += [Row(None, block, block.text) for block in target.values() if block not in sent]
    saved = store(session, by, section, rows, begun_from[links.target_language(section)], said)
    if kind == "turn":
        turn(session, by, section)
    return saved


def store(
    session: TenantSession,
    by: uuid.UUID,
    section: Section,
    rows: Sequence[Row],
    begun_from: int,
    said: Iterable[Row] = (),
) -> Saved:
    """The translation of all rows, and what was written in each as the translation of what it stood beside."""
    saved = save_text(session, by, section, links.target_language(section), rules.text_of(rows), begun_from)
    told = [*(row for row in rows if row.is_told), *(row for row in said if row.source and row.text)]
    links.tell(section, [(row.source, row.first_block) for row in told])
    return saved


def turn(session: TenantSession, by: uuid.UUID, section: Section) -> None:
    """The translation is the original from now on. No text changes."""
    links.turn(section)
    audit.write(session, by, "section.original_changed", report=section.report.number, section=section.number)
